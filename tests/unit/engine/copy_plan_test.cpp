#include "core/engine/run_plan.h"
#include "core/engine/source_check.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

using namespace regatta;
using engine::RunPlan;
using model::TaskId;
using transport::CopyOrder;
using Direction = model::FileCopy::Direction;

namespace {

model::Profile copyProfile(Direction direction, const QString &from, const QString &to,
                           const QString &mode = {})
{
    model::Profile profile;
    profile.targets = {{.nodeSet = QStringLiteral("web[1-2]")}};
    profile.steps = {{.copy = model::FileCopy{direction, from, to, mode}}};
    return profile;
}

engine::ConnectionSettings atHome()
{
    engine::ConnectionSettings settings;
    settings.localUser = QStringLiteral("alice");
    settings.home = QStringLiteral("/home/alice");
    settings.profileFolder = QStringLiteral("/srv/profiles");
    return settings;
}

RunPlan copyPlanOf(const model::Profile &profile)
{
    return RunPlan::make(profile, atHome()).value();
}

CopyOrder orderOf(const model::Profile &profile, std::uint32_t task = 1)
{
    return copyPlanOf(profile).copyOrder(TaskId{task}, 0, 1, {}).value();
}

engine::PlanProblem problemOf(const model::Profile &profile)
{
    const auto plan = RunPlan::make(profile, atHome());
    EXPECT_FALSE(plan);
    return plan ? engine::PlanProblem() : plan.error().value(0);
}

} // namespace

TEST(CopyPlan, FillsInPathsWithoutQuotingThem)
{
    model::Profile profile = copyProfile(Direction::Push, QStringLiteral("app {{host}}.conf"),
                                         QStringLiteral("/etc/{{name}}"), QStringLiteral("0640"));
    profile.variables = {{QStringLiteral("name"), QStringLiteral("it's mine")}};
    EXPECT_EQ(orderOf(profile),
              (CopyOrder{Direction::Push, "/srv/profiles/app web2.conf", "/etc/it's mine", 0640}));
    EXPECT_EQ(orderOf(copyProfile(Direction::Push, QStringLiteral("/a"), QStringLiteral("/b/\\{{host}}"))).to,
              "/b/\\web2");
}

TEST(CopyPlan, KnowsWhatPathsAreRelativeTo)
{
    EXPECT_EQ(orderOf(copyProfile(Direction::Push, QStringLiteral("~/a"), QStringLiteral("~/b/"))),
              (CopyOrder{Direction::Push, "/home/alice/a", "b/", {}}));
    EXPECT_EQ(
        orderOf(copyProfile(Direction::Pull, QStringLiteral("/var/log"), QStringLiteral("l/{{host}}/"))),
        (CopyOrder{Direction::Pull, "/var/log", "/srv/profiles/l/web2/", {}}));
}

TEST(CopyPlan, ShowsACopyAsALine)
{
    const RunPlan plan = copyPlanOf(copyProfile(Direction::Push, QStringLiteral("my file"),
                                                QStringLiteral("/etc/f"), QStringLiteral("644")));
    EXPECT_EQ(plan.shownLine(TaskId{0}, 0),
              QStringLiteral("push --mode 0644 '/srv/profiles/my file' /etc/f"));
    model::Profile command;
    command.targets = {{.nodeSet = QStringLiteral("web1")}};
    command.steps = {{.run = QStringLiteral("true")}};
    EXPECT_FALSE(copyPlanOf(command).copyOrder(TaskId{0}, 0, 1, {}));
}

TEST(CopyPlan, LetsNoTwoTasksWriteTheSameFile)
{
    const auto problem =
        problemOf(copyProfile(Direction::Pull, QStringLiteral("/etc/motd"), QStringLiteral("motd")));
    EXPECT_EQ(problem.where, QStringLiteral("steps[0].to"));
    EXPECT_EQ(problem.error,
              (base::Error{base::ErrorCode::SharedDestination, QStringLiteral("/srv/profiles/motd")}));
    // One host, or a copy to many, is no trouble.
    model::Profile one = copyProfile(Direction::Pull, QStringLiteral("/etc/motd"), QStringLiteral("motd"));
    one.targets = {{.nodeSet = QStringLiteral("web1")}};
    EXPECT_TRUE(RunPlan::make(one, atHome()));
    EXPECT_TRUE(RunPlan::make(
        copyProfile(Direction::Push, QStringLiteral("motd"), QStringLiteral("/etc/motd")), atHome()));
}

