#pragma once

#include "core/transport/input_source.h"
#include "core/transport/libssh/execution_record.h"
#include "core/transport/libssh/group_stop.h"
#include "core/transport/libssh/remote_command.h"
#include "core/transport/libssh/surroundings.h"
#include "core/transport/sudo_dialogue.h"
#include "core/trust/credentials.h"

namespace regatta::transport::libssh {

/// One execution on an open session: channel, sudo, command, input, output, end, time limits and stopping. Of
/// the reactor's thread. Its timers only change what advance() will find, and then call `changed`.
class CommandRun
{
public:
    CommandRun(Surroundings &surroundings, SshConnection &connection, std::unique_ptr<ExecutionRecord> record,
               std::function<void()> changed);

    enum class Next {
        Continue,
        Finished,       ///< the observer knows; what is left is to close the channel, see takeCommand()
        ChannelRefused, ///< nothing was sent: the record may be used again, see takeRecord()
        BeginAgain,     ///< the same, because sudo has lost its patience, or the command has changed
    };
    /// The other commands on the connection.
    struct Neighbours
    {
        bool exist = false;
        bool areBeingStopped = false; ///< one of them, on a channel that will be free
    };
    /// To be called whenever the session has read something or a time has come.
    Next advance(Neighbours neighbours);
    bool awaitsReceipt() const { return m_groupStop && !m_receipt; }
    /// The host is looking for its processes, or will be: a new neighbour could be taken for it.
    bool isBeingStopped() const { return awaitsReceipt() || m_retry.isActive(); }

    void stop() { beginToStop(StopReason::Person); }

    bool isAside() const { return m_record->isAside(); }
    /// It stood aside until a person had given sudo's password. False: it doesn't wait for this.
    bool mayGoOn(const QByteArray &command);

    /// The connection has ended. Returns the record if the command was never sent, so that it may be used
    /// again.
    std::unique_ptr<ExecutionRecord> connectionLost(const QString &detail);

    /// Ends at once: Cancelled if the command was never sent, else StopUnverified.
    void shutDown();

    ExecutionId id() const { return m_record->id(); }
    const ExecutionRecord &record() const { return *m_record; }
    /// Whoever writes its output down can't keep up.
    bool hasToPause() const { return wasSent() && m_record->hasToPause(); }
    /// Nothing is read for now: output waits, and so do the limits that only listening can keep.
    void hold();
    void goOn();
    /// Whether the command may have run. One that sudo keeps waiting has not.
    bool wasSent() const { return m_stage != Stage::Opening && !(m_sudo && m_sudo->isHarmless()); }
    std::unique_ptr<ExecutionRecord> takeRecord() { return std::move(m_record); }
    std::unique_ptr<RemoteCommand> takeCommand() { return std::move(m_command); }
    /// The one that stopped it; null if there is none.
    std::unique_ptr<RemoteCommand> takeStopCommand();

private:
    enum class Stage { Opening, Sending, Running };
    enum class StopReason { Person, LogInLimit, StepLimit, SilenceLimit, InputFailed };

    Next open();
    Next execute();
    Next follow();
    void commandWasSent();
    void commandBegan();
    bool isBecoming() const { return m_sudo && !m_sudo->hasBegun(); }
    void limitLogIn();
    void listenToSudo(RemoteCommand::Chunk &chunk);
    void askForPassword();
    void passwordAnswered(const trust::LogInAnswer &answer);
    void givePassword();
    void refuse(base::Error error);
    Next followQuestion();
    void sendInput();
    void deliverOutput();
    void deliver(RemoteCommand::Chunk chunk);
    void watchSilence();
    void watchLingering();
    void channelTookTooLong();
    void beginToStop(StopReason reason);
    void stopProcesses();
    void beginGroupStop();
    void tryGroupStopAgain();
    void limitStop();
    Next followStop();
    void takeReceipt();
    void stopBySignals();
    void sendTerm();
    void graceIsOver();
    Next finish(model::AttemptResult result);
    Next finishStopped(bool isGone);
    model::AttemptResult resultOfExit() const;
    model::AttemptResult resultOfLimit() const;

    Surroundings &m_surroundings;
    SshConnection &m_connection;
    std::unique_ptr<ExecutionRecord> m_record;
    std::unique_ptr<SudoDialogue> m_sudo; ///< null: the command needs none
    std::unique_ptr<RemoteCommand> m_command;
    std::unique_ptr<InputSource> m_input; ///< null: it has found its end
    const std::function<void()> m_changed;

    Stage m_stage = Stage::Opening;
    trust::Credentials::Request m_question; ///< while a person is asked for sudo's password
    bool m_isAsking = false;                ///< the same, and until it may go on
    bool m_beginsAgain = false;
    std::optional<base::Error> m_refusal; ///< why sudo gets no password
    std::optional<StopReason> m_stopping;
    std::unique_ptr<GroupStop> m_groupStop;
    std::optional<GroupStop::Answer> m_receipt; ///< never Pending
    Neighbours m_neighbours;
    std::optional<base::Instant> m_refused; ///< no channel was left for the receipt since then
    bool m_isHeld = false;
    bool m_termWasSent = false;
    bool m_killWasSent = false;
    bool m_givenUp = false;  ///< the process could not be stopped for certain
    bool m_lingered = false; ///< it has exited, and nothing more is expected
    base::Instant m_lastOutput{};
    std::optional<base::Instant> m_exitTime;

    Timer m_limit; ///< opening the channel, then sudo, then the step
    Timer m_silence;
    Timer m_grace;       ///< stopping
    Timer m_lingering;   ///< after the exit
    Timer m_retry;       ///< of the group's stop
    Receiver m_receiver; ///< last: what comes for us is dropped before anything else is gone
};

} // namespace regatta::transport::libssh
