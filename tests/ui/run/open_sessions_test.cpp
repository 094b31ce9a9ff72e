#include "ui/run/open_sessions.h"

#include "tests/ui/run/ui_fixture.h"
#include "ui/run/run_pane.h"
#include "ui/run/sessions_button.h"

#include <QMenu>
#include <QSignalSpy>

#include <thread>

namespace regatta::ui {
namespace {

using tests::waitFor;

class OpenSessionsTest : public tests::UiFixture
{
protected:
    OpenSessionsTest() { services.sessions = &sessions; }

    void runOn(model::Environment environment)
    {
        RunPane pane(services);
        model::Profile profile = tests::profileOf(1);
        profile.environment = environment;
        pane.setProfile(profile, QStringLiteral("/job.regatta"), connection());
        QSignalSpy finished(&pane, &RunPane::runFinished);
        pane.runWithoutAsking();
        ASSERT_TRUE(waitFor([this] { return transport.heldCount() == 1; }));
        transport.endOldest(model::Outcome::Succeeded);
        ASSERT_TRUE(waitFor([&] { return !finished.isEmpty(); }));
    }

    int closed = 0;
    OpenSessions sessions{[this] { ++closed; }};
};

TEST_F(OpenSessionsTest, ManyChangesOnOtherThreadsAreToldAsOne)
{
    QSignalSpy changed(&sessions, &OpenSessions::changed);
    std::thread([report = sessions.reporter()] {
        for (int count = 1; count <= 1'000; ++count)
            report(count);
    }).join();
    EXPECT_EQ(sessions.count(), 1'000);
    ASSERT_TRUE(waitFor([&] { return !changed.isEmpty(); }));
    EXPECT_EQ(changed.size(), 1);
    EXPECT_EQ(changed[0][0], 1'000);
    sessions.reporter()(0);
    ASSERT_TRUE(waitFor([&] { return changed.size() == 2; }));
    EXPECT_EQ(changed[1][0], 0);
}

TEST_F(OpenSessionsTest, TheButtonIsThereWhileSomeAreOpenAndClosesThem)
{
    QWidget window;
    SessionsButton button(sessions, &window);
    window.show();
    EXPECT_FALSE(button.isVisible());
    sessions.reporter()(3);
    ASSERT_TRUE(waitFor([&] { return button.isVisible(); }));
    EXPECT_TRUE(button.text().startsWith(QStringLiteral("3 session")));
    button.menu()->actions()[0]->trigger();
    EXPECT_EQ(closed, 1);
    sessions.reporter()(0);
    EXPECT_TRUE(waitFor([&] { return !button.isVisible(); }));
}

TEST_F(OpenSessionsTest, OfProductionAreClosedAfterARunIfThatIsSet)
{
    runOn(model::Environment::Production);
    EXPECT_EQ(closed, 0);
    settings.set(Setting::ProductionSessions, false);
    runOn(model::Environment::Staging);
    EXPECT_EQ(closed, 0);
    runOn(model::Environment::Production);
    EXPECT_EQ(closed, 1);
}

} // namespace
} // namespace regatta::ui
