#include "ui/run/run_model.h"

#include "core/model/target_names.h"
#include "core/spool/terminal_text.h"
#include "ui/text/names.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace regatta::ui {

namespace {

template <typename T>
void keepIfSet(std::optional<T> &kept, const std::optional<T> &news)
{
    if (news)
        kept = news;
}

template <typename Number>
QString numberOr(const std::optional<Number> &number)
{
    return number ? QString::number(*number) : QString();
}

bool isRightAligned(int column)
{
    switch (column) {
    case RunModel::Exit:
    case RunModel::Elapsed:
    case RunModel::Waited:
    case RunModel::Bytes:
    case RunModel::Attempt:
    case RunModel::Slot:
        return true;
    default:
        return false;
    }
}

} // namespace

RunModel::RunModel(const base::Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
{}

void RunModel::reset(std::shared_ptr<const model::Manifest> manifest)
{
    beginResetModel();
    m_manifest = std::move(manifest);
    m_rows.clear();
    m_changed.clear();
    m_counts = {};
    m_start.reset();
    m_startedAt = {};
    m_end.reset();
    if (m_manifest) {
        m_rows.resize(m_manifest->taskCount());
        const auto shown = model::withDistinctNames(m_manifest);
        for (std::uint32_t id = 0; id < m_rows.size(); ++id) {
            m_rows[id].host = shown->target({id}).name;
            m_rows[id].item = m_manifest->item({id}).label();
        }
        m_counts[StatusGroup::Queued] = int(m_rows.size());
    }
    endResetModel();
    Q_EMIT countsChanged();
}

void RunModel::begin(base::Instant start)
{
    m_start = start;
    const auto ago = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now() - start);
    m_startedAt = QDateTime::currentDateTime().addMSecs(-ago.count());
    Q_EMIT timesChanged();
}

void RunModel::end(base::Instant end)
{
    m_end = end;
    Q_EMIT timesChanged();
}

void RunModel::showPast(std::shared_ptr<const model::Manifest> manifest,
                        std::span<const engine::TaskUpdate> tasks, const QDateTime &startedAt,
                        base::Duration wall)
{
    reset(std::move(manifest));
    m_start = base::Instant();
    m_startedAt = startedAt.toLocalTime();
    merge(tasks);
    end(base::Instant(wall));
    announce();
}

void RunModel::showLastLines(std::span<const engine::TaskUpdate> tasks)
{
    merge(tasks);
    announce();
}

base::Instant RunModel::now() const
{
    return m_end ? *m_end : m_clock.now();
}

void RunModel::merge(std::span<const engine::TaskUpdate> updates)
{
    for (const engine::TaskUpdate &update : updates) {
        if (update.task.value >= m_rows.size())
            continue;
        merge(update);
        m_changed.push_back(int(update.task.value));
    }
}

void RunModel::merge(const engine::TaskUpdate &update)
{
    TaskRow &row = m_rows[update.task.value];
    --m_counts[groupOf(row)];
    if (update.route)
        row.route = update.route;
    if (update.stateIsNews) {
        if (update.attempt != row.attempt) {
            row.times = {};
            row.lastErrorLine.clear();
        }
        row.state = update.state;
        row.slot = update.slot;
        row.attempt = update.attempt;
        row.step = update.step;
        keepIfSet(row.times.started, update.times.started);
        keepIfSet(row.times.authenticating, update.times.authenticating);
        keepIfSet(row.times.running, update.times.running);
        keepIfSet(row.times.resumed, update.times.resumed);
        keepIfSet(row.times.finished, update.times.finished);
        if (!row.firstStarted)
            row.firstStarted = row.times.started ? row.times.started : row.times.running;
    }
    row.bytes += update.bytes;
    if (update.progress)
        row.progress = update.progress;
    if (update.lastLine && !update.lastLine->isEmpty()) {
        row.lastLine = text::neutralised(spool::plainTerminalText(*update.lastLine));
        row.lastLineStream = update.lastLineStream;
    }
    if (update.lastErrorLine)
        row.lastErrorLine = text::neutralised(spool::plainTerminalText(*update.lastErrorLine));
    if (update.finished) {
        const model::AttemptResult &result = update.finished->result;
        row.outcome = result.outcome;
        row.exitCode = result.exitCode;
        row.signal = result.signal;
        row.error = result.error;
        keepIfSet(row.firstStarted, update.finished->firstStarted);
    }
    // What went wrong stands on standard error, whatever was printed after it.
    if (groupOf(row) == StatusGroup::Failed && !row.lastErrorLine.isEmpty()) {
        row.lastLine = row.lastErrorLine;
        row.lastLineStream = model::OutputStream::Stderr;
    }
    ++m_counts[groupOf(row)];
}

