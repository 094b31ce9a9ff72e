#include "core/engine/amounts.h"
#include "tests/unit/engine/run_controller_fixture.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace regatta;
using namespace std::chrono_literals;
using engine::RunController;
using model::Outcome;
using model::TaskId;

namespace {

QString latin(const char *text)
{
    return QString::fromLatin1(text);
}

/// Holds a run to its profile at every moment, from nothing but its events; counts for itself.
class Referee final : public engine::RunListener
{
public:
    explicit Referee(const engine::RunPlan &plan)
        : m_manifest(*plan.manifest())
        , m_waves(plan.waveOfTasks())
        , m_parallel(m_manifest.profile.parallel)
        , m_unfinished(m_manifest.taskCount())
    {
        for (std::uint32_t task = 0; task < m_waves.size(); ++task)
            ++m_tasksOfWave[m_waves[task]];
        m_unfinishedOfWave = m_tasksOfWave;
    }

    void setParallel(int parallel) { m_parallel = parallel; }
    void limitIsAnswered(bool isOff)
    {
        m_limitIsOff = isOff;
        m_failures.clear();
        m_unreachable.clear();
        isHeld = false;
    }

    /// A person wants it once more; whether it is at work only the controller knows.
    void allowOneMore(TaskId task) { ++m_wishes[task.value]; }

    bool isHeld = false; ///< the limit is reached
    bool isPaused = false;
    std::optional<model::RunSummary> summary;

    void runStarted(const std::shared_ptr<const model::Manifest> &, base::Instant) override {}
    void taskEvent(const model::TaskEvent &event) override
    {
        std::visit([this](const auto &one) { see(one); }, event);
    }
    void runFinished(const model::RunSummary &end, base::Instant) override
    {
        EXPECT_EQ(m_unfinished, 0);
        EXPECT_EQ(end.total(), int(m_manifest.taskCount()));
        summary = end;
    }

private:
    /// An attempt begins.
    void see(const model::TaskRouted &event)
    {
        const model::Profile &profile = m_manifest.profile;
        EXPECT_FALSE(isPaused);
        EXPECT_FALSE(isHeld) << "begun after the last failure that was allowed was known";
        for (const auto &[wave, unfinished] : m_unfinishedOfWave)
            EXPECT_TRUE(wave >= m_waves[event.task.value] || unfinished == 0) << "a wave begins too early";
        EXPECT_FALSE(m_ended.contains(event.task.value));
        EXPECT_TRUE(m_atWork.insert(event.task.value).second) << "runs beside itself";
        EXPECT_LE(++m_attempts[event.task.value], profile.retry.attempts + m_wishes[event.task.value]);
        EXPECT_TRUE(m_parallel == 0 || int(m_atWork.size()) <= m_parallel);
        const model::TargetIndex target = m_manifest.tasks[event.task.value].target;
        EXPECT_TRUE(profile.parallelPerTarget == 0 ||
                    atWork([&](TaskId task) { return m_manifest.tasks[task.value].target == target; }) <=
                        profile.parallelPerTarget);
        checkCaps(m_manifest.target(event.task));
        checkOrder(event.task, target);
    }

    void checkCaps(const model::Target &target)
    {
        const QMap<QString, int> &caps = m_manifest.profile.caps;
        const QString rack = target.variables.value(latin("rack"));
        if (caps.contains(latin("rack")) && !rack.isEmpty()) {
            const auto isInIt = [&](TaskId task) {
                return m_manifest.target(task).variables.value(latin("rack")) == rack;
            };
            EXPECT_LE(atWork(isInIt), caps[latin("rack")]);
        }
        if (caps.contains(latin("@few"))) {
            const auto isOfFew = [&](TaskId task) { return m_manifest.target(task).name.size() == 2; };
            EXPECT_LE(atWork(isOfFew), caps[latin("@few")]);
        }
    }

    void checkOrder(TaskId task, model::TargetIndex target)
    {
        if (m_attempts[task.value] > 1)
            return;
        const auto [last, isFirst] = m_lastOf.emplace(target, task);
        EXPECT_TRUE(isFirst || last->second < task);
        last->second = task;
    }

