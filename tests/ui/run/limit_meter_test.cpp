#include "ui/run/limit_meter.h"

#include "tests/ui/run/ui_fixture.h"
#include "ui/run/run_session.h"
#include "ui/theme/theme.h"

namespace regatta::ui {
namespace {

using model::Outcome;
using tests::profileOf;
using tests::waitFor;
using LimitFromNow = engine::RunController::LimitFromNow;

class LimitMeterTest : public tests::UiFixture
{
protected:
    void begin(const model::Profile &profile)
    {
        session = std::make_unique<RunSession>(engine::RunPlan::make(profile, connection()).value(), tasks,
                                               services);
        meter.follow(*session);
        session->start();
    }

    /// The oldest task ends, and then the meter says so.
    bool saysAfter(Outcome outcome, const char *words)
    {
        if (!waitFor([&] { return transport.heldCount() > 0; }))
            return false;
        transport.endOldest(outcome);
        return waitFor([&] { return meter.words() == QLatin1String(words); });
    }

    RunModel tasks{clock};
    LimitMeter meter{tasks};
    std::unique_ptr<RunSession> session;
};

TEST_F(LimitMeterTest, DrawsTheFailuresAgainstTheirLimit)
{
    model::Profile profile = profileOf(4, 1);
    profile.stopAfterFailures = QStringLiteral("50%");
    tasks.reset(engine::RunPlan::make(profile, connection()).value().manifest());
    EXPECT_FALSE(meter.isHidden()) << "before the run, too";
    EXPECT_EQ(meter.words(), QStringLiteral("failures 0 of 2"));
    begin(profile);
    EXPECT_TRUE(saysAfter(Outcome::Unreachable, "failures 1 of 2")) << meter.words().toStdString();

    meter.resize(meter.sizeHint());
    const QImage image = meter.grab().toImage();
    const Theme &theme = Theme::of(meter.palette());
    const int bar = meter.fontMetrics().averageCharWidth() * 12;
    EXPECT_EQ(image.pixelColor(image.width() - bar * 3 / 4, image.height() / 2), theme.vermillion);
    EXPECT_EQ(image.pixelColor(image.width() - bar / 4, image.height() / 2), theme.field);
}

TEST_F(LimitMeterTest, IsHiddenWhereThereIsNoLimit)
{
    begin(profileOf(2));
    EXPECT_TRUE(meter.isHidden());
}

TEST_F(LimitMeterTest, CountsEachWaveByItself)
{
    model::Profile profile = profileOf(4, 0);
    profile.waves = {QStringLiteral("2")};
    profile.failuresPerWave = true;
    profile.stopAfterFailures = QStringLiteral("100%");
    begin(profile);
    EXPECT_TRUE(saysAfter(Outcome::CommandFailed, "failures 1 of 2 in wave 1"))
        << meter.words().toStdString();
    EXPECT_TRUE(saysAfter(Outcome::Succeeded, "failures 0 of 2 in wave 2")) << meter.words().toStdString();
}

TEST_F(LimitMeterTest, ShowsTheLimitThatIsNearest)
{
    model::Profile profile = profileOf(9, 1);
    profile.stopAfterFailures = QStringLiteral("4");
    profile.stopAfterUnreachable = QStringLiteral("3");
    begin(profile);
    EXPECT_TRUE(saysAfter(Outcome::Unreachable, "unreachable 1 of 3")) << meter.words().toStdString();
    EXPECT_TRUE(meter.toolTip().contains(QStringLiteral("failures 0 of 4")));
    EXPECT_TRUE(saysAfter(Outcome::CommandFailed, "unreachable 1 of 3"));
    EXPECT_TRUE(saysAfter(Outcome::CommandFailed, "failures 2 of 4")) << meter.words().toStdString();
}

TEST_F(LimitMeterTest, CountsAnewWhereAPersonGoesOnAndNoMoreWhereTheyLiftIt)
{
    model::Profile profile = profileOf(4, 1);
    profile.stopAfterFailures = QStringLiteral("1");
    begin(profile);
    const auto isAsked = [this] { return session->reachedLimit().has_value(); };
    EXPECT_TRUE(saysAfter(Outcome::CommandFailed, "failures 1 of 1"));
    ASSERT_TRUE(waitFor(isAsked));
    session->goOnAnyway(LimitFromNow::CountsAnew);
    EXPECT_EQ(meter.words(), QStringLiteral("failures 0 of 1"));
    EXPECT_TRUE(saysAfter(Outcome::CommandFailed, "failures 1 of 1"));
    ASSERT_TRUE(waitFor(isAsked));
    session->goOnAnyway(LimitFromNow::IsOff);
    EXPECT_TRUE(meter.isHidden());
}

} // namespace
} // namespace regatta::ui
