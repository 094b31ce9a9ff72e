#include "core/history/profile_past.h"

#include "tests/unit/history/history_samples.h"

using namespace regatta;
using namespace std::chrono_literals;
using history::pastOfProfile;
using history::PastTask;
using history::ProfilePast;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

class ProfilePastTest : public tests::HistoryTest
{
protected:
    /// Its first task has succeeded after `took`, the others as `outcome` says.
    void add(const QString &id, int second, std::chrono::milliseconds took, int tasks = 2,
             model::Outcome outcome = model::Outcome::CommandFailed, const QString &parent = {})
    {
        history::RunStart start = tests::runStart(id, tasks);
        start.startedAt = start.startedAt.addSecs(second);
        start.parent = parent;
        const auto writer = openWriter();
        writer->begin(start);
        for (int task = 0; task < tasks; ++task)
            writer->taskFinished(id,
                                 tests::finished(std::uint32_t(task),
                                                 task == 0 ? model::Outcome::Succeeded : outcome, 5ms + took),
                                 0);
        writer->end(id, {});
    }

    ProfilePast past() const { return pastOfProfile(path, QStringLiteral("/jobs/restart.regatta")).value(); }

    QStringList lastHosts() const
    {
        QStringList hosts;
        for (const history::TaskSubject &target : past().lastTargets)
            hosts << target.host;
        return hosts;
    }
};

} // namespace

TEST_F(ProfilePastTest, WithoutAHistoryThereIsNone)
{
    EXPECT_EQ(past(), ProfilePast{});
    add(QStringLiteral("one"), 1, 10ms);
    EXPECT_EQ(pastOfProfile(path, QString()).value(), ProfilePast{});
    EXPECT_EQ(pastOfProfile(path, QStringLiteral("/jobs/other.regatta")).value(), ProfilePast{});
}

TEST_F(ProfilePastTest, OnlyWhatSucceededTellsHowLongItTakes)
{
    add(QStringLiteral("one"), 1, 700ms);
    const history::TaskSubject first{QStringLiteral("web1"), QStringLiteral("ops"), 2222, {}};
    EXPECT_THAT(past().tasks, ElementsAre(PastTask{first, 700ms}));
}

TEST_F(ProfilePastTest, TheLastThreeRunsCount)
{
    for (int run = 1; run <= 4; ++run)
        add(QString::number(run), run, run * 100ms, 1);
    std::vector<base::Duration> took;
    for (const PastTask &task : past().tasks)
        took.push_back(task.took);
    EXPECT_THAT(took, testing::UnorderedElementsAre(200ms, 300ms, 400ms));
}

TEST_F(ProfilePastTest, ARetryOfSomeTasksIsNotTheLastRun)
{
    add(QStringLiteral("whole"), 1, 10ms, 3);
    add(QStringLiteral("again"), 2, 10ms, 1, model::Outcome::Succeeded, QStringLiteral("whole"));
    EXPECT_EQ(lastHosts(),
              (QStringList{QStringLiteral("web1"), QStringLiteral("web2"), QStringLiteral("web3")}));
    EXPECT_EQ(past().lastStartedAt, tests::runStart({}).startedAt.addSecs(1));
    EXPECT_THAT(past().tasks, SizeIs(2)) << "how long it takes, a retry tells as well";
}
