#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <array>

namespace regatta::cli {

/// Turns SIGINT and SIGTERM into Qt signals on the main thread. The first one asks to stop, a second one to
/// leave at once; a third one ends the program whatever the event loop does. One object a program; while it
/// lives SIGPIPE is ignored too.
class StopSignals : public QObject
{
    Q_OBJECT

public:
    /// `exitCode`: of a program that a signal ends.
    explicit StopSignals(int exitCode, QObject *parent = nullptr);
    ~StopSignals() override;

    /// The event loop is over: from now on the next signal ends the program.
    void endWithoutLoop();

Q_SIGNALS:
    void stopRequested();
    void leaveRequested();

private:
    void onReadable();

    QSocketNotifier m_notifier;
    bool m_wasAsked = false;
};

} // namespace regatta::cli
