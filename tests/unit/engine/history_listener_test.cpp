#include "core/engine/connection_format.h"
#include "core/engine/history_listener.h"
#include "core/engine/run_controller.h"
#include "core/history/history_reader.h"
#include "core/profile/manifest_format.h"
#include "core/report/report.h"
#include "tests/support/fake_transport.h"
#include "tests/support/manual_clock.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace regatta;
using namespace std::chrono_literals;

namespace {

engine::ConnectionSettings sampleSettings()
{
    engine::ConnectionSettings settings = engine::defaultConnectionSettings();
    settings.user = QStringLiteral("ops");
    settings.port = 2222;
    settings.identityFiles = {QStringLiteral("/keys/one")};
    settings.hostKeyPolicy = trust::HostKeyPolicy::AcceptNew;
    settings.knownHostsFiles = {QStringLiteral("/known")};
    settings.profileFolder = QStringLiteral("/jobs");
    return settings;
}

bool areEqual(const engine::ConnectionSettings &a, const engine::ConnectionSettings &b)
{
    return a.user == b.user && a.port == b.port && a.identityFiles == b.identityFiles &&
           a.hostKeyPolicy == b.hostKeyPolicy && a.knownHostsFiles == b.knownHostsFiles &&
           a.sshConfigFile == b.sshConfigFile && a.profileFolder == b.profileFolder &&
           a.localUser == b.localUser && a.home == b.home;
}

} // namespace

TEST(ConnectionFormat, ComesBackAsItWas)
{
    const engine::ConnectionSettings settings = sampleSettings();
    EXPECT_TRUE(areEqual(engine::connectionFrom(engine::serialize(settings)), settings));
    EXPECT_TRUE(areEqual(engine::connectionFrom({}), engine::defaultConnectionSettings()));
    const auto odd = engine::connectionFrom(R"({"host_keys":"whatever"})");
    EXPECT_EQ(odd.hostKeyPolicy, trust::HostKeyPolicy::Strict);
}

TEST(HistoryListener, RecordsARunThatCanBeRunAgain)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("history.sqlite"));
    tests::ManualClock clock;
    tests::FakeTransport transport{clock};
    model::Profile profile;
    profile.name = QStringLiteral("work");
    profile.targets = {{.nodeSet = QStringLiteral("h[1-3]")}};
    profile.steps = {{.run = QStringLiteral("work {{index}}")}};
    const auto plan = engine::RunPlan::make(profile, sampleSettings(),
                                            {.run = QStringLiteral("r1"),
                                             .version = QStringLiteral("1"),
                                             .startedAt = QDateTime::fromMSecsSinceEpoch(1'000'000)})
                          .value();
    {
        auto writer = std::make_shared<history::HistoryWriter>(path);
        const auto listener = std::make_shared<engine::HistoryListener>(
            writer, engine::RunSurroundings{QStringLiteral("/jobs/work.regatta"), {}, sampleSettings()});
        clock.advance(5s);
        listener->runStarted(plan.manifest(), clock.now());
        clock.advance(100ms);
        listener->taskEvent(
            model::TaskStateChanged{{1}, model::TaskState::Running, model::Slot{0}, 1, 0, clock.now()});
        listener->taskEvent(
            model::TaskOutput{{1}, 1, 0, model::OutputStream::Stdout, QByteArray("hello\n"), clock.now()});
        model::TaskFinished finished;
        finished.task = {1};
        finished.attempts = 1;
        finished.slot = model::Slot{0};
        finished.result.outcome = model::Outcome::CommandFailed;
        finished.result.exitCode = 3;
        finished.result.times.running = clock.now();
        clock.advance(100ms);
        finished.result.times.finished = clock.now();
        finished.time = clock.now();
        listener->taskEvent(finished);
        listener->runFinished({}, clock.now());
    }
    const auto run = history::HistoryReader(path).run(QStringLiteral("r1")).value();
    EXPECT_EQ(run.overview.command, u"work {{index}}");
    EXPECT_EQ(run.overview.profilePath, u"/jobs/work.regatta");
    ASSERT_EQ(run.tasks.size(), 3u);
    EXPECT_EQ(run.tasks[1].subject.host, u"h2");
    EXPECT_EQ(run.tasks[1].bytes, 6);
    EXPECT_EQ(run.tasks[1].result->exitCode, 3);
    EXPECT_EQ(run.tasks[1].finished, base::Instant(200ms)) << "counted from the run's start";

    const auto manifest = profile::manifestFrom(run.manifest).value();
    EXPECT_EQ(manifest, *plan.manifest());
    const auto again = engine::RunPlan::again(manifest, engine::connectionFrom(run.connection)).value();
    EXPECT_EQ(again.shownLine({2}, 0), plan.shownLine({2}, 0));
    EXPECT_EQ(again.endpoint({2}).value().port, 2222);
}

TEST(HistoryListener, RecordsThatATaskStoodAsideForAQuestion)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("history.sqlite"));
    model::Profile profile;
    profile.targets = {{.nodeSet = QStringLiteral("h1")}};
    profile.steps = {{.run = QStringLiteral("work")}};
    const auto plan = engine::RunPlan::make(profile, sampleSettings(), {.run = QStringLiteral("r1")}).value();
    {
        auto writer = std::make_shared<history::HistoryWriter>(path);
        engine::HistoryListener listener(writer, {});
        const base::Instant start(60s);
        listener.runStarted(plan.manifest(), start);
        model::TaskFinished finished;
        finished.attempts = 1;
        finished.slot = model::Slot{0};
        finished.firstStarted = start + 1s;
        finished.result.times = {start + 1s, {}, start + 7s, start + 8s, start + 6s};
        finished.time = start + 8s;
        listener.taskEvent(finished);
    }
    const auto run = history::HistoryReader(path).run(QStringLiteral("r1")).value();
    const history::TaskRecord &task = run.tasks.at(0);
    EXPECT_EQ(task.firstStarted, base::Instant(1s));
    EXPECT_EQ(task.attempts.at(0).times.started, base::Instant(1s));
    EXPECT_EQ(task.attempts.at(0).times.resumed, base::Instant(6s)) << "then it had a slot again";
    EXPECT_EQ(report::elapsed(task), 2s) << "the rest was the person's time";
}
