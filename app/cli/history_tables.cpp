#include "app/cli/history_tables.h"

#include "app/cli/display_width.h"
#include "app/cli/text.h"
#include "core/report/subject_names.h"
#include "ui/text/history_words.h"
#include "ui/text/names.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"

#include <algorithm>

namespace regatta::cli {

namespace {

constexpr qsizetype shortId = 8;     ///< enough to tell thousands of runs apart
constexpr qsizetype widestCell = 40; ///< longer ones don't push the columns apart

/// Rows with their cells under each other; the last column is as long as it likes.
QStringList aligned(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (i == widths.size())
                widths << 0;
            widths[i] = std::max(widths[i], std::min(displayWidth(row[i]), widestCell));
        }
    }
    QStringList lines;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i + 1 < row.size(); ++i)
            line += row[i] + QString(std::max<qsizetype>(widths[i] - displayWidth(row[i]), 0) + 2, u' ');
        lines << (line + row.value(row.size() - 1)).trimmed();
    }
    return lines;
}

QString subjectOf(const report::SubjectNames &names, const history::TaskSubject &subject)
{
    const QString host = names.hostOf(subject);
    return text::neutralised(subject.item.isEmpty() ? host : host + u' ' + subject.item);
}

QString statusOf(const history::RunRecord &run, const std::optional<model::TaskId> &task)
{
    if (!task)
        return Text::tr("not there");
    const history::TaskRecord &record = run.tasks[task->value];
    const QString reason = text::shortReason(record);
    const QString status = text::statusName(record);
    return reason.isEmpty() ? status : Text::tr("%1 (%2)").arg(status, reason);
}

} // namespace

QStringList linesOf(const QList<history::RunOverview> &runs)
{
    QList<QStringList> rows{
        {Text::tr("RUN"), Text::tr("STARTED"), Text::tr("TIME"), Text::tr("RESULT"), Text::tr("NAME")}};
    for (const history::RunOverview &run : runs) {
        rows << QStringList{run.id.left(shortId),
                            run.startedAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")),
                            text::duration(run.summary.wall), text::resultOf(run),
                            text::neutralised(run.name.isEmpty() ? run.command : run.name, 80)};
    }
    return aligned(rows);
}

QStringList linesOf(const history::RunRecord &run)
{
    const history::RunOverview &overview = run.overview;
    QStringList lines{Text::tr("run      %1").arg(overview.id),
                      Text::tr("name     %1").arg(text::neutralised(overview.name)),
                      Text::tr("command  %1").arg(text::neutralised(overview.command))};
    if (!overview.profilePath.isEmpty())
        lines << Text::tr("profile  %1").arg(text::neutralised(overview.profilePath));
    if (!overview.parent.isEmpty())
        lines << Text::tr("retries  %1").arg(overview.parent);
    lines << Text::tr("started  %1").arg(overview.startedAt.toLocalTime().toString(Qt::ISODate))
          << Text::tr("result   %1").arg(text::resultOf(overview))
          << Text::tr("time     %1, peak parallel %2, effective %3")
                 .arg(text::duration(overview.summary.wall))
                 .arg(overview.summary.peakParallel)
                 .arg(QString::number(overview.summary.effectiveParallel, 'f', 2))
          << QString();
    const report::SubjectNames names(run);
    QList<QStringList> rows;
    for (const history::TaskRecord &task : run.tasks) {
        const auto duration = report::elapsed(task);
        rows << QStringList{subjectOf(names, task.subject), text::statusName(task),
                            duration ? text::duration(*duration) : QString(), text::bytes(task.bytes),
                            text::shortReason(task)};
    }
    return lines + aligned(rows);
}

QStringList linesOf(const report::Comparison &comparison, const history::RunRecord &before,
                    const history::RunRecord &after)
{
    const report::SubjectNames names(comparison);
    QList<QStringList> rows;
    for (const report::TaskComparison &task : comparison.tasks) {
        if (!task.isChanged())
            continue;
        const bool isSameStatus = !task.isOutcomeChanged && task.before && task.after;
        rows << QStringList{
            subjectOf(names, task.subject),
            isSameStatus
                ? statusOf(after, task.after)
                : Text::tr("%1 -> %2").arg(statusOf(before, task.before), statusOf(after, task.after)),
            task.isOutputChanged ? Text::tr("output differs") : QString()};
    }
    QStringList lines = aligned(rows);
    lines << Text::tr("%1 of %n task(s) differ", nullptr, int(comparison.tasks.size())).arg(rows.size());
    if (const QString gaps = text::comparisonGaps(comparison); !gaps.isEmpty())
        lines << gaps;
    return lines;
}

} // namespace regatta::cli
