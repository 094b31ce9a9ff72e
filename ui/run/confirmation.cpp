#include "ui/run/confirmation.h"

#include "ui/text/numbers.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

#include <algorithm>

namespace regatta::ui {

namespace {

QStringList without(const QStringList &list, const QStringList &taken)
{
    const QSet<QString> set(taken.begin(), taken.end());
    QStringList rest;
    for (const QString &text : list) {
        if (!set.contains(text))
            rest << text;
    }
    return rest;
}

QStringList commandsOf(const engine::RunPlan &plan, std::uint32_t task)
{
    QStringList commands;
    for (int step = 0; step < plan.manifest()->profile.steps.size(); ++step)
        commands << plan.shownLine(model::TaskId{task}, step);
    return commands;
}

struct StepWords
{
    Q_DECLARE_TR_FUNCTIONS(regatta::ui::Confirmation)
};

QStringList stepsAfterFailure(const QList<model::Step> &steps)
{
    QStringList names;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        if (steps[i].when != model::StepCondition::Failure)
            continue;
        const QString number = text::count(i + 1);
        names << (steps[i].name.isEmpty() ? StepWords::tr("step %1").arg(number)
                                          : StepWords::tr("step %1 (%2)").arg(number, steps[i].name));
    }
    return names;
}

int countDifferentCommands(const engine::RunPlan &plan)
{
    QSet<QStringList> different;
    for (std::uint32_t task = 0; task < plan.manifest()->taskCount(); ++task)
        different.insert(commandsOf(plan, task));
    return int(different.size());
}

} // namespace

QStringList targetAddresses(const model::Manifest &manifest)
{
    QStringList addresses;
    std::optional<model::TargetIndex> last;
    for (const model::Task &task : manifest.tasks) {
        if (task.target != last)
            addresses << model::address(manifest.targets[task.target.value]);
        last = task.target;
    }
    return addresses;
}

Confirmation confirmationFor(const engine::RunPlan &plan, const std::optional<QStringList> &lastTargets,
                             int numberFrom)
{
    const model::Manifest &manifest = *plan.manifest();
    const QStringList addresses = targetAddresses(manifest);
    Confirmation confirmation;
    confirmation.title = manifest.profile.name;
    confirmation.commands = commandsOf(plan, 0);
    confirmation.differentCommands = countDifferentCommands(plan);
    confirmation.afterFailure = stepsAfterFailure(manifest.profile.steps);
    confirmation.targets = int(addresses.size());
    confirmation.tasks = int(manifest.taskCount());
    confirmation.parallel = manifest.profile.parallel;
    confirmation.firstTarget = addresses.value(0);
    confirmation.lastTarget = addresses.isEmpty() ? QString() : addresses.last();
    if (lastTargets) {
        confirmation.added = without(addresses, *lastTargets);
        confirmation.removed = without(*lastTargets, addresses);
    }
    if (const std::vector<int> waves = plan.waveSizes(); waves.size() > 1)
        confirmation.waves = waves;
    confirmation.approvesWaves = manifest.profile.approveWaves;
    confirmation.stopAfterFailures = manifest.profile.stopAfterFailures;
    confirmation.stopAfterUnreachable = manifest.profile.stopAfterUnreachable;
    confirmation.failuresPerWave = manifest.profile.failuresPerWave;
    confirmation.environment = manifest.profile.environment;
    confirmation.asksForNumber =
        confirmation.environment == model::Environment::Production || confirmation.targets >= numberFrom;
    return confirmation;
}

bool Confirmation::isSatisfiedBy(const QString &typed, bool isReviewed) const
{
    if (needsReview && !isReviewed)
        return false;
    QString number = typed;
    number.remove(QLocale().groupSeparator()); // the dialog shows them
    number.removeIf([](QChar c) { return c.isSpace(); });
    return !asksForNumber || number == QString::number(targets);
}

bool Confirmation::isShortOfConnections() const
{
    const int atOnce = parallel == 0 ? targets : std::min(parallel, targets);
    return mostConnected > 0 && atOnce > mostConnected;
}

} // namespace regatta::ui
