#include "ui/trust/log_in_dialog.h"

#include "tests/ui/run/ui_fixture.h"
#include "ui/trust/window_prompter.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

namespace regatta::ui {
namespace {

using tests::waitFor;
using Kind = trust::LogInQuestion::Kind;

class LogInDialogTest : public testing::Test
{
protected:
    LogInDialogTest()
    {
        prompter.setWindow(&window);
        window.show();
    }

    /// As credentials do: from a thread of their own.
    void ask(const trust::LogInQuestion &question)
    {
        std::thread([&] {
            prompter.askToLogIn(question, [this](const trust::LogInAnswer &given) { answer = given; });
        }).join();
        ASSERT_TRUE(waitFor([&] { return dialog() != nullptr; }));
    }

    QDialog *dialog() { return window.findChild<QDialog *>(QStringLiteral("logInDialog")); }
    QLineEdit *field(int number)
    {
        return window.findChild<QLineEdit *>(QStringLiteral("logInField%1").arg(number));
    }
    void press(const char *name)
    {
        QTest::mouseClick(window.findChild<QPushButton *>(QString::fromLatin1(name)), Qt::LeftButton);
    }

    QWidget window;
    WindowPrompter prompter;
    std::optional<trust::LogInAnswer> answer;
};

trust::LogInQuestion passwordQuestion(std::function<int()> waiting)
{
    trust::LogInQuestion question{Kind::Password, QStringLiteral("ops@web1"), {}, {{QString(), false}}};
    question.waiting = trust::LogInQuestion::Waiting(std::move(waiting));
    return question;
}

trust::LogInQuestion passwordQuestion(int waiting)
{
    return passwordQuestion([waiting] { return waiting; });
}

TEST_F(LogInDialogTest, APasswordIsHiddenAndGoesToAllWhoWait)
{
    ask(passwordQuestion(3));
    EXPECT_EQ(field(0)->echoMode(), QLineEdit::Password);
    QTest::keyClicks(field(0), QStringLiteral("open sesame"));
    QTest::keyClick(field(0), Qt::Key_Return);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->words.first().bytes(), "open sesame");
    EXPECT_TRUE(answer->servesOthers);
}

TEST_F(LogInDialogTest, APasswordOfOneHostStaysThere)
{
    ask(passwordQuestion(0));
    QTest::keyClicks(field(0), QStringLiteral("x"));
    press("logInAccept");
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->servesOthers);
}

TEST_F(LogInDialogTest, SaysHowManyAskTheSameByNow)
{
    const auto waiting = std::make_shared<std::atomic<int>>(0);
    ask(passwordQuestion([waiting] { return waiting->load(); }));
    const auto *headline = window.findChild<QLabel *>(QStringLiteral("logInHeadline"));
    ASSERT_TRUE(headline);
    EXPECT_EQ(headline->text(), QStringLiteral("ops@web1 asks for a password."));
    *waiting = 5;
    EXPECT_TRUE(waitFor([&] { return headline->text().contains(QStringLiteral("so do 5 other host")); }))
        << headline->text().toStdString();
    press("logInAccept");
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->servesOthers) << "that was not ticked when it was opened, and nobody has";
}

TEST_F(LogInDialogTest, NothingIsKeptUnlessItIsTicked)
{
    trust::LogInQuestion question = passwordQuestion(0);
    ask(question);
    EXPECT_EQ(window.findChild<QCheckBox *>(QStringLiteral("logInKeep")), nullptr) << "there is no store";
    press("logInAccept");
    EXPECT_FALSE(answer->isToBeKept);
    ASSERT_TRUE(waitFor([&] { return dialog() == nullptr; }));

    question.canBeKept = true;
    ask(question);
    EXPECT_FALSE(window.findChild<QCheckBox *>(QStringLiteral("logInKeep"))->isChecked());
    press("logInAccept");
    EXPECT_FALSE(answer->isToBeKept);
    ASSERT_TRUE(waitFor([&] { return dialog() == nullptr; }));

    ask(question);
    window.findChild<QCheckBox *>(QStringLiteral("logInKeep"))->setChecked(true);
    press("logInAccept");
    EXPECT_TRUE(answer->isToBeKept);
}

TEST_F(LogInDialogTest, SkippingAllAnswersForAll)
{
    ask(passwordQuestion(3));
    QTest::keyClicks(field(0), QStringLiteral("x"));
    press("logInSkipAll");
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->isGiven());
    EXPECT_TRUE(answer->servesOthers);
}

TEST_F(LogInDialogTest, SudosPasswordMayServeTheWholeRun)
{
    ask({Kind::Become, QStringLiteral("ops@web1"), {}, {{QString(), false}}});
    EXPECT_EQ(field(0)->echoMode(), QLineEdit::Password);
    QTest::keyClicks(field(0), QStringLiteral("open sesame"));
    auto *forAll = dialog()->findChild<QCheckBox *>(QStringLiteral("logInForAll"));
    ASSERT_NE(forAll, nullptr);
    forAll->click();
    press("logInAccept");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->words.first().bytes(), "open sesame");
    EXPECT_TRUE(answer->servesOthers);
}

TEST_F(LogInDialogTest, WhatAServerAsksIsNoMarkup)
{
    ask({Kind::Interactive,
         QStringLiteral("ops@web1"),
         QStringLiteral("<b>Hello</b>\x1b[31m"),
         {{QStringLiteral("Co\x1b[2Jde: "), true}, {QStringLiteral("PIN: "), false}}});
    EXPECT_EQ(field(0)->echoMode(), QLineEdit::Normal);
    EXPECT_EQ(field(1)->echoMode(), QLineEdit::Password);
    for (const QLabel *label : dialog()->findChildren<QLabel *>()) {
        EXPECT_EQ(label->textFormat(), Qt::PlainText);
        EXPECT_FALSE(label->text().contains(u'\x1b'));
    }
    dialog()->close();
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->isGiven());
}

TEST_F(LogInDialogTest, AWithdrawnQuestionGoes)
{
    ask(passwordQuestion(0));
    prompter.withdrawLogInQuestion();
    EXPECT_TRUE(waitFor([&] { return answer.has_value(); }));
    EXPECT_FALSE(answer->isGiven());
}

} // namespace
} // namespace regatta::ui
