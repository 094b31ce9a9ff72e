#include "tests/ui/run/ui_fixture.h"
#include "ui/run/run_pane.h"
#include "ui/window/main_window.h"
#include "ui/window/tray.h"

#include <QMenu>
#include <QMessageBox>
#include <QPointer>

namespace regatta::ui {
namespace {

using tests::profileOf;
using tests::waitFor;

/// Of a desktop that has one; offscreen there is none.
class FakeTray final : public Tray
{
public:
    void setMenu(QMenu &menu) override { shownMenu = &menu; }
    void setToolTip(const QString &words) override { toolTip = words; }
    void showMessage(const QString &, const QString &words) override { messages << words; }

    QPointer<QMenu> shownMenu;
    QString toolTip;
    QStringList messages;
};

class BackgroundRunTest : public tests::UiFixture
{
protected:
    BackgroundRunTest()
    {
        services.makeTray = [this] {
            auto made = std::make_unique<FakeTray>();
            tray = made.get();
            return made;
        };
        settings.set(Setting::WhenClosed, int(WhenClosed::KeepRunning));
    }

    /// Its window has been closed while it runs.
    void goToBackground()
    {
        window = std::make_unique<MainWindow>(services);
        window->showProfile(profileOf(3), {});
        window->show();
        window->runPane().runWithoutAsking();
        ASSERT_TRUE(waitFor([&] { return transport.startedCount() == 2; }));
        EXPECT_FALSE(window->close());
        ASSERT_TRUE(tray);
        EXPECT_FALSE(window->isVisible());
        EXPECT_TRUE(window->isInBackground());
        EXPECT_TRUE(window->runPane().isRunning());
    }

    bool isBack() const { return window->isVisible() && !window->isInBackground(); }

    QPointer<FakeTray> tray;
    std::unique_ptr<MainWindow> window;
};

TEST_F(BackgroundRunTest, ItsIconSaysHowFarItIsAndAClickBringsTheWindowBack)
{
    goToBackground();
    EXPECT_EQ(window->findChild<QMessageBox *>(), nullptr) << "there is nothing to explain";
    EXPECT_EQ(tray->toolTip, QStringLiteral("Restart: 0 of 3 done, 0 did not succeed"));
    transport.endOldest(model::Outcome::CommandFailed);
    EXPECT_TRUE(
        waitFor([&] { return tray->toolTip == QStringLiteral("Restart: 1 of 3 done, 1 did not succeed"); }));
    Q_EMIT tray->activated();
    EXPECT_TRUE(isBack());
    EXPECT_TRUE(waitFor([&] { return tray.isNull(); })) << "it isn't needed any more";
    EXPECT_TRUE(window->runPane().isRunning());
}

TEST_F(BackgroundRunTest, ItsEndIsSaidAndTheWindowStaysAwayUntilSomebodyWantsIt)
{
    goToBackground();
    for (int ended = 0; ended < 3; ++ended) {
        ASSERT_TRUE(waitFor([&] { return transport.heldCount() > 0; }));
        transport.endOldest(model::Outcome::Succeeded);
    }
    EXPECT_TRUE(waitFor([&] { return !tray->messages.isEmpty(); }));
    EXPECT_EQ(tray->messages, QStringList{QStringLiteral("Restart: 3 of 3 done, 0 did not succeed")});
    EXPECT_FALSE(window->isVisible());
    Q_EMIT tray->activated();
    EXPECT_TRUE(isBack());
    EXPECT_TRUE(window->close());
}

TEST_F(BackgroundRunTest, ItsMenuShowsTheWindowAndStopsAll)
{
    goToBackground();
    ASSERT_TRUE(tray->shownMenu);
    ASSERT_EQ(tray->shownMenu->actions().size(), 2);
    tray->shownMenu->actions()[1]->trigger();
    EXPECT_TRUE(waitFor([&] { return !window->runPane().isRunning(); }));
    EXPECT_EQ(tray->messages.size(), 1);
    tray->shownMenu->actions()[0]->trigger();
    EXPECT_TRUE(isBack());
}

} // namespace
} // namespace regatta::ui
