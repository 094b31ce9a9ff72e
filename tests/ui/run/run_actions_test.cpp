#include "ui/run/run_actions.h"

#include <QKeySequence>
#include <QSet>

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

TEST(RunActions, ToResumeIsCalledAsTheWaveThatWaits)
{
    RunActions actions;
    EXPECT_FALSE(actions.nextWave.isEnabled()) << "none waits yet";
    actions.pause.setChecked(true);
    actions.nextWave.setEnabled(true);
    EXPECT_EQ(actions.pause.iconText(), actions.nextWave.iconText());
    EXPECT_EQ(actions.pause.toolTip(), QStringLiteral("Begin the Next Wave (F7)"));
    actions.nextWave.setEnabled(false);
    EXPECT_EQ(actions.pause.iconText(), QStringLiteral("Resume"));
    EXPECT_EQ(actions.pause.toolTip(), QStringLiteral("Resume (F6)"));
}

TEST(RunActions, TheNextWaveIsAKeyAway)
{
    RunActions actions;
    EXPECT_EQ(actions.nextWave.toolTip(), QStringLiteral("Begin the Next Wave (F7)"));
}

TEST(RunActions, NoTwoInTheRunMenuHaveTheSameLetter)
{
    RunActions actions;
    QList<const QAction *> menu = {
        &actions.run,
        &actions.preview,
        &actions.pause,
        &actions.nextWave,
        &actions.stopSelected,
        &actions.rerunSelected,
        &actions.stopAll,
        &actions.goOnPastLimit,
        &actions.liftLimit,
        &actions.endAtLimit,
        &actions.showStragglers,
        &actions.stopStragglers,
        &actions.rerunStragglers,
        &actions.leaveStragglers,
    };
    for (const QAction *retry : actions.retries())
        menu << retry;
    QSet<QKeySequence> letters;
    for (const QAction *action : menu) {
        const QKeySequence letter = QKeySequence::mnemonic(action->text());
        EXPECT_FALSE(letter.isEmpty()) << action->text().toStdString();
        EXPECT_FALSE(letters.contains(letter)) << action->text().toStdString();
        letters << letter;
    }
}

} // namespace
} // namespace regatta::ui
