#include "core/engine/run_plan.h"

#include "core/engine/plan_maker.h"
#include "core/engine/waves.h"
#include "core/transport/sudo_dialogue.h"

#include <QDir>
#include <QFile>
#include <QHash>

#include <algorithm>
#include <utility>

namespace regatta::engine {

namespace {

using model::Item;

std::vector<model::Task> combine(qsizetype targetCount, qsizetype itemCount)
{
    std::vector<model::Task> tasks;
    tasks.reserve(size_t(targetCount * itemCount));
    for (qsizetype target = 0; target < targetCount; ++target) {
        for (qsizetype item = 0; item < itemCount; ++item)
            tasks.push_back({{std::uint32_t(target)}, {std::uint32_t(item)}});
    }
    return tasks;
}

std::optional<QString> valueIn(const Item &item, const QString &name)
{
    for (const auto &[axis, value] : item.values) {
        if (axis == name)
            return value;
    }
    return std::nullopt;
}

std::optional<QString> valueIn(const QMap<QString, QString> &variables, const QString &name)
{
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found.value());
}

} // namespace

struct RunPlan::Rules
{
    EndpointResolver endpoints;
    ConnectionSettings connection;
    std::vector<StepTemplate> steps;
};

tl::expected<RunPlan, QList<PlanProblem>> RunPlan::make(const model::Profile &profile,
                                                        const ConnectionSettings &connection,
                                                        model::RunIdentity identity)
{
    PlanMaker maker(profile);
    auto manifest = std::make_shared<model::Manifest>();
    manifest->identity = std::move(identity);
    manifest->profile = profile;
    manifest->targets = maker.expandTargets();
    manifest->items = maker.expandMatrix();
    auto steps = maker.parseSteps();
    maker.checkAmounts();
    maker.checkVariables(manifest->targets);
    if (quint64(manifest->targets.size()) * quint64(manifest->items.size()) > targets::mostNodes)
        maker.problems.append({{base::ErrorCode::TooManyTargets, {}}, QStringLiteral("matrix")});
    if (!maker.problems.isEmpty())
        return tl::unexpected(maker.problems);
    manifest->tasks = combine(manifest->targets.size(), manifest->items.size());

    RunPlan plan;
    plan.m_manifest = std::move(manifest);
    plan.m_rules =
        std::make_shared<const Rules>(EndpointResolver(profile, connection), connection, std::move(steps));
    plan.m_notes.duplicates = maker.duplicates;
    if (auto problems = plan.unrenderable(); !problems.isEmpty())
        return tl::unexpected(std::move(problems));
    return plan;
}

tl::expected<RunPlan, QList<PlanProblem>> RunPlan::again(const model::Manifest &manifest,
                                                         const ConnectionSettings &connection)
{
    PlanMaker maker(manifest.profile);
    auto steps = maker.parseSteps();
    maker.checkAmounts();
    maker.checkVariables(manifest.targets);
    if (!maker.problems.isEmpty())
        return tl::unexpected(maker.problems);
    RunPlan plan;
    plan.m_manifest = std::make_shared<const model::Manifest>(manifest);
    plan.m_rules = std::make_shared<const Rules>(EndpointResolver(manifest.profile, connection), connection,
                                                 std::move(steps));
    if (auto problems = plan.unrenderable(); !problems.isEmpty())
        return tl::unexpected(std::move(problems));
    return plan;
}

RunPlan RunPlan::restrictedTo(const std::vector<model::TaskId> &tasks, model::RunIdentity identity) const
{
    auto manifest = std::make_shared<model::Manifest>(*m_manifest);
    manifest->identity = std::move(identity);
    std::vector<model::TaskId> ordered = tasks;
    std::sort(ordered.begin(), ordered.end());
    manifest->tasks.clear();
    for (const model::TaskId task : ordered)
        manifest->tasks.push_back(m_manifest->tasks[task.value]);
    RunPlan plan = *this;
    plan.m_manifest = std::move(manifest);
    return plan;
}

