#include "ui/run/task_order.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace regatta::ui {

namespace {

using namespace std::chrono_literals;

/// Four new orders a second are as many as an eye can follow.
constexpr auto pauseBetweenOrders = 250ms;

std::strong_ordering compareText(const QString &left, const QString &right)
{
    return QString::compare(left, right, Qt::CaseInsensitive) <=> 0;
}

/// So that running comes before connecting, what a person must answer before both, and who straggles first.
int rank(const TaskRow &row)
{
    const int group = int(groupOf(row)) * 100;
    if (row.outcome)
        return group + int(*row.outcome);
    return row.straggling == engine::Straggling::No ? group + 50 - int(row.state) : group;
}

} // namespace

/// What all comparisons of one sorting have in common: a time that stands still, and words made only once.
struct TaskOrder::Keys
{
    base::Instant now;
    std::vector<QString> words; // by task; only for columns that have no value of their own
};

TaskOrder::TaskOrder(RunModel &tasks, QObject *parent)
    : QAbstractProxyModel(parent)
    , m_tasks(tasks)
{
    setSourceModel(&tasks);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &TaskOrder::orderNow);
    connectTasks();
    adopt(wantedOrder());
}

void TaskOrder::connectTasks()
{
    connect(&m_tasks, &RunModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(&m_tasks, &RunModel::modelReset, this, [this] {
        adopt(wantedOrder());
        endResetModel();
    });
    connect(&m_tasks, &RunModel::dataChanged, this, &TaskOrder::onDataChanged);
}

void TaskOrder::setWords(const QString &words)
{
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    moveTo(wantedOrder());
}

void TaskOrder::setGroup(std::optional<StatusGroup> group)
{
    m_group = group;
    moveTo(wantedOrder());
}

void TaskOrder::setOnlyStragglers(bool only)
{
    m_onlyStragglers = only;
    moveTo(wantedOrder());
}

void TaskOrder::setHeld(bool held)
{
    m_held = held;
    if (!held && m_isStale)
        orderNow();
}

void TaskOrder::sort(int column, Qt::SortOrder order)
{
    m_column = column;
    m_direction = order;
    moveTo(wantedOrder());
}

void TaskOrder::onDataChanged(const QModelIndex &first, const QModelIndex &last)
{
    // Neighbours in the source are seldom neighbours here, but what is on the screen is only a part.
    int top = rowCount();
    int bottom = -1;
    for (int task = first.row(); task <= last.row(); ++task) {
        const int row = m_rowOf[task];
        if (row < 0)
            continue;
        top = std::min(top, row);
        bottom = std::max(bottom, row);
    }
    if (top <= bottom)
        Q_EMIT dataChanged(index(top, first.column()), index(bottom, last.column()));
    orderSoon();
}

void TaskOrder::orderSoon()
{
    m_isStale = true;
    if (!m_held && !m_pause.isActive())
        m_pause.start(pauseBetweenOrders);
}

void TaskOrder::orderNow()
{
    if (!m_held && m_isStale)
        moveTo(wantedOrder());
}

std::vector<int> TaskOrder::wantedOrder() const
{
    std::vector<int> order;
    const int count = m_tasks.rowCount();
    order.reserve(count);
    for (int task = 0; task < count; ++task) {
        if (matches(task))
            order.push_back(task);
    }
    const Keys keys = keysFor(order);
    const bool ascending = m_direction == Qt::AscendingOrder;
    std::sort(order.begin(), order.end(), [&](int left, int right) {
        const auto result = ascending ? compare(left, right, keys) : compare(right, left, keys);
        return result != 0 ? result < 0 : left < right;
    });
    return order;
}

TaskOrder::Keys TaskOrder::keysFor(const std::vector<int> &tasks) const
{
    Keys keys{m_tasks.now(), {}};
    if (m_column == RunModel::Phase || m_column == RunModel::Error) {
        keys.words.resize(m_tasks.rowCount());
        for (const int task : tasks)
            keys.words[task] = m_tasks.text(task, m_column);
    }
    return keys;
}

bool TaskOrder::matches(int task) const
{
    const TaskRow &row = m_tasks.row(task);
    if (m_group && groupOf(row) != *m_group)
        return false;
    if (m_onlyStragglers && row.straggling == engine::Straggling::No)
        return false;
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) {
        return row.host.contains(word, Qt::CaseInsensitive) || row.item.contains(word, Qt::CaseInsensitive) ||
               row.lastLine.contains(word, Qt::CaseInsensitive) ||
               m_tasks.text(task, RunModel::Error).contains(word, Qt::CaseInsensitive);
    });
}

