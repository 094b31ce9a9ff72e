#pragma once

#include <QAction>
#include <QObject>

#include <array>

namespace regatta::ui {

/// What can be done with a run: one action each, for menus, buttons and keys. RunPane connects and enables
/// them.
class RunActions : public QObject
{
    Q_OBJECT

public:
    explicit RunActions(QObject *parent = nullptr);

    QAction editCommand; ///< opens the editor where the command is; wherever edit is enabled
    QAction edit;        ///< checkable: the profile's page instead of the run's
    QAction run;
    QAction preview;
    QAction pause; ///< checkable
    QAction stopSelected;
    QAction rerunSelected; ///< of those that run; once they are stopped
    QAction stopAll;
    QAction nextWave;      ///< after one that was to be approved
    QAction goOnPastLimit; ///< of failures: until as many more have failed
    QAction liftLimit;
    QAction endAtLimit;
    QAction showStragglers;
    QAction stopStragglers;
    QAction rerunStragglers; ///< once they are stopped
    QAction leaveStragglers; ///< unmarked until the run ends
    QAction retryUnsuccessful;
    QAction retryFailed;
    QAction retryUnreachable;
    QAction retryNotStarted;
    QAction retryLeft; ///< failed, unreachable and not started
    QAction retryEverything;
    QAction retrySelected;
    QAction nextFailure;
    QAction filter;
    QAction copy;      ///< its keys are those of the widgets that it is added to, as selectAll's are
    QAction selectAll; ///< of what the filter shows

    /// All that can be retried, in the order of a menu.
    std::array<QAction *, 7> retries();
    /// Of a retry: so many tasks, said in its words; none: it is disabled.
    static void setCount(QAction &retry, int tasks);

private:
    void sayWhatPauseDoes();
};

} // namespace regatta::ui
