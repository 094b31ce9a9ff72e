#pragma once

#include "core/transport/libssh/channel_user.h"
#include "core/transport/libssh/group_stop.h"
#include "core/transport/libssh/surroundings.h"

namespace regatta::transport::libssh {

/// A command: channel, output, end, time limits and stopping. Its timers only change what advance() will
/// find, and then call `changed`.
class CommandRun final : public ChannelUser
{
public:
    CommandRun(Surroundings &surroundings, SshConnection &connection, std::unique_ptr<ExecutionRecord> record,
               std::function<void()> changed);

    Next advance(Neighbours neighbours) override;
    bool awaitsReceipt() const override { return m_groupStop && !m_receipt; }
    bool isBeingStopped() const override { return awaitsReceipt() || m_retry.isActive(); }
    void stop() override { beginToStop(StopReason::Person); }
    std::unique_ptr<ExecutionRecord> connectionLost(const QString &detail) override;
    void shutDown() override;
    ExecutionId id() const override { return m_record->id(); }
    const ExecutionRecord &record() const override { return *m_record; }
    bool hasToPause() const override { return wasSent() && m_record->hasToPause(); }
    void hold() override;
    void goOn() override;
    std::unique_ptr<ExecutionRecord> takeRecord() override { return std::move(m_record); }
    std::vector<std::unique_ptr<RemoteCommand>> takeChannels() override;

private:
    enum class Stage { Opening, Sending, Running };
    enum class StopReason { Person, StepLimit, SilenceLimit };

    bool wasSent() const { return m_stage != Stage::Opening; }
    Next open();
    Next execute();
    Next follow();
    void commandWasSent();
    void deliverOutput();
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
    std::unique_ptr<RemoteCommand> m_command;
    const std::function<void()> m_changed;

    Stage m_stage = Stage::Opening;
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

    Timer m_limit; ///< opening the channel, then the step
    Timer m_silence;
    Timer m_grace;     ///< stopping
    Timer m_lingering; ///< after the exit
    Timer m_retry;     ///< of the group's stop
};

} // namespace regatta::transport::libssh