std::strong_ordering TaskOrder::compare(int left, int right, const Keys &keys) const
{
    const TaskRow &a = m_tasks.row(left);
    const TaskRow &b = m_tasks.row(right);
    switch (RunModel::Column(m_column)) {
    case RunModel::State:
        return rank(a) <=> rank(b);
    case RunModel::Host: // in the order of the plan, where web9 stands before web10
    case RunModel::ColumnCount:
        return left <=> right;
    case RunModel::Item:
        return m_tasks.manifest()->tasks[left].item <=> m_tasks.manifest()->tasks[right].item;
    case RunModel::Exit:
        return a.exitCode <=> b.exitCode;
    case RunModel::Elapsed:
        return m_tasks.elapsed(a, keys.now) <=> m_tasks.elapsed(b, keys.now);
    case RunModel::Waited:
        return m_tasks.waited(a, keys.now) <=> m_tasks.waited(b, keys.now);
    case RunModel::Progress:
        return a.step <=> b.step;
    case RunModel::LastLine:
        return compareText(a.lastLine, b.lastLine);
    case RunModel::Bytes:
        return a.bytes <=> b.bytes;
    case RunModel::Attempt:
        return a.attempt <=> b.attempt;
    case RunModel::Slot:
        return a.slot <=> b.slot;
    case RunModel::Started:
        return a.firstStarted <=> b.firstStarted;
    case RunModel::Phase:
    case RunModel::Error:
        return compareText(keys.words[left], keys.words[right]);
    }
    Q_UNREACHABLE();
}

void TaskOrder::adopt(std::vector<int> order)
{
    m_isStale = false;
    m_taskOf = std::move(order);
    m_rowOf.assign(m_tasks.rowCount(), -1);
    for (size_t row = 0; row < m_taskOf.size(); ++row)
        m_rowOf[m_taskOf[row]] = int(row);
}

void TaskOrder::moveTo(std::vector<int> order)
{
    if (order == m_taskOf) {
        m_isStale = false;
        return;
    }
    const bool sameTasks =
        order.size() == m_taskOf.size() &&
        std::all_of(order.begin(), order.end(), [this](int task) { return m_rowOf[task] >= 0; });
    if (!sameTasks) {
        beginResetModel();
        adopt(std::move(order));
        endResetModel();
        return;
    }
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    const std::vector<int> tasks = m_taskOf;
    adopt(std::move(order));
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &old : from)
        to.append(index(m_rowOf[tasks[old.row()]], old.column()));
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

QModelIndex TaskOrder::mapToSource(const QModelIndex &index) const
{
    return index.isValid() ? m_tasks.index(m_taskOf[index.row()], index.column()) : QModelIndex();
}

QModelIndex TaskOrder::mapFromSource(const QModelIndex &source) const
{
    return source.isValid() && m_rowOf[source.row()] >= 0 ? index(m_rowOf[source.row()], source.column())
                                                          : QModelIndex();
}

QModelIndex TaskOrder::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

int TaskOrder::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_taskOf.size());
}

int TaskOrder::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : RunModel::ColumnCount;
}

QVariant TaskOrder::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_tasks.headerData(section, orientation, role);
}

} // namespace regatta::ui