    void see(const model::TaskStateChanged &event)
    {
        EXPECT_FALSE(m_ended.contains(event.task.value));
        if (event.state == model::TaskState::Queued)
            m_atWork.erase(event.task.value);
    }

    void see(const model::TaskOutput &event) { EXPECT_FALSE(m_ended.contains(event.task.value)); }
    void see(const model::TaskProgress &event) { EXPECT_FALSE(m_ended.contains(event.task.value)); }

    void see(const model::TaskFinished &event)
    {
        EXPECT_TRUE(m_ended.insert(event.task.value).second) << "ended twice";
        m_atWork.erase(event.task.value);
        --m_unfinished;
        const std::uint32_t wave = m_waves[event.task.value];
        --m_unfinishedOfWave[wave];
        count(wave, event.result.outcome);
    }

    void count(std::uint32_t wave, Outcome outcome)
    {
        const model::Profile &profile = m_manifest.profile;
        if (m_limitIsOff || (outcome != Outcome::CommandFailed && outcome != Outcome::Unreachable))
            return;
        const std::uint32_t where = profile.failuresPerWave ? wave : 0;
        const int tasks = profile.failuresPerWave ? m_tasksOfWave[wave] : int(m_manifest.taskCount());
        const bool isApart = outcome == Outcome::Unreachable && !profile.stopAfterUnreachable.isEmpty();
        const int now = isApart ? ++m_unreachable[where] : ++m_failures[where];
        const auto most =
            engine::amount(isApart ? profile.stopAfterUnreachable : profile.stopAfterFailures, tasks);
        isHeld = isHeld || (most && now >= *most);
    }

    template <typename Predicate>
    int atWork(Predicate isMeant) const
    {
        return int(std::count_if(m_atWork.begin(), m_atWork.end(),
                                 [&](std::uint32_t task) { return isMeant(TaskId{task}); }));
    }

    const model::Manifest m_manifest;
    const std::vector<std::uint32_t> m_waves;
    int m_parallel;
    size_t m_unfinished;
    std::map<std::uint32_t, int> m_tasksOfWave;
    std::map<std::uint32_t, int> m_unfinishedOfWave;
    std::set<std::uint32_t> m_atWork;
    std::set<std::uint32_t> m_ended;
    std::map<std::uint32_t, int> m_attempts;
    std::map<std::uint32_t, int> m_wishes;
    std::map<model::TargetIndex, TaskId> m_lastOf;
    std::map<std::uint32_t, int> m_failures;
    std::map<std::uint32_t, int> m_unreachable;
    bool m_limitIsOff = false;
};

class RandomRun
{
public:
    explicit RandomRun(std::mt19937 &random)
        : m_random(random)
        , m_profile(randomProfile())
        , m_plan(engine::RunPlan::make(m_profile, {.localUser = latin("alice")}).value())
        , m_referee(std::make_shared<Referee>(m_plan))
        , m_run(m_plan, {m_hosts, m_clock, nullptr, {m_referee}, {}})
    {
        QObject::connect(&m_run, &RunController::limitReached, &m_run, [this] {
            EXPECT_TRUE(m_referee->isHeld);
            m_isAskedAboutLimit = true;
        });
        QObject::connect(&m_run, &RunController::waveFinished, &m_run,
                         [this] { m_referee->isPaused = true; });
    }

    void play()
    {
        m_run.start();
        const QDeadlineTimer patience(20s);
        while (!m_referee->summary && !patience.hasExpired()) {
            if (upTo(2) == 0)
                doWhatAPersonDoes();
            else
                doWhatAHostDoes();
            QCoreApplication::processEvents();
        }
        ASSERT_TRUE(m_referee->summary) << "somebody waits for ever";
    }

private:
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
    bool chance(int in) { return upTo(in - 1) == 0; }
    QString anAmount() { return QString::number(1 + upTo(4)) + (chance(3) ? latin("0%") : QString()); }

