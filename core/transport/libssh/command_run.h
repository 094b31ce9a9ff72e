#pragma once

#include "core/transport/input_source.h"
#include "core/transport/libssh/channel_user.h"
#include "core/transport/libssh/group_stop.h"
#include "core/transport/libssh/surroundings.h"
#include "core/transport/sudo_dialogue.h"
#include "core/trust/credentials.h"

namespace regatta::transport::libssh {

/// A command: channel, sudo, input, output, end, time limits and stopping. Its timers only change what
/// advance() will find, and then call `changed`.
class CommandRun final : public ChannelUser
{
public:
    CommandRun(Surroundings &surroundings, SshConnection &connection, std::unique_ptr<ExecutionRecord> record,
               std::function<void()> changed);

    Next advance(Neighbours neighbours) override;
    bool awaitsReceipt() const override { return m_groupStop && !m_receipt; }
    bool isBeingStopped() const override { return awaitsReceipt() || m_retry.isActive(); }
    void stop() override { beginToStop(StopReason::Person); }
    bool mayGoOn(const QByteArray &command) override;
    std::unique_ptr<ExecutionRecord> connectionLost(const QString &detail) override;
    void shutDown() override;
    const ExecutionRecord &record() const override { return *m_record; }
    bool hasToPause() const override { return wasSent() && m_record->hasToPause(); }
    void hold() override;
    void goOn() override;
    std::unique_ptr<ExecutionRecord> takeRecord() override { return std::move(m_record); }
    std::vector<std::unique_ptr<RemoteCommand>> takeChannels() override;

private:
    enum class Stage { Opening, Sending, Running };
    enum class StopReason { Person, LogInLimit, StepLimit, SilenceLimit, InputFailed };

    /// Whether the command may have run. One that sudo keeps waiting has not.
    bool wasSent() const { return m_stage != Stage::Opening && !(m_sudo && m_sudo->isHarmless()); }
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
