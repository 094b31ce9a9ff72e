#pragma once

#include "core/transport/process/child_process.h"
#include "core/transport/process/interpreter.h"
#include "core/transport/process/mailbox.h"
#include "core/transport/process/work.h"
#include "core/transport/sudo_dialogue.h"
#include "core/trust/credentials.h"

#include <QTimer>

#include <functional>
#include <memory>

namespace regatta::transport::process {

/// What executions share. Of the transport's thread, but for the credentials and the mailbox.
struct ProcessSurroundings
{
    std::function<std::unique_ptr<Interpreter>(const Execution &)> makeInterpreter;
    std::shared_ptr<Mailbox> mailbox;
    trust::Credentials &credentials;
    const int processLimit; ///< as many again may have given their slots away while a person is asked
    int aside = 0;
};

/// A command that a program runs.
class ProcessExecution final : public Work
{
    Q_OBJECT

public:
    ProcessExecution(Execution execution, ProcessSurroundings &surroundings);
    ~ProcessExecution() override;

    void begin() override;
    void stop() override;
    void mayGoOn(const QByteArray &command) override;
    bool isConnecting() const override { return !m_hasArrived; }

private:
    enum class Ending {
        ByItself,
        Stopped,
        ConnectTimedOut,
        LogInTimedOut,
        StepTimedOut,
        SilenceTimedOut,
        InputFailed,
    };

    void startChild();
    void listenToChild();
    void changeState(model::TaskState state, base::Instant time);
    void followPhase();
    void commandBegan(base::Instant time);
    void errorsRead(const QByteArray &bytes);
    void hear(model::OutputStream stream, QByteArray bytes);
    void deliver(model::OutputStream stream, const QByteArray &bytes);
    void rememberErrors(const QByteArray &bytes);
    void pauseIfExhausted();
    void budgetRelieved();
    void silenceTimerFired();

    /// sudo has not let the command begin.
    bool isBecoming() const { return m_sudo && !m_sudo->hasBegun(); }
    /// Whether the command may have run.
    bool mayHaveRun() const { return m_isSent && !(m_sudo && m_sudo->isHarmless()); }
    void beginToBecome();
    void limitLogIn();
    void listenToSudo(model::OutputStream stream, QByteArray &bytes);
    void askForPassword();
    void waitForPerson(const trust::LogInQuestion &question);
    void passwordAnswered(const trust::LogInAnswer &answer);
    void givePassword();
    void beginAgain();
    void refuse(base::Error error);
    void comeBack();
    Verdict judge() const;

    void childExited(const ChildProcess::Exit &exit);
    void finishIfReadToTheEnd();
    void heldOutputTimerFired();

    void end(Ending ending);
    void lookWhetherGone();
    void finishStopped();
    void finish(Verdict verdict);
    void letChildGo();

    Execution m_execution; // its command changes if it stood aside
    ProcessSurroundings &m_surroundings;
    const base::SteadyClock m_clock;
    std::unique_ptr<SudoDialogue> m_sudo; ///< null: the command needs none
    std::unique_ptr<Interpreter> m_interpreter;
    std::unique_ptr<ChildProcess> m_child;

    std::optional<model::TaskState> m_state;
    model::AttemptTimes m_times;
    Ending m_ending = Ending::ByItself;
    std::optional<ChildProcess::Exit> m_exit;
    QByteArray m_lastErrors;  ///< the end of standard error
    QByteArray m_earlyErrors; ///< standard error before Running
    base::Instant m_lastOutput;
    bool m_hasArrived = false;
    bool m_isSent = false;   ///< the program has sent what it was given
    bool m_isPaused = false; ///< by the budget
    bool m_isOver = false;
    int m_looks = 0; ///< at the group, since it was killed

    trust::Credentials::Request m_question; ///< while a person is asked for sudo's password
    bool m_isAsking = false;                ///< the same, and until it may go on
    bool m_isAside = false;
    trust::Secret m_password; ///< what the person gave

    QTimer m_connectTimer;
    QTimer m_logInTimer;
    QTimer m_stepTimer;
    QTimer m_silenceTimer;
    QTimer m_heldOutputTimer;
    QTimer m_killTimer;
    QTimer m_lookTimer;
};

} // namespace regatta::transport::process