TEST(CopyPlan, KnowsWhereFilesOfManyHostsWouldMeet)
{
    const auto pull = [](const char *from, const char *to) {
        return copyProfile(Direction::Pull, QString::fromLatin1(from), QString::fromLatin1(to));
    };
    EXPECT_TRUE(RunPlan::make(pull("/src/{{host}}.tgz", "got/"), atHome())) << "each under its own name";
    EXPECT_EQ(problemOf(pull("/src/a", "got/")).where, QStringLiteral("steps[0].to"));
    EXPECT_EQ(problemOf(pull("/src/a", "got/{{host}}/../a")).where, QStringLiteral("steps[0].to"));
}

TEST(CopyPlan, NamesTheKeyThatIsWrong)
{
    EXPECT_EQ(problemOf(copyProfile(Direction::Push, QStringLiteral("a"), QString())).where,
              QStringLiteral("steps[0].to"));
    EXPECT_EQ(
        problemOf(copyProfile(Direction::Push, QStringLiteral("{{nobody}}"), QStringLiteral("b"))).where,
        QStringLiteral("steps[0].push"));
    EXPECT_EQ(problemOf(copyProfile(Direction::Pull, QStringLiteral("a"), QStringLiteral("{{host}}"),
                                    QStringLiteral("0999")))
                  .where,
              QStringLiteral("steps[0].mode"));
}

TEST(CopyPlan, RefusesWhatOnlyCommandsHave)
{
    model::Profile profile = copyProfile(Direction::Push, QStringLiteral("a"), QStringLiteral("b"));
    profile.steps[0].become = QStringLiteral("app");
    profile.steps[0].hasPty = true;
    const auto plan = RunPlan::make(profile, atHome());
    ASSERT_FALSE(plan);
    ASSERT_EQ(plan.error().size(), 2);
    EXPECT_EQ(plan.error()[0].where, QStringLiteral("steps[0].become"));
    EXPECT_EQ(plan.error()[1].where, QStringLiteral("steps[0].pty"));
}

TEST(CopyPlan, MayReadWhatAnEarlierStepBrings)
{
    model::Profile profile =
        copyProfile(Direction::Pull, QStringLiteral("/a"), QStringLiteral("/nosuch/{{host}}"));
    profile.steps
        << copyProfile(Direction::Push, QStringLiteral("/nosuch/{{host}}"), QStringLiteral("/b")).steps;
    EXPECT_EQ(engine::SourceCheck().problemOf(copyPlanOf(profile), TaskId{0}, 1, {}), std::nullopt);
    profile.steps.move(1, 0);
    EXPECT_NE(engine::SourceCheck().problemOf(copyPlanOf(profile), TaskId{0}, 1, {}), std::nullopt);
}

TEST(CopyPlan, FindsWhatCannotBeReadBeforeAnythingConnects)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("web2"));
    const RunPlan plan = copyPlanOf(
        copyProfile(Direction::Push, folder.filePath(QStringLiteral("{{host}}")), QStringLiteral("/etc/f")));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    engine::SourceCheck sources;
    EXPECT_EQ(sources.problemOf(plan, TaskId{1}, 1, {}), std::nullopt);
    const auto problem = sources.problemOf(plan, TaskId{0}, 1, {});
    ASSERT_TRUE(problem);
    EXPECT_EQ(problem->code, base::ErrorCode::FileUnreadable);
    EXPECT_EQ(problem->detail,
              folder.filePath(QStringLiteral("web1")) + QStringLiteral(": No such file or directory"));
}

TEST(CopyPlan, LooksThroughFoldersBeforeAnythingConnects)
{
    QTemporaryDir folder;
    ASSERT_TRUE(QFile::link(QStringLiteral("nothing"), folder.filePath(QStringLiteral("dangling"))));
    const RunPlan plan = copyPlanOf(copyProfile(Direction::Push, folder.path(), QStringLiteral("/etc/f")));
    const auto problem = engine::SourceCheck().problemOf(plan, TaskId{0}, 1, {});
    ASSERT_TRUE(problem);
    EXPECT_TRUE(problem->detail.contains(QStringLiteral("dangling")));
}