    model::Profile randomProfile()
    {
        model::Profile profile;
        for (int rack = upTo(3); rack >= 0; --rack) {
            model::TargetEntry entry{.nodeSet =
                                         QStringLiteral("%1[1-%2]").arg(QChar('a' + rack)).arg(1 + upTo(11))};
            if (rack > 0)
                entry.variables = {{latin("rack"), QString::number(rack % 3)}};
            profile.targets << entry;
        }
        if (chance(2))
            profile.matrix = {{latin("app"), {latin("x[1-2]")}}};
        profile.steps = {{.run = latin("first")}, {.run = latin("second")}, {.run = latin("tidy")}};
        profile.steps[1].goesOn = chance(2);
        profile.steps[2].when = chance(2) ? model::StepCondition::Failure : model::StepCondition::Always;
        profile.parallel = upTo(6);
        profile.parallelPerTarget = upTo(2);
        const bool hasRacks = !profile.targets.first().variables.isEmpty();
        if (hasRacks && chance(2))
            profile.caps[latin("rack")] = 1 + upTo(2);
        profile.groups = {{latin("few"), {latin("a[1-9],b[1-9],c[1-9],d[1-9]")}}};
        if (chance(2))
            profile.caps[latin("@few")] = 1 + upTo(3);
        for (int wave = upTo(2); wave > 0; --wave)
            profile.waves << anAmount();
        if (hasRacks && chance(3))
            profile.waveBy = latin("rack");
        profile.approveWaves = chance(3);
        if (chance(2))
            profile.stopAfterFailures = anAmount();
        if (chance(3))
            profile.stopAfterUnreachable = anAmount();
        profile.failuresPerWave = chance(3);
        profile.retry.attempts = 1 + upTo(2);
        profile.retry.delay = 0ms;
        return profile;
    }

    void doWhatAHostDoes()
    {
        const auto running = m_hosts.running();
        if (running.empty())
            return;
        const auto id = running[size_t(upTo(int(running.size()) - 1))];
        const int what = upTo(9);
        if (what == 0)
            m_hosts.finish(id, {.outcome = Outcome::Unreachable});
        else if (what == 1)
            m_hosts.fail(id);
        else
            m_hosts.succeed(id);
    }

    void doWhatAPersonDoes()
    {
        if (std::exchange(m_isAskedAboutLimit, false))
            return decideAboutLimit();
        switch (upTo(9)) {
        case 0: {
            const int parallel = upTo(6);
            m_referee->setParallel(parallel);
            return m_run.setParallel(parallel);
        }
        case 1:
            m_referee->isPaused = true;
            return m_run.setPaused(true);
        case 2:
            return meddleWith({std::uint32_t(upTo(int(m_plan.manifest()->taskCount()) - 1))});
        case 3:
            if (chance(50))
                m_run.stopAll();
            return;
        default:
            m_referee->isPaused = false;
            return m_run.setPaused(false);
        }
    }

    void meddleWith(TaskId task)
    {
        if (chance(5))
            return m_run.stop({task});
        if (chance(2))
            return;
        m_referee->allowOneMore(task);
        m_run.runAgain({task});
    }

    void decideAboutLimit()
    {
        using LimitFromNow = RunController::LimitFromNow;
        const int what = upTo(2);
        if (what == 0)
            return m_run.endAfterLimit();
        m_referee->limitIsAnswered(what == 1);
        m_run.goOnAnyway(what == 1 ? LimitFromNow::IsOff : LimitFromNow::CountsAnew);
    }

    std::mt19937 &m_random;
    tests::ManualClock m_clock;
    tests::FakeTransport m_hosts{m_clock};
    const model::Profile m_profile;
    const engine::RunPlan m_plan;
    const std::shared_ptr<Referee> m_referee;
    bool m_isAskedAboutLimit = false;
    RunController m_run;
};

} // namespace

/// Waves, limits, caps, retries, steps and a person who meddles, over thousands of plans: nothing is ever
/// begun that a rule forbids, each task ends exactly once, and all have their turn.
TEST(RandomPlans, KeepAllTheirRules)
{
    std::mt19937 random(5);
    for (int round = 0; round < 2'000 && !testing::Test::HasFailure(); ++round) {
        SCOPED_TRACE(round);
        RandomRun(random).play();
    }
}
