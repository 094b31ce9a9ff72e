#include "ui/text/history_words.h"

#include "ui/text/names.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"

#include <QCoreApplication>
#include <QLocale>

namespace regatta::text {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(regatta::text::HistoryWords)
};

using report::Words; // lupdate takes what qualifies a result for the place of the function's sentences

/// What happened, with a place for the detail, and what to do next.
QString wordsFor(history::ErrorCode code)
{
    switch (code) {
    case history::ErrorCode::Locked:
        return Text::tr(
            "Another program holds the history: %1. Runs go on, and are recorded when it lets go.");
    case history::ErrorCode::Corrupt:
        return Text::tr("The history is damaged: %1. The next run keeps it aside and begins a new one.");
    case history::ErrorCode::SetAside:
        return Text::tr("The history was damaged. A new one has begun; the old one is kept as %1.");
    case history::ErrorCode::Newer:
        return Text::tr(
            "A newer Regatta wrote the history %1. It can be read, but nothing is recorded: update "
            "Regatta.");
    case history::ErrorCode::Unwritable:
        return Text::tr(
            "The history can't be written: %1. Runs go on without being recorded; check the folder's "
            "permissions.");
    case history::ErrorCode::DiskFull:
        return Text::tr("The disk is full, and the history waits: %1. Make room; it goes on by itself.");
    case history::ErrorCode::NotRecorded:
        return Text::tr(
            "The history could not be written to the end: this run is missing there, or not all of "
            "it is there. What is left of it: %1.");
    case history::ErrorCode::RunUnknown:
        return Text::tr("There is no run \"%1\" in the history. It may have been deleted; look at the list.");
    case history::ErrorCode::RunAmbiguous:
        return Text::tr("More than one run begins with \"%1\". Write more of its id.");
    case history::ErrorCode::RunGoesOn:
        return Text::tr("The run %1 still goes on. Stop it first, or wait for its end.");
    case history::ErrorCode::Unreadable:
        return Text::tr("What the history says of the run %1 can't be read.");
    }
    Q_UNREACHABLE();
}

} // namespace

QString sentence(const history::Error &error)
{
    return wordsFor(error.code).arg(neutralised(error.detail));
}

QString runStateName(history::RunState state)
{
    switch (state) {
    case history::RunState::Running:
        return Text::tr("Running");
    case history::RunState::Finished:
        return Text::tr("Finished");
    case history::RunState::Stopped:
        return Text::tr("Stopped");
    case history::RunState::Interrupted:
        return Text::tr("Interrupted");
    }
    Q_UNREACHABLE();
}

QString resultOf(const history::RunOverview &run)
{
    QStringList parts;
    // How many were stopped or interrupted says so itself.
    const bool isCounted = run.summary.count(model::Outcome::Cancelled) > 0 ||
                           run.summary.count(model::Outcome::Interrupted) > 0;
    if (run.state != history::RunState::Finished && !isCounted)
        parts << runStateName(run.state).toLower();
    for (int i = 0; i < model::outcomeCount; ++i) {
        const auto outcome = static_cast<model::Outcome>(i);
        if (const int tasks = run.summary.count(outcome))
            parts << countOf(outcome, tasks);
    }
    if (const int open = run.tasks - run.summary.total(); open > 0)
        parts << Text::tr("%1 not finished").arg(count(open));
    return parts.join(QStringLiteral(", "));
}

QString statusName(const history::TaskRecord &task)
{
    return statusName(task.state, task.result ? std::optional(task.result->outcome) : std::nullopt);
}

QString shortReason(const history::TaskRecord &task)
{
    return task.result ? shortReason(*task.result) : QString();
}

QString exportIsIncomplete()
{
    return Text::tr("Some of the output is damaged on the disk and missing in the export.");
}

QString comparisonGaps(const report::Comparison &comparison)
{
    if (!comparison.isOutputKnown)
        return Text::tr("The output of one of the runs is gone; only outcomes were compared.");
    if (!comparison.isOutputWhole)
        return Text::tr("Some of the output is damaged on the disk; what is left of it was compared.");
    return {};
}

Words reportWords(const history::RunOverview &run)
{
    Words words;
    words.title = run.name.isEmpty() ? Text::tr("Run %1").arg(run.id) : neutralised(run.name);
    words.subtitle = Text::tr("%1, %2, %3")
                         .arg(QLocale().toString(run.startedAt.toLocalTime(), QLocale::ShortFormat),
                              resultOf(run), duration(run.summary.wall));
    words.command = Text::tr("Command");
    words.noOutput = Text::tr("No output");
    words.statusOf = [](const history::TaskRecord &task) { return statusName(task); };
    words.reasonOf = [](const history::TaskRecord &task) { return shortReason(task); };
    words.durationOf = [](base::Duration time) { return duration(time); };
    return words;
}

} // namespace regatta::text
