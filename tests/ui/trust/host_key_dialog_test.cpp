#include "ui/trust/window_prompter.h"

#include "tests/ui/run/ui_fixture.h"

#include <QDialog>
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
            prompter.askAboutHostKeys({{QStringLiteral("one"), 22, {"ssh-ed25519", "key one"}},
                                       {QStringLiteral("two"), 2222, {"ssh-ed25519", "key two"}}},
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
    EXPECT_EQ(table()->item(1, 0)->text(), QStringLiteral("two, port 2222"));
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
