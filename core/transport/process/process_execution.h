#pragma once

#include "core/transport/process/child_process.h"
#include "core/transport/process/interpreter.h"
#include "core/transport/process/mailbox.h"
#include "core/transport/process/work.h"

#include <QTimer>

#include <memory>

namespace regatta::transport::process {

/// A command that a program runs.
class ProcessExecution final : public Work
{
    Q_OBJECT

public:
    ProcessExecution(Execution execution, std::unique_ptr<Interpreter> interpreter,
                     std::shared_ptr<Mailbox> mailbox);
    ~ProcessExecution() override;

    void begin() override;
    void stop() override;

private:
    enum class Ending { ByItself, Stopped, ConnectTimedOut, LogInTimedOut, StepTimedOut, SilenceTimedOut };

    void listenToChild();
    void changeState(model::TaskState state, base::Instant time);
    void followPhase();
    void commandBegan(base::Instant time);
    void errorsRead(const QByteArray &bytes);
    void deliver(model::OutputStream stream, const QByteArray &bytes);
    void rememberErrors(const QByteArray &bytes);
    void pauseIfExhausted();
    void budgetRelieved();
    void silenceTimerFired();

    void childExited(const ChildProcess::Exit &exit);
    void finishIfReadToTheEnd();
    void heldOutputTimerFired();

    void end(Ending ending);
    void lookWhetherGone();
    void finishStopped();
    void finish(Verdict verdict);
    void letChildGo();

    const Execution m_execution;
    const std::unique_ptr<Interpreter> m_interpreter;
    const std::shared_ptr<Mailbox> m_mailbox;
    const base::SteadyClock m_clock;
    std::unique_ptr<ChildProcess> m_child;

    std::optional<model::TaskState> m_state;
    model::AttemptTimes m_times;
    Ending m_ending = Ending::ByItself;
    std::optional<ChildProcess::Exit> m_exit;
    QByteArray m_lastErrors;  ///< the end of standard error
    QByteArray m_earlyErrors; ///< standard error before Running
    base::Instant m_lastOutput;
    bool m_isPaused = false; ///< by the budget
    bool m_isOver = false;
    int m_looks = 0; ///< at the group, since it was killed

    QTimer m_connectTimer;
    QTimer m_logInTimer;
    QTimer m_stepTimer;
    QTimer m_silenceTimer;
    QTimer m_heldOutputTimer;
    QTimer m_killTimer;
    QTimer m_lookTimer;
};

} // namespace regatta::transport::process