void RunModel::mark(std::span<const engine::Stragglers::Mark> marks)
{
    for (const auto &[task, straggling] : marks) {
        TaskRow &row = m_rows[task.value];
        m_counts.stragglers -= row.straggling == engine::Straggling::No ? 0 : 1;
        m_counts.stragglers += straggling == engine::Straggling::No ? 0 : 1;
        row.straggling = straggling;
        m_changed.push_back(int(task.value));
    }
}

void RunModel::announce()
{
    if (m_changed.empty())
        return;
    std::vector<int> rows;
    rows.swap(m_changed);
    const int lastColumn = ColumnCount - 1;
    if (rows.size() > m_rows.size() / 2) {
        Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, lastColumn));
    } else {
        std::sort(rows.begin(), rows.end());
        for (size_t first = 0; first < rows.size();) {
            size_t last = first;
            while (last + 1 < rows.size() && rows[last + 1] <= rows[last] + 1)
                ++last;
            Q_EMIT dataChanged(index(rows[first], 0), index(rows[last], lastColumn));
            first = last + 1;
        }
    }
    Q_EMIT countsChanged();
}

std::optional<base::Duration> RunModel::elapsed(const TaskRow &row, base::Instant now) const
{
    const bool isAside = row.state == model::TaskState::Waiting || row.state == model::TaskState::Queued;
    if (!row.firstStarted || isAside || row.outcome == model::Outcome::Skipped)
        return {};
    // While a person was asked, the task stood aside: that was their time.
    return row.times.finished.value_or(now) - row.times.resumed.value_or(*row.firstStarted);
}

std::optional<base::Duration> RunModel::waited(const TaskRow &row, base::Instant now) const
{
    if (!m_start)
        return {};
    if (!row.firstStarted)
        return row.times.finished.value_or(now) - *m_start;
    return *row.firstStarted - *m_start;
}

int RunModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RunModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RunModel::text(int rowNumber, int column) const
{
    const TaskRow &row = m_rows[rowNumber];
    switch (Column(column)) {
    case State:
        return row.straggling == engine::Straggling::No ? text::statusName(row.state, row.outcome)
                                                        : text::stragglingName(row.straggling);
    case Host:
        return row.host;
    case Item:
        return row.item;
    case Phase:
        return phaseText(row);
    case Exit:
        return row.signal.isEmpty() ? numberOr(row.exitCode) : QString::fromLatin1(row.signal);
    case Elapsed: {
        const auto duration = elapsed(row, now());
        return duration ? text::duration(*duration) : QString();
    }
    case Waited: {
        const auto duration = waited(row, now());
        return duration ? text::duration(*duration) : QString();
    }
    case Progress:
        return progressText(row);
    case LastLine:
        return row.lastLine;
    case Bytes:
        return row.firstStarted ? text::bytes(row.bytes) : QString();
    case Attempt:
        return row.firstStarted ? QString::number(row.attempt) : QString();
    case Slot:
        return row.slot ? QString::number(row.slot->value) : QString();
    case Started:
        return startedText(row);
    case Error:
        return errorText(row);
    case ColumnCount:
        break;
    }
    return {};
}

