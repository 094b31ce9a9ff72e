#pragma once

#include "core/transport/copy/sftp_copy.h"
#include "core/transport/libssh/channel_user.h"
#include "core/transport/libssh/surroundings.h"
#include "core/transport/progress_pace.h"

namespace regatta::transport::libssh {

/// A copy over SFTP, and a second channel for checksums while one is asked for. Its timers only change what
/// advance() will find, and then call `changed`.
class CopyRun final : public ChannelUser
{
public:
    CopyRun(Surroundings &surroundings, SshConnection &connection, std::unique_ptr<ExecutionRecord> record,
            std::function<void()> changed);

    Next advance(Neighbours neighbours) override;
    bool awaitsReceipt() const override { return false; }
    bool isBeingStopped() const override { return false; }
    void stop() override { beginToStop(StopReason::Person); }
    std::unique_ptr<ExecutionRecord> connectionLost(const QString &detail) override;
    void shutDown() override;
    const ExecutionRecord &record() const override { return *m_record; }
    bool hasToPause() const override { return false; }
    void hold() override;
    void goOn() override;
    std::unique_ptr<ExecutionRecord> takeRecord() override { return std::move(m_record); }
    std::vector<std::unique_ptr<RemoteCommand>> takeChannels() override;

private:
    enum class Stage { Opening, Requesting, Talking };
    enum class StopReason { Person, StepLimit, SilenceLimit };

    copy::OpenFiles openFiles();
    Next open();
    Next request();
    Next talk();
    void hear();
    bool send();
    void followChecksums();
    bool advanceSum();
    void limitOpening();
    void startLimits();
    void watchSilence();
    void beginToStop(StopReason reason);
    void cutOff(const base::Error &error);
    void report(base::Instant time, bool isLast);
    Next finish(model::AttemptResult result);
    Next finishStopped(const QString &leftOver);
    model::AttemptResult resultOf(const base::Expected<void> &copied) const;

    Surroundings &m_surroundings;
    SshConnection &m_connection;
    std::unique_ptr<ExecutionRecord> m_record;
    std::unique_ptr<RemoteCommand> m_channel;
    const std::function<void()> m_changed;
    copy::SftpCopy m_copy;

    Stage m_stage = Stage::Opening;
    std::optional<StopReason> m_stopping;
    bool m_graceIsOver = false;
    bool m_isHeld = false;
    base::Instant m_lastHeard{};
    ProgressPace m_pace;

    /// A command for checksums.
    struct Sum
    {
        std::unique_ptr<RemoteCommand> command;
        bool isOpen = false;
        bool wasSent = false;
        QByteArray output;
    };
    std::optional<Sum> m_sum;
    std::vector<std::unique_ptr<RemoteCommand>> m_spent; ///< to be closed

    Timer m_limit; ///< opening the channel, then the step
    Timer m_silence;
    Timer m_grace;       ///< stopping
    Receiver m_receiver; ///< last: what comes for us is dropped before anything else is gone
};

} // namespace regatta::transport::libssh