/// A retry's command lines are those of the first run.
qint64 RunPlan::placeInWholeRun(model::TaskId id) const
{
    const model::Task &task = m_manifest->tasks[id.value];
    return qint64(task.target.value) * m_manifest->items.size() + task.item.value;
}

RunPlan RunPlan::withIdentity(model::RunIdentity identity) const
{
    auto manifest = std::make_shared<model::Manifest>(*m_manifest);
    manifest->identity = std::move(identity);
    RunPlan plan = *this;
    plan.m_manifest = std::move(manifest);
    return plan;
}

QString RunPlan::sshConfigFile() const
{
    return m_rules->endpoints.sshConfigFile();
}

bool RunPlan::isFirstOfTarget(std::uint32_t task) const
{
    const std::vector<model::Task> &tasks = m_manifest->tasks;
    return task == 0 || tasks[task].target != tasks[task - 1].target;
}

/// Of those that have tasks, in their order.
std::vector<std::uint32_t> RunPlan::waveOfTargets() const
{
    const model::Profile &profile = m_manifest->profile;
    QList<std::optional<QString>> values;
    for (std::uint32_t task = 0; task < m_manifest->taskCount(); ++task) {
        if (isFirstOfTarget(task))
            values << valueIn(m_manifest->target({task}).variables, profile.waveBy);
    }
    return wavesOf(profile.waves, values);
}

bool RunPlan::isAboutTasksOf(const RunPlan &other) const
{
    return m_manifest->targets == other.m_manifest->targets && m_manifest->items == other.m_manifest->items;
}

std::vector<std::uint32_t> RunPlan::waveOfTasks() const
{
    const std::vector<std::uint32_t> ofTargets = waveOfTargets();
    std::vector<std::uint32_t> ofTasks;
    ofTasks.reserve(m_manifest->taskCount());
    size_t targets = 0;
    for (std::uint32_t task = 0; task < m_manifest->taskCount(); ++task) {
        targets += isFirstOfTarget(task) ? 1 : 0;
        ofTasks.push_back(ofTargets[targets - 1]);
    }
    return ofTasks;
}

std::vector<int> RunPlan::waveSizes() const
{
    return WaveProgress(waveOfTargets()).taskCounts();
}

std::vector<transport::HostQuery> RunPlan::hostQueries() const
{
    std::vector<transport::HostQuery> queries;
    queries.reserve(size_t(m_manifest->targets.size()));
    for (const model::Target &target : m_manifest->targets)
        queries.push_back(m_rules->endpoints.queryFor(target));
    return queries;
}

RunPlan RunPlan::withHostAnswers(std::vector<transport::HostAnswer> answers) const
{
    Q_ASSERT(answers.size() == size_t(m_manifest->targets.size()));
    RunPlan plan = *this;
    plan.m_hostAnswers = std::make_shared<const std::vector<transport::HostAnswer>>(std::move(answers));
    return plan;
}

base::Expected<transport::Endpoint> RunPlan::endpoint(model::TaskId task) const
{
    const model::Target &target = m_manifest->target(task);
    if (!m_hostAnswers)
        return m_rules->endpoints.endpointFor(target);
    const transport::HostAnswer &answer = (*m_hostAnswers)[m_manifest->tasks[task.value].target.value];
    if (!answer)
        return tl::unexpected(answer.error());
    return m_rules->endpoints.endpointFor(target, *answer);
}

model::Target RunPlan::reachedAs(model::TaskId task) const
{
    const auto known = endpoint(task);
    const model::Target &target = m_manifest->target(task);
    const transport::Endpoint reached = known ? *known : m_rules->endpoints.endpointFor(target);
    return {reached.dialled(), reached.user, reached.port, {}};
}

QString RunPlan::commandLine(model::TaskId task, int step, int attempt, model::Slot slot) const
{
    // make() has rendered every line once; attempt and slot are numbers, which can be quoted anywhere.
    return render(task, step, attempt, slot).value_or(QString());
}