QString RunModel::phaseText(const TaskRow &row) const
{
    if (row.isFinished() || row.state == model::TaskState::Queued || !m_manifest)
        return {};
    const auto &steps = m_manifest->profile.steps;
    if (row.state != model::TaskState::Running || row.step >= steps.size())
        return text::stateName(row.state);
    const QString &name = steps[row.step].name;
    if (steps.size() == 1)
        return name.isEmpty() ? tr("step %1").arg(1) : name;
    return name.isEmpty() ? tr("step %1 of %2").arg(row.step + 1).arg(steps.size())
                          : tr("%1 of %2: %3").arg(row.step + 1).arg(steps.size()).arg(name);
}

QString RunModel::progressText(const TaskRow &row) const
{
    if (!m_manifest || !row.firstStarted)
        return {};
    const qsizetype steps = m_manifest->profile.steps.size();
    const bool isDone = row.outcome == model::Outcome::Succeeded;
    const QString done = tr("%1 of %2").arg(isDone ? steps : row.step).arg(steps);
    const bool copies = row.progress && row.progress->total > 0 && row.progress->step == row.step &&
                        row.progress->attempt == row.attempt;
    if (!copies || isDone)
        return done;
    const QString copied =
        tr("%1 of %2").arg(text::bytes(row.progress->done), text::bytes(row.progress->total));
    return steps == 1 ? copied : done + QStringLiteral(" · ") + copied;
}

QString RunModel::startedText(const TaskRow &row) const
{
    if (!row.firstStarted || !m_start)
        return {};
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(*row.firstStarted - *m_start);
    return m_startedAt.addMSecs(since.count()).toString(QStringLiteral("HH:mm:ss"));
}

QString RunModel::errorText(const TaskRow &row) const
{
    if (!row.outcome)
        return {};
    model::AttemptResult result;
    result.outcome = *row.outcome;
    result.exitCode = row.exitCode;
    result.signal = row.signal;
    result.error = row.error;
    const QString reason = text::shortReason(result);
    return row.attempt > 1 ? tr("%1 (%2 tries)").arg(reason).arg(row.attempt) : reason;
}

QVariant RunModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(
            (isRightAligned(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case Qt::ToolTipRole:
        return toolTip(index.row(), index.column());
    case Qt::AccessibleTextRole: {
        const QString words = text(index.row(), index.column());
        return words.isEmpty() ? tr("nothing") : words;
    }
    default:
        return {};
    }
}

QString RunModel::toolTip(int row, int column) const
{
    const TaskRow &task = m_rows[row];
    if ((column == Error || column == State) && task.error)
        return text::sentence(*task.error);
    if (column == State && task.straggling != engine::Straggling::No)
        return text::explanation(task.straggling);
    return column == LastLine || column == Host || column == Item ? text(row, column) : QString();
}

QVariant RunModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return QAbstractTableModel::headerData(section, orientation, role);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((isRightAligned(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case State:
        return tr("State");
    case Host:
        return tr("Host");
    case Item:
        return itemHeader();
    case Phase:
        return tr("Phase");
    case Exit:
        return tr("Exit");
    case Elapsed:
        return tr("Elapsed");
    case Waited:
        return tr("Waited");
    case Progress:
        return tr("Progress");
    case LastLine:
        return tr("Last line");
    case Bytes:
        return tr("Output");
    case Attempt:
        return tr("Try");
    case Slot:
        return tr("Slot");
    case Started:
        return tr("Started");
    case Error:
        return tr("Why");
    case ColumnCount:
        break;
    }
    return {};
}

QString RunModel::itemHeader() const
{
    if (!m_manifest || m_manifest->profile.matrix.size() != 1)
        return tr("Item");
    QString name = m_manifest->profile.matrix.first().name;
    name[0] = name[0].toUpper();
    return name;
}

} // namespace regatta::ui
