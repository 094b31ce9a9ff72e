#include "ui/run/run_actions.h"

#include <gtest/gtest.h>

namespace regatta::ui {
namespace {

TEST(RunActions, PauseSaysOnItsButtonWhatItDoesNext)
{
    RunActions actions;
    const QString toolTip = actions.pause.toolTip();
    EXPECT_EQ(actions.pause.iconText(), QStringLiteral("Pause"));
    actions.pause.setChecked(true);
    EXPECT_EQ(actions.pause.iconText(), QStringLiteral("Resume"));
    EXPECT_EQ(actions.pause.toolTip(), QStringLiteral("Resume (F6)"));
    EXPECT_EQ(actions.pause.text(), QStringLiteral("&Pause")) << "ticked, which says that it is paused";
    actions.pause.setChecked(false);
    EXPECT_EQ(actions.pause.iconText(), QStringLiteral("Pause"));
    EXPECT_EQ(actions.pause.toolTip(), toolTip);
}

} // namespace
} // namespace regatta::ui
