#include "app/cli/closing_list.h"

#include "app/cli/folded_tasks.h"
#include "ui/text/names.h"
#include "ui/text/sentences.h"

namespace regatta::cli {

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
        const QString name = text::outcomeName(outcome).toLower();
        const QString ended = why.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, why);
        lines << QStringLiteral("%1: %2").arg(ended, foldedTasks(shown, tasks));
    }
    return lines;
}

} // namespace regatta::cli
