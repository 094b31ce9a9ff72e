#include "core/transport/sudo_dialogue.h"

#include <gtest/gtest.h>

#include <QProcess>

using namespace regatta;
using base::ErrorCode;
using model::OutputStream;
using transport::SudoDialogue;
using Turn = transport::SudoDialogue::Turn;

namespace {

class SudoDialogueTest : public testing::Test
{
protected:
    QByteArray prompt() const { return "regatta%" + sudo.token() + ':'; }
    QByteArray mark() const { return "regatta+" + sudo.token() + '.'; }

    Turn hear(const QByteArray &bytes, OutputStream stream = OutputStream::Stderr)
    {
        rest = bytes;
        return sudo.take(stream, rest);
    }

    SudoDialogue sudo{QStringLiteral("root"), "id", false};
    QByteArray rest; ///< what was left to be the command's
};

} // namespace

TEST_F(SudoDialogueTest, TheLineItselfHoldsNeitherPromptNorMark)
{
    EXPECT_FALSE(sudo.commandLine().contains(prompt()));
    EXPECT_FALSE(sudo.commandLine().contains(mark()));
    EXPECT_TRUE(sudo.commandLine().startsWith("sudo -S -p regatta%%"));
    EXPECT_NE(SudoDialogue(QStringLiteral("root"), "id", false).token(), sudo.token());
}

TEST_F(SudoDialogueTest, WithoutAQuestionAllThatWasSaidIsOutput)
{
    EXPECT_EQ(hear("sudo: unable to resolve host\n"), Turn::Listen);
    EXPECT_EQ(rest, "");
    EXPECT_EQ(hear("hello\n", OutputStream::Stdout), Turn::Listen);
    EXPECT_EQ(rest, "");
    EXPECT_EQ(hear(mark() + "first words"), Turn::CommandBegan);
    EXPECT_EQ(rest, "sudo: unable to resolve host\nfirst words");
    EXPECT_EQ(sudo.takeEarlyOutput(), "hello\n");
    EXPECT_TRUE(sudo.hasBegun());
}

TEST_F(SudoDialogueTest, APromptInPiecesIsOnePrompt)
{
    Turn turn = Turn::Listen;
    int asked = 0;
    for (const char c : "We trust you have received the usual lecture.\n" + prompt()) {
        EXPECT_EQ(asked, 0);
        turn = hear(QByteArray(1, c));
        asked += turn == Turn::AsksForPassword;
    }
    EXPECT_EQ(asked, 1);
    EXPECT_TRUE(sudo.isHarmless());
    sudo.passwordWasGiven(trust::Secret("x"));
    EXPECT_FALSE(sudo.isHarmless());
    for (const char c : "\n" + mark())
        turn = hear(QByteArray(1, c));
    EXPECT_EQ(turn, Turn::CommandBegan);
    EXPECT_EQ(rest, "") << "neither the lecture nor the prompt is output";
}

TEST_F(SudoDialogueTest, ThreeTriesAreEnough)
{
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(sudo.mayTryAgain());
        EXPECT_EQ(hear("Sorry, try again.\n" + prompt()), Turn::AsksForPassword);
        EXPECT_EQ(sudo.question(QStringLiteral("me@web1")).wasWrong, i > 0);
        sudo.passwordWasGiven(trust::Secret("wrong"));
    }
    EXPECT_FALSE(sudo.mayTryAgain());
    hear("sudo: 3 incorrect password attempts\n");
    EXPECT_EQ(sudo.error(), (base::Error{ErrorCode::BecomePasswordWrong,
                                         QStringLiteral("sudo: 3 incorrect password attempts")}));
}

TEST_F(SudoDialogueTest, WhoMayNotIsToldFromAWrongPassword)
{
    hear(prompt());
    sudo.passwordWasGiven(trust::Secret("right"));
    hear("\nme is not in the sudoers file.\n");
    EXPECT_EQ(sudo.error(),
              (base::Error{ErrorCode::BecomeRefused, QStringLiteral("me is not in the sudoers file.")}));
}

TEST_F(SudoDialogueTest, AHostWithoutSudoRefuses)
{
    hear("sh: 1: sudo: not found\n");
    EXPECT_EQ(sudo.error(),
              (base::Error{ErrorCode::BecomeRefused, QStringLiteral("sh: 1: sudo: not found")}));
}

TEST_F(SudoDialogueTest, OnATerminalItTalksToStandardOutput)
{
    SudoDialogue onTerminal(QStringLiteral("root"), "id", true);
    QByteArray bytes = "regatta%" + onTerminal.token() + ':';
    EXPECT_EQ(onTerminal.take(OutputStream::Stdout, bytes), Turn::AsksForPassword);
}

TEST_F(SudoDialogueTest, ASyntaxErrorComesAfterTheMark)
{
    // What sudo would run, run by the shell itself.
    const QByteArray line = transport::sudoCommandLine(QStringLiteral("root"), "echo '", "t");
    QProcess shell;
    shell.start(QStringLiteral("sh"),
                {QStringLiteral("-c"), QString::fromUtf8(line.mid(line.indexOf("sh -c")))});
    ASSERT_TRUE(shell.waitForFinished());
    EXPECT_TRUE(shell.readAllStandardError().startsWith("regatta+t.")) << "else it would pass for a refusal";
    EXPECT_NE(shell.exitCode(), 0);
}
