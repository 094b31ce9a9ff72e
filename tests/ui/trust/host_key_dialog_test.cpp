#include "ui/trust/window_prompter.h"

#include "tests/ui/run/ui_fixture.h"
#include "ui/trust/host_key_dialog.h"

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

#include <thread>

namespace regatta::ui {
namespace {

using tests::waitFor;
using trust::HostKeyAnswer;

class HostKeyDialogTest : public testing::Test
{
protected:
    /// As the verifier does: from a thread of its own.
    void ask()
    {
        std::thread([this] {
            prompter.askAboutHostKeys(
                {{QStringLiteral("one"), 22, {"ssh-ed25519", "key one"}},
                 {QStringLiteral("two"), 2222, {"ssh-ed25519", "key two"}, {QStringLiteral("typed")}}},
                [this](QList<HostKeyAnswer> given) { answers = std::move(given); });
        }).join();
    }

    QTableWidget *table() { return window.findChild<QTableWidget *>(QStringLiteral("hostKeyTable")); }
    void press(const char *name)
    {
        QTest::mouseClick(window.findChild<QPushButton *>(QString::fromLatin1(name)), Qt::LeftButton);
    }

    QWidget window;
    WindowPrompter prompter;
    QList<HostKeyAnswer> answers;
};

TEST_F(HostKeyDialogTest, ShowsHostTypeAndFingerprint)
{
    prompter.setWindow(&window);
    window.show();
    ask();
    ASSERT_TRUE(waitFor([&] { return table() != nullptr; }));
    EXPECT_EQ(table()->item(1, 0)->text(), QStringLiteral("typed (two:2222)"));
    EXPECT_EQ(table()->item(0, 1)->text(), QStringLiteral("ssh-ed25519"));
    EXPECT_EQ(table()->item(0, 2)->text(), trust::fingerprint({"ssh-ed25519", "key one"}));
}

TEST_F(HostKeyDialogTest, OnlyWhatIsTickedIsAccepted)
{
    prompter.setWindow(&window);
    window.show();
    ask();
    ASSERT_TRUE(waitFor([&] { return table() != nullptr; }));
    table()->item(1, 0)->setCheckState(Qt::Checked);
    press("hostKeyAcceptForGood");
    EXPECT_EQ(answers, (QList{HostKeyAnswer::Refuse, HostKeyAnswer::AcceptForGood}));
}

TEST_F(HostKeyDialogTest, NothingCanBeAcceptedBeforeSomethingIsTicked)
{
    prompter.setWindow(&window);
    window.show();
    ask();
    ASSERT_TRUE(waitFor([&] { return table() != nullptr; }));
    const auto *once = window.findChild<QPushButton *>(QStringLiteral("hostKeyAcceptOnce"));
    EXPECT_FALSE(once->isEnabled());
    press("hostKeyTickAll");
    EXPECT_TRUE(once->isEnabled());
    press("hostKeyAcceptOnce");
    EXPECT_EQ(answers, (QList{HostKeyAnswer::AcceptForThisRun, HostKeyAnswer::AcceptForThisRun}));
}

TEST_F(HostKeyDialogTest, ASingleHostNeedsNoTick)
{
    prompter.setWindow(&window);
    window.show();
    prompter.askAboutHostKeys({{QStringLiteral("one"), 22, {"ssh-ed25519", "key one"}}},
                              [this](QList<HostKeyAnswer> given) { answers = std::move(given); });
    ASSERT_TRUE(waitFor([&] { return table() != nullptr; }));
    press("hostKeyAcceptForGood");
    EXPECT_EQ(answers, QList{HostKeyAnswer::AcceptForGood});
}

TEST_F(HostKeyDialogTest, RowsAreInOrderAndAnswersInThatOfTheQuestion)
{
    prompter.setWindow(&window);
    window.show();
    prompter.askAboutHostKeys({{QStringLiteral("web10"), 22, {"ssh-ed25519", "ten"}},
                               {QStringLiteral("web2"), 22, {"ssh-ed25519", "two"}}},
                              [this](QList<HostKeyAnswer> given) { answers = std::move(given); });
    ASSERT_TRUE(waitFor([&] { return table() != nullptr; }));
    ASSERT_EQ(table()->item(0, 0)->text(), QStringLiteral("web2"));
    table()->item(0, 0)->setCheckState(Qt::Checked);
    press("hostKeyAcceptOnce");
    EXPECT_EQ(answers, (QList{HostKeyAnswer::Refuse, HostKeyAnswer::AcceptForThisRun}));
}

TEST_F(HostKeyDialogTest, SaysThatHostsShowTheSameKey)
{
    const trust::HostKey key{"ssh-ed25519", "key"};
    const HostKeyDialog same({{QStringLiteral("one"), 22, key}, {QStringLiteral("two"), 22, key}});
    const auto *words = same.findChild<QLabel *>(QStringLiteral("hostKeyExplanation"));
    EXPECT_THAT(words->text().toStdString(), testing::HasSubstr("the same key"));
}

TEST_F(HostKeyDialogTest, ClosingItRefusesAll)
{
    prompter.setWindow(&window);
    window.show();
    ask();
    ASSERT_TRUE(waitFor([&] { return table() != nullptr; }));
    press("hostKeyTickAll");
    window.findChild<QDialog *>(QStringLiteral("hostKeyDialog"))->close();
    EXPECT_EQ(answers, (QList{HostKeyAnswer::Refuse, HostKeyAnswer::Refuse}));
}

TEST_F(HostKeyDialogTest, WithoutAWindowNobodyIsThereToAccept)
{
    ask();
    EXPECT_TRUE(waitFor([&] { return answers.size() == 2; }));
    EXPECT_EQ(answers, (QList{HostKeyAnswer::Refuse, HostKeyAnswer::Refuse}));
}

} // namespace
} // namespace regatta::ui
