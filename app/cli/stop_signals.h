#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <array>

namespace regatta::cli {

/// Turns SIGINT and SIGTERM into Qt signals on the main thread. The first one asks to stop; a second one
/// leaves the program at once. One object a program; while it lives SIGPIPE is ignored too.
class StopSignals : public QObject
{
    Q_OBJECT

public:
    explicit StopSignals(int exitCodeOfSecond, QObject *parent = nullptr);
    ~StopSignals() override;

Q_SIGNALS:
    void stopRequested();

private:
    void onReadable();

    QSocketNotifier m_notifier;
};

} // namespace regatta::cli
