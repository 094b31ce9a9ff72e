#pragma once

#include "core/transport/copy/sftp_copy.h"
#include "core/transport/process/child_process.h"
#include "core/transport/process/interpreter.h"
#include "core/transport/process/work.h"
#include "core/transport/progress_pace.h"

#include <QTimer>

namespace regatta::transport::process {

/// A copy over SFTP, spoken through a program that reaches the host.
class SftpExecution final : public Work
{
    Q_OBJECT

public:
    SftpExecution(Execution execution, std::unique_ptr<Interpreter> interpreter);
    ~SftpExecution() override;

    void begin() override;
    void stop() override;
    bool isConnecting() const override { return !m_hasArrived; }

private:
    enum class Ending { ByItself, Stopped, ConnectTimedOut, LogInTimedOut, StepTimedOut, SilenceTimedOut };

    void listenToChild();
    void followPhase();
    void enter(model::TaskState state, base::Instant time);
    void copyBegins(base::Instant time);
    void hear(const QByteArray &bytes);
    void goOn();
    void send();
    void silenceTimerFired();
    void childExited(const ChildProcess::Exit &exit);
    void end(Ending ending);
    void finishCopy();
    void finishEnded(const QString &leftOver);
    void finish(model::Outcome outcome, std::optional<base::Error> error);

    const Execution m_execution;
    const std::unique_ptr<Interpreter> m_interpreter;
    const base::SteadyClock m_clock;
    std::unique_ptr<ChildProcess> m_child;
    copy::SftpCopy m_copy;
    ProgressPace m_pace;
    model::AttemptTimes m_times;
    QByteArray m_errors; ///< the end of standard error
    Ending m_ending = Ending::ByItself;
    base::Instant m_lastHeard;
    bool m_hasArrived = false;
    bool m_isOver = false;

    QTimer m_connectTimer;
    QTimer m_logInTimer;
    QTimer m_stepTimer;
    QTimer m_silenceTimer;
    QTimer m_graceTimer; ///< stopping
    QTimer m_turn;       ///< of the event loop: there is more to do
};

} // namespace regatta::transport::process
