#include "ui/settings/settings_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <gmock/gmock.h>

namespace regatta::ui {
namespace {

class SettingsTest : public testing::Test
{
protected:
    SettingsTest() { QSettings().clear(); }

    template <typename T>
    static T *part(const SettingsDialog &dialog, const char *name)
    {
        return dialog.findChild<T *>(QString::fromLatin1(name));
    }

    Settings settings;
};

TEST_F(SettingsTest, ValuesAreKeptForTheNextProgram)
{
    EXPECT_EQ(settings.value(Setting::SilentAfter), 30);
    QSignalSpy changed(&settings, &Settings::changed);
    settings.set(Setting::SilentAfter, 60);
    settings.set(Setting::WhenClosed, int(WhenClosed::StopAll));
    settings.set(Setting::SilentAfter, 60);
    EXPECT_EQ(changed.size(), 2) << "the same value again is no change";
    const Settings next;
    EXPECT_EQ(next.value(Setting::SilentAfter), 60);
    EXPECT_EQ(next.whenClosed(), WhenClosed::StopAll);
    EXPECT_EQ(QSettings().value(QStringLiteral("window/whenClosed")), QStringLiteral("stop-all"));
}

TEST_F(SettingsTest, WhatMakesNoSenseOnDiskIsNotTaken)
{
    QSettings kept;
    kept.setValue(QStringLiteral("window/appearance"), QStringLiteral("purple"));
    kept.setValue(QStringLiteral("run/silentAfterSeconds"), QStringLiteral("soon"));
    kept.setValue(QStringLiteral("run/typeNumberFrom"), -5);
    EXPECT_EQ(settings.appearance(), Appearance::Desktop);
    EXPECT_EQ(settings.value(Setting::SilentAfter), 30);
    EXPECT_EQ(settings.value(Setting::NumberFrom), 2);
}

TEST_F(SettingsTest, AnEarlierVersionsHistoryLimitStillCounts)
{
    EXPECT_EQ(settings.historyLimit(), 0);
    QSettings().setValue(QStringLiteral("history/limitIsOn"), true);
    QSettings().setValue(QStringLiteral("history/limitGigabytes"), 3);
    EXPECT_EQ(settings.historyLimit(), 3'000'000'000);
}

TEST_F(SettingsTest, WhatIsKeptOfConnectionsIsKnownToTheTransport)
{
    EXPECT_EQ(settings.idleLimits(), transport::IdleLimits()) << "the usual values stand in two places";
    settings.set(Setting::SessionSeconds, 600);
    settings.set(Setting::SessionsKept, 50);
    const Settings next;
    EXPECT_EQ(next.idleLimits(), (transport::IdleLimits{std::chrono::minutes(10), 50}));
}

TEST_F(SettingsTest, WhoKeepsNoConnectionsHasNoMoreToSayOfThem)
{
    SettingsDialog dialog(settings);
    dialog.show();
    const auto *time = part<QSpinBox>(dialog, "sessionSeconds");
    const auto *production = part<QCheckBox>(dialog, "productionSessions");
    EXPECT_TRUE(time->isEnabled() && production->isEnabled());
    part<QSpinBox>(dialog, "sessionsKept")->setValue(0);
    EXPECT_EQ(settings.idleLimits().most, 0);
    EXPECT_FALSE(time->isEnabled() || production->isEnabled());
    settings.restoreDefaults();
    EXPECT_TRUE(time->isEnabled() && production->isEnabled());
}

TEST_F(SettingsTest, TheDialogChangesThemAtOnce)
{
    SettingsDialog dialog(settings);
    dialog.show();
    part<QSpinBox>(dialog, "silentAfter")->setValue(45);
    EXPECT_EQ(settings.value(Setting::SilentAfter), 45);
    part<QComboBox>(dialog, "appearanceChoice")->setCurrentIndex(2);
    EXPECT_EQ(settings.appearance(), Appearance::Dark);
    EXPECT_FALSE(part<QSpinBox>(dialog, "historyGigabytes")->isEnabled());
    part<QCheckBox>(dialog, "limitsHistory")->setChecked(true);
    EXPECT_EQ(settings.historyLimit(), 10'000'000'000);
    EXPECT_TRUE(part<QSpinBox>(dialog, "historyGigabytes")->isEnabled());
}

TEST_F(SettingsTest, TheDialogFollowsWhatAnotherOneChanges)
{
    SettingsDialog dialog(settings);
    SettingsDialog other(settings);
    part<QSpinBox>(other, "numberFrom")->setValue(10);
    EXPECT_EQ(part<QSpinBox>(dialog, "numberFrom")->value(), 10);
    QTest::mouseClick(part<QPushButton>(dialog, "restoreDefaults"), Qt::LeftButton);
    EXPECT_EQ(part<QSpinBox>(other, "numberFrom")->value(), 101);
}

} // namespace
} // namespace regatta::ui
