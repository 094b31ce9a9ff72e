#include "tests/unit/engine/run_controller_fixture.h"

#include <QFile>
#include <QTemporaryDir>

using namespace regatta;
using model::Outcome;
using model::TaskFinished;
using model::TaskStateChanged;

namespace {

class StepInputTest : public tests::RunControllerTest
{};

} // namespace

TEST_F(StepInputTest, ATransportIsGivenAllThatAStepSays)
{
    model::Profile profile = tests::profileOf(1, 1);
    profile.steps[0].become = QStringLiteral("app");
    profile.steps[0].input = QStringLiteral("yes\n");
    profile.steps[0].hasPty = true;
    begin(profile);
    const transport::Execution &execution = transport.started().front();
    EXPECT_EQ(execution.command, "work 0") << "sudo is the transport's business";
    EXPECT_EQ(execution.become, QStringLiteral("app"));
    EXPECT_EQ(execution.input.text, "yes\n");
    EXPECT_TRUE(execution.hasPty);
}

TEST_F(StepInputTest, AFileThatCantBeReadIsFoundBeforeTheFirstStep)
{
    QTemporaryDir folder;
    model::Profile profile = tests::profileOf(2, 2);
    profile.steps << model::Step{.run = QStringLiteral("cat"),
                                 .inputFile = folder.filePath(QStringLiteral("nothing"))};
    begin(profile);
    settle();
    EXPECT_TRUE(transport.started().empty());
    const auto ends = log->all<TaskFinished>();
    ASSERT_EQ(ends.size(), 2U);
    for (const TaskFinished &end : ends) {
        EXPECT_EQ(end.result.outcome, Outcome::CommandFailed);
        EXPECT_EQ(end.result.error,
                  (base::Error{base::ErrorCode::FileUnreadable, profile.steps[1].inputFile}));
    }
}

TEST_F(StepInputTest, AFileIsHandedOnByItsName)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("input")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    model::Profile profile = tests::profileOf(1, 1);
    profile.steps[0].inputFile = file.fileName();
    begin(profile);
    ASSERT_EQ(transport.started().size(), 1U);
    EXPECT_EQ(transport.started().front().input, (transport::Input{{}, file.fileName()}));
}

TEST_F(StepInputTest, WhoHasComeBackKeepsItsSlotWhenItIsAskedAgain)
{
    begin(tests::profileOf(2, 1));
    const auto first = transport.started()[0].id;
    transport.askPerson(first); // for the log-in
    settle();
    transport.personAnswered(first);
    settle();
    transport.succeed(transport.started()[1].id);
    settle();
    ASSERT_EQ(transport.goOns.size(), 1U);
    transport.askPerson(first); // for sudo
    settle();
    EXPECT_EQ(log->all<TaskStateChanged>().back().slot, model::Slot{0});
    transport.succeed(first);
    settle();
    EXPECT_TRUE(log->summary());
}

TEST_F(StepInputTest, WhoIsRefusedWhileItStandsAsideHasNoSlotToCleanUpIn)
{
    model::Profile profile = tests::profileOf(1, 1);
    profile.steps << model::Step{.run = QStringLiteral("unlock"), .when = model::StepCondition::Always};
    begin(profile);
    const auto id = transport.started()[0].id;
    transport.askPerson(id);
    settle();
    transport.finish(id, {.outcome = Outcome::AuthenticationFailed,
                          .error = base::Error{base::ErrorCode::BecomePasswordWrong, {}}});
    settle();
    EXPECT_EQ(transport.started().size(), 1U);
    EXPECT_EQ(outcomes(), std::vector<Outcome>{Outcome::AuthenticationFailed});
    EXPECT_TRUE(log->summary());
}
