#include "ui/answers/answer_list.h"

#include "ui/text/names.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"
#include "ui/theme/symbols.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

namespace regatta::ui {

namespace {

model::TaskState stateOf(const AnswerRow &row)
{
    return row.group.ending.outcome ? model::TaskState::Finished : model::TaskState::Running;
}

bool hasFailed(const AnswerRow &row)
{
    return row.group.ending.outcome && *row.group.ending.outcome != model::Outcome::Succeeded;
}

} // namespace

AnswerList::AnswerList(QObject *parent)
    : QAbstractTableModel(parent)
{}

void AnswerList::show(std::shared_ptr<const AnswerSnapshot> snapshot)
{
    const size_t count = snapshot ? snapshot->rows.size() : 0;
    if (m_snapshot && snapshot && count == m_order.size()) {
        m_snapshot = std::move(snapshot);
        sortRows();
        if (count > 0)
            Q_EMIT dataChanged(index(0, 0), index(int(count) - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_snapshot = std::move(snapshot);
    m_order.resize(count);
    sortRows();
    endResetModel();
}

void AnswerList::setFailuresFirst(bool failuresFirst)
{
    m_failuresFirst = failuresFirst;
    beginResetModel();
    sortRows();
    endResetModel();
}

void AnswerList::setPalette(const QPalette &palette)
{
    m_palette = palette;
}

void AnswerList::sortRows()
{
    std::iota(m_order.begin(), m_order.end(), size_t(0));
    if (m_failuresFirst) {
        std::stable_partition(m_order.begin(), m_order.end(),
                              [this](size_t row) { return hasFailed(m_snapshot->rows[row]); });
    }
}

std::vector<int> AnswerList::rowsLike(std::span<const answers::AnswerGroup> groups) const
{
    // All may be chosen, and there may be as many as tasks: each is looked up, and none looked for.
    std::map<std::pair<QByteArray, answers::AnswerEnding>, int> rowOfAnswer;
    std::vector<int> rowOfTask; // -1: it is in none
    for (int i = 0; i < rowCount(); ++i) {
        const answers::AnswerGroup &group = row(i).group;
        rowOfAnswer.emplace(std::pair(group.digest, group.ending), i);
        rowOfTask.resize(std::max(rowOfTask.size(), size_t(group.tasks.back().value) + 1), -1);
        for (const model::TaskId task : group.tasks)
            rowOfTask[task.value] = i;
    }
    std::vector<int> rows;
    std::set<int> seen;
    for (const answers::AnswerGroup &group : groups) {
        const auto same = rowOfAnswer.find({group.digest, group.ending});
        const size_t first = group.representative().value;
        const int withFirst = first < rowOfTask.size() ? rowOfTask[first] : -1;
        const int like = same != rowOfAnswer.end() ? same->second : withFirst;
        if (like >= 0 && seen.insert(like).second)
            rows.push_back(like);
    }
    return rows;
}

int AnswerList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_order.size());
}

int AnswerList::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString AnswerList::statusText(const AnswerRow &row) const
{
    const QString status = text::statusName(stateOf(row), row.group.ending.outcome);
    const auto &exitCode = row.group.ending.exitCode;
    return exitCode && *exitCode != 0 ? tr("%1, exit %2").arg(status).arg(*exitCode) : status;
}

QString AnswerList::text(const AnswerRow &row, int column) const
{
    switch (column) {
    case Tasks:
        return text::count(qint64(row.group.tasks.size()));
    case Status:
        return statusText(row);
    case Hosts:
        return text::neutralised(row.hosts, 2'000);
    case Difference:
        return text::neutralised(row.firstDifference);
    default:
        return {};
    }
}

QVariant AnswerList::data(const QModelIndex &index, int role) const
{
    const AnswerRow &shown = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Difference && isUsual(index.row()))
            return tr("what most say");
        return text(shown, index.column());
    case Qt::ToolTipRole:
        return index.column() >= Hosts ? text(shown, index.column()) : QString();
    case Qt::AccessibleTextRole:
        return index.column() == Tasks ? tr("%n task(s)", nullptr, int(shown.group.tasks.size()))
                                       : text(shown, index.column());
    case Qt::DecorationRole:
        if (index.column() == Status) {
            const StatusLook look = lookOf(Theme::of(m_palette), stateOf(shown), shown.group.ending.outcome);
            return symbolIcon(look.symbol, look.color);
        }
        return {};
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() == Tasks ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ForegroundRole:
        if (index.column() == Difference && isUsual(index.row()))
            return Theme::of(m_palette).muted;
        return {};
    case Qt::FontRole:
        if (index.column() == Difference && !isUsual(index.row()))
            return monospaceFont();
        return {};
    default:
        return {};
    }
}

QVariant AnswerList::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Tasks ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Tasks:
        return tr("Tasks");
    case Status:
        return tr("Ended");
    case Hosts:
        return tr("Hosts");
    case Difference:
        return tr("First difference");
    default:
        return {};
    }
}

} // namespace regatta::ui
