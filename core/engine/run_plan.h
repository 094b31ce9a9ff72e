#pragma once

#include "core/base/error.h"
#include "core/engine/endpoint_resolver.h"
#include "core/engine/plan_problem.h"
#include "core/model/manifest.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace regatta::engine {

/// Targets that the profile names more than once; each runs once.
struct PlanNotes
{
    QStringList duplicates;
};

/// What a run would do, worked out in full before anything connects: targets times items, where each is
/// reached, and the command line of each task. Pure: made of values, touches neither disk nor network. Cheap
/// to copy.
class RunPlan
{
public:
    /// All problems at once, not only the first. Every command line is rendered once, so that a placeholder
    /// that can't be filled in for one target is found before anything connects.
    static tl::expected<RunPlan, QList<PlanProblem>> make(const model::Profile &profile,
                                                          const ConnectionSettings &connection,
                                                          model::RunIdentity identity = {});

    /// The plan of an earlier run once more: its very targets, items and tasks, whatever has become of groups
    /// and files since.
    static tl::expected<RunPlan, QList<PlanProblem>> again(const model::Manifest &manifest,
                                                           const ConnectionSettings &connection);

    /// The same plan for some of its tasks: a retry. Task ids are given anew, in the old order.
    RunPlan restrictedTo(const std::vector<model::TaskId> &tasks, model::RunIdentity identity) const;

    /// The same plan for a further run.
    RunPlan withIdentity(model::RunIdentity identity) const;

    const std::shared_ptr<const model::Manifest> &manifest() const { return m_manifest; }
    const PlanNotes &notes() const { return m_notes; }

    /// The same hosts with the same items, whatever is done there and how.
    bool isAboutTasksOf(const RunPlan &other) const;

    /// The wave of each task, from 0. One wave unless the profile says otherwise; those of a retry are made
    /// of its own targets.
    std::vector<std::uint32_t> waveOfTasks() const;
    /// How many targets each wave has.
    std::vector<int> waveSizes() const;

    /// Which ssh configuration is to be asked (as ssh -F has it), and what, target by target.
    QString sshConfigFile() const;
    std::vector<transport::HostQuery> hostQueries() const;
    /// The same plan with the answers, in the order of the questions.
    RunPlan withHostAnswers(std::vector<transport::HostAnswer> answers) const;

    /// Where the task is reached; or, once the ssh configuration was asked, why it can't be.
    base::Expected<transport::Endpoint> endpoint(model::TaskId task) const;

    /// Name to dial, user and port, as far as they are known: for people, and for placeholders.
    model::Target reachedAs(model::TaskId task) const;

    /// What a transport is given to run: the line for the remote shell, beginning with the step's environment
    /// variables, and without sudo, which is the transport's business; or what a copy would be written as.
    /// Values are quoted for the place they stand in. Names are looked up among the built-in ones (host,
    /// user, port, index, run, attempt, slot), then the item, the target's variables and the profile's.
    QString commandLine(model::TaskId task, int step, int attempt, model::Slot slot) const;

    /// All that the remote shell runs, sudo too: what people are shown. Without an attempt {{attempt}} is 1
    /// and {{slot}} 0.
    QString shownLine(model::TaskId task, int step, int attempt = 1, model::Slot slot = {}) const;

    /// What the step's command reads from its standard input.
    transport::Input input(int step) const;

    /// What a copying step copies where; nothing if it runs a command. Its commandLine() is for people.
    std::optional<transport::CopyOrder> copyOrder(model::TaskId task, int step, int attempt,
                                                  model::Slot slot) const;

private:
    struct Rules;

    RunPlan() = default;

    base::Expected<QString> render(model::TaskId task, int step, int attempt, model::Slot slot) const;
    base::Expected<transport::CopyOrder> renderCopy(model::TaskId task, int step, int attempt,
                                                    model::Slot slot) const;
    std::optional<QString> value(const QString &name, model::TaskId task, int attempt,
                                 model::Slot slot) const;
    QList<PlanProblem> unrenderable() const;
    QList<PlanProblem> sharedPaths() const;
    qint64 placeInWholeRun(model::TaskId task) const;
    bool isFirstOfTarget(std::uint32_t task) const;
    std::vector<std::uint32_t> waveOfTargets() const;

    std::shared_ptr<const model::Manifest> m_manifest;
    std::shared_ptr<const Rules> m_rules; // what doesn't depend on the choice of tasks
    std::shared_ptr<const std::vector<transport::HostAnswer>> m_hostAnswers; // by target; null: not asked yet
    PlanNotes m_notes;
};

} // namespace regatta::engine
