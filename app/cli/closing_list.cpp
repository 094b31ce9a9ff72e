#include "app/cli/closing_list.h"

#include "app/cli/folded_tasks.h"
#include "app/cli/text.h"
#include "ui/text/sentences.h"

namespace regatta::cli {

namespace {

/// What hosts are said to have been.
QString endingName(model::Outcome outcome)
{
    switch (outcome) {
    case model::Outcome::Succeeded:
        return Text::tr("succeeded");
    case model::Outcome::CommandFailed:
        return Text::tr("failed");
    case model::Outcome::Unreachable:
        return Text::tr("unreachable");
    case model::Outcome::HostKeyRejected:
        return Text::tr("host key refused");
    case model::Outcome::AuthenticationFailed:
        return Text::tr("log-in failed");
    case model::Outcome::TimedOut:
        return Text::tr("timed out");
    case model::Outcome::ConnectionLost:
        return Text::tr("connection lost");
    case model::Outcome::Cancelled:
        return Text::tr("stopped");
    case model::Outcome::StopUnverified:
        return Text::tr("stop unverified");
    case model::Outcome::Skipped:
        return Text::tr("not started");
    case model::Outcome::InternalError:
        return Text::tr("internal error");
    case model::Outcome::Interrupted:
        return Text::tr("interrupted");
    }
    Q_UNREACHABLE();
}

} // namespace

void ClosingList::add(model::TaskId task, const model::AttemptResult &result)
{
    if (result.outcome == model::Outcome::Succeeded)
        return;
    const bool isWhyClear = result.outcome == model::Outcome::Cancelled;
    m_tasks[{result.outcome, isWhyClear ? QString() : text::shortReason(result)}].push_back(task);
}

QStringList ClosingList::lines(const model::Manifest &shown) const
{
    QStringList lines;
    for (const auto &[ending, tasks] : m_tasks) {
        const auto &[outcome, why] = ending;
        const QString name =
            why.isEmpty() ? endingName(outcome) : QStringLiteral("%1 (%2)").arg(endingName(outcome), why);
        lines << QStringLiteral("%1: %2").arg(name, foldedTasks(shown, tasks));
    }
    return lines;
}

} // namespace regatta::cli
