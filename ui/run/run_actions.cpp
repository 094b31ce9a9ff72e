#include "ui/run/run_actions.h"

#include "ui/text/numbers.h"
#include "ui/theme/key_words.h"

namespace regatta::ui {

namespace {

/// What its button says.
void sayOnButton(QAction &action, const QString &words)
{
    action.setIconText(words);
    const QKeySequence keys = action.shortcut();
    if (!keys.isEmpty())
        action.setToolTip(withKeys(words, keys));
}

void setUp(QAction &action, const char *name, const QString &text, const QKeySequence &keys = {})
{
    action.setObjectName(QString::fromLatin1(name));
    action.setText(text);
    action.setShortcut(keys);
    sayOnButton(action, withoutMnemonic(text));
}

} // namespace

RunActions::RunActions(QObject *parent)
    : QObject(parent)
{
    setUp(edit, "editProfileAction", tr("Edit &Profile"), Qt::Key_F4); // fields use Ctrl+E themselves
    edit.setIconText(tr("Edit"));
    edit.setCheckable(true);
    setUp(editCommand, "editCommandAction", tr("Edit Co&mmand"));
    connect(&edit, &QAction::enabledChanged, &editCommand, &QAction::setEnabled);
    setUp(run, "runAction", tr("&Run…"), Qt::CTRL | Qt::Key_Return);
    setUp(preview, "previewAction", tr("Pre&view…"), Qt::CTRL | Qt::SHIFT | Qt::Key_Return);
    setUp(pause, "pauseAction", tr("&Pause"), Qt::Key_F6);
    setUp(stopSelected, "stopSelectedAction", tr("&Stop Selected"), Qt::CTRL | Qt::Key_Period);
    setUp(rerunSelected, "rerunSelectedAction", tr("Run Selected &Once More"));
    rerunSelected.setToolTip(tr("They are stopped, and begin again once they are gone"));
    setUp(stopAll, "stopAllAction", tr("Stop &All"), Qt::CTRL | Qt::SHIFT | Qt::Key_Period);
    setUp(nextWave, "nextWaveAction", tr("Begin the Ne&xt Wave"), Qt::Key_F7);
    setUp(goOnPastLimit, "goOnPastLimitAction", tr("&Go On Past the Limit"));
    goOnPastLimit.setToolTip(tr("Asks again after as many more"));
    setUp(liftLimit, "liftLimitAction", tr("Go On &Whatever Fails"));
    liftLimit.setToolTip(tr("The limit is off for the rest of the run"));
    setUp(endAtLimit, "endAtLimitAction", tr("En&d the Run Here"));
    endAtLimit.setToolTip(tr("What has not begun is skipped; what runs may finish"));
    setUp(showStragglers, "showStragglersAction", tr("S&how Stragglers"));
    setUp(stopStragglers, "stopStragglersAction", tr("S&top Stragglers"));
    setUp(rerunStragglers, "rerunStragglersAction", tr("Run Stragglers Once &More"));
    rerunStragglers.setToolTip(tr("They are stopped, and begin again once they are gone"));
    setUp(leaveStragglers, "leaveStragglersAction", tr("&Leave Stragglers Alone"));
    setUp(retryUnsuccessful, "retryUnsuccessfulAction", tr("Retry What D&id Not Succeed…"),
          Qt::CTRL | Qt::Key_R);
    setUp(retryFailed, "retryFailedAction", tr("Retry &Failed…"));
    setUp(retryUnreachable, "retryUnreachableAction", tr("Retry &Unreachable…"));
    setUp(retryNotStarted, "retryNotStartedAction", tr("Retry &Not Started…"));
    setUp(retryLeft, "retryLeftAction", tr("Retry Failed, Unreacha&ble and Not Started…"));
    setUp(retryEverything, "retryEverythingAction", tr("Retr&y All…"));
    setUp(retrySelected, "retrySelectedAction", tr("Retry S&elected…"), Qt::CTRL | Qt::SHIFT | Qt::Key_R);
    setUp(nextFailure, "nextFailureAction", tr("Next F&ailure"), Qt::Key_F8);
    setUp(filter, "filterAction", tr("&Filter Tasks"), QKeySequence::Find);
    setUp(copy, "copyAction", tr("&Copy Rows"), QKeySequence::Copy);
    setUp(selectAll, "selectAllAction", tr("Select &All"), QKeySequence::SelectAll);
    // The log, the answers and every field copy and select what is theirs with the same keys.
    for (QAction *action : {&copy, &selectAll})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    pause.setCheckable(true);
    nextWave.setEnabled(false); // until one waits
    connect(&pause, &QAction::toggled, this, &RunActions::sayWhatPauseDoes);
    connect(&nextWave, &QAction::enabledChanged, this, &RunActions::sayWhatPauseDoes);
    for (QAction *retry : retries())
        retry->setData(retry->text());
}

/// In a menu the tick says that the run is paused; a button says what it does next.
void RunActions::sayWhatPauseDoes()
{
    sayOnButton(pause, pause.isChecked() ? tr("Resume") : withoutMnemonic(pause.text()));
    if (!pause.isChecked() || !nextWave.isEnabled())
        return;
    // To resume is to begin the wave, and to be called so wherever it is offered.
    pause.setIconText(nextWave.iconText());
    pause.setToolTip(nextWave.toolTip());
}

std::array<QAction *, 7> RunActions::retries()
{
    return {&retryUnsuccessful, &retryFailed,     &retryUnreachable, &retryNotStarted,
            &retryLeft,         &retryEverything, &retrySelected};
}

void RunActions::setCount(QAction &retry, int tasks)
{
    const QString words = retry.data().toString();
    retry.setText(tasks > 0 ? tr("%1 (%2)…").arg(words.chopped(1), text::count(tasks)) : words);
    retry.setEnabled(tasks > 0);
}

} // namespace regatta::ui