QString RunPlan::shownLine(model::TaskId task, int step, int attempt, model::Slot slot) const
{
    const QString line = commandLine(task, step, attempt, slot);
    const QString &user = m_manifest->profile.steps[step].become;
    return user.isEmpty() ? line : QString::fromUtf8(transport::shownSudoCommandLine(user, line.toUtf8()));
}

transport::Input RunPlan::input(int step) const
{
    const model::Step &said = m_manifest->profile.steps[step];
    return {said.input.toUtf8(),
            said.inputFile.isEmpty() ? QString() : m_rules->connection.absolute(said.inputFile)};
}

std::optional<transport::CopyOrder> RunPlan::copyOrder(model::TaskId task, int step, int attempt,
                                                       model::Slot slot) const
{
    if (!m_rules->steps[size_t(step)].isCopy())
        return std::nullopt;
    // make() has rendered it once.
    return renderCopy(task, step, attempt, slot).value_or(transport::CopyOrder());
}

base::Expected<QString> RunPlan::render(model::TaskId task, int step, int attempt, model::Slot slot) const
{
    const StepTemplate &rules = m_rules->steps[size_t(step)];
    if (!rules.isCopy())
        return rules.command([&](const QString &name) { return value(name, task, attempt, slot); });
    return renderCopy(task, step, attempt, slot).map(copyLine);
}

base::Expected<transport::CopyOrder> RunPlan::renderCopy(model::TaskId task, int step, int attempt,
                                                         model::Slot slot) const
{
    return m_rules->steps[size_t(step)].copy(
        [&](const QString &name) { return value(name, task, attempt, slot); }, m_rules->connection);
}

std::optional<QString> RunPlan::value(const QString &name, model::TaskId task, int attempt,
                                      model::Slot slot) const
{
    const model::Target &target = m_manifest->target(task);
    if (name == u"host")
        return target.name;
    if (name == u"user")
        return reachedAs(task).user;
    if (name == u"port")
        return QString::number(reachedAs(task).port);
    if (name == u"index")
        return QString::number(placeInWholeRun(task));
    if (name == u"run")
        return m_manifest->identity.run;
    if (name == u"attempt")
        return QString::number(attempt);
    if (name == u"slot")
        return QString::number(slot.value);
    if (const auto found = valueIn(m_manifest->item(task), name))
        return found;
    if (const auto found = valueIn(target.variables, name))
        return found;
    return valueIn(m_manifest->profile.variables, name);
}

QList<PlanProblem> RunPlan::unrenderable() const
{
    QList<PlanProblem> problems;
    for (int step = 0; step < int(m_rules->steps.size()); ++step) {
        if (!m_rules->steps[size_t(step)].hasPlaceholders())
            continue;
        for (std::uint32_t task = 0; task < m_manifest->taskCount(); ++task) {
            const auto line = render({task}, step, 1, {});
            if (line)
                continue;
            // One problem a step is enough: the others are nearly always the same one again.
            problems.append(
                {line.error(),
                 QStringLiteral("steps[%1].%2").arg(step).arg(m_rules->steps[size_t(step)].key())});
            break;
        }
    }
    return problems.isEmpty() ? sharedPaths() : problems;
}

/// What is copied from many hosts to one place would end as whichever came last.
QList<PlanProblem> RunPlan::sharedPaths() const
{
    QHash<QString, std::uint32_t> owners;
    for (int step = 0; step < int(m_rules->steps.size()); ++step) {
        if (!m_rules->steps[size_t(step)].isPull())
            continue;
        for (std::uint32_t task = 0; task < m_manifest->taskCount(); ++task) {
            const auto order = renderCopy({task}, step, 1, {});
            if (!order)
                continue;
            const QString path = QDir::cleanPath(QFile::decodeName(transport::destinationOf(*order)));
            if (owners.value(path, task) != task) {
                return {
                    {{base::ErrorCode::SharedDestination, path}, QStringLiteral("steps[%1].to").arg(step)}};
            }
            owners.insert(path, task);
        }
    }
    return {};
}

} // namespace regatta::engine
