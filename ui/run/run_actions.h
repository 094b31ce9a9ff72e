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

    QAction edit; ///< checkable: the profile's page instead of the run's
    QAction run;
    QAction preview;
    QAction pause; ///< checkable
    QAction stopSelected;
    QAction stopAll;
    QAction retryUnsuccessful;
    QAction retryFailed;
    QAction retryUnreachable;
    QAction retryNotStarted;
    QAction retrySelected;
    QAction nextFailure;
    QAction filter;
    QAction copy;
    QAction selectAll;

    /// All that can be retried, in the order of a menu.
    std::array<QAction *, 5> retries();
};

} // namespace regatta::ui
