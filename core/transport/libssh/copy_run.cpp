#include "core/transport/libssh/copy_run.h"

namespace regatta::transport::libssh {

using base::ErrorCode;
using model::Outcome;
using model::TaskState;

namespace {

using namespace std::chrono_literals;

/// libssh queues the whole window of one write: no more than a message at a time, and only while the socket
/// takes it.
constexpr qsizetype longestWrite = 32 * 1024;
constexpr int writesPerTurn = 8;

/// 64 sums with the longest paths, and what a start-up file prints.
constexpr qsizetype longestSums = 1024 * 1024;

} // namespace

CopyRun::CopyRun(Surroundings &surroundings, SshConnection &connection,
                 std::unique_ptr<ExecutionRecord> record, std::function<void()> changed)
    : m_surroundings(surroundings)
    , m_connection(connection)
    , m_record(std::move(record))
    , m_channel(std::make_unique<RemoteCommand>(
          connection, RemoteCommand::Request{.commandLine = "sftp", .hasInput = true, .isSubsystem = true}))
    , m_changed(std::move(changed))
    , m_copy(*m_record->execution().copy, copy::Checksums::Method::Command, openFiles())
    , m_limit(surroundings.reactor)
    , m_silence(surroundings.reactor)
    , m_grace(surroundings.reactor)
    , m_receiver(surroundings.reactor)
{
    m_record->start(surroundings.reactor.now());
    limitOpening();
}

/// Whoever gives a place back may do so on another thread, or deep within another copy.
copy::OpenFiles CopyRun::openFiles()
{
    copy::OpenFiles files;
    files.ask = [this](std::function<void(copy::FilePlace)> granted) {
        m_surroundings.copiedFiles.ask(
            m_receiver.posted([this, granted = std::move(granted)](const PlaceGate::Place &place) {
                if (m_copy.awaitsPlace()) // it was not the host that kept silent
                    m_lastHeard = m_surroundings.reactor.now();
                granted(place);
                m_changed();
            }));
    };
    return files;
}

void CopyRun::limitOpening()
{
    m_limit.startIn(m_surroundings.settings.channelLimit, [this] {
        if (m_isHeld)
            return; // the answer may be there, behind output that nobody takes
        m_connection.giveUp();
        m_changed();
    });
}

CopyRun::Next CopyRun::advance(Neighbours)
{
    switch (m_stage) {
    case Stage::Opening:
        return open();
    case Stage::Requesting:
        return request();
    case Stage::Talking:
        return talk();
    }
    Q_UNREACHABLE();
}

CopyRun::Next CopyRun::open()
{
    if (m_stopping)
        return finishStopped({});
    switch (m_channel->open()) {
    case Progress::Again:
        return Next::Continue;
    case Progress::Failed:
        return m_connection.isAlive() ? Next::ChannelRefused : Next::Continue;
    case Progress::Done:
        m_stage = Stage::Requesting;
        startLimits();
        return request();
    }
    Q_UNREACHABLE();
}

void CopyRun::startLimits()
{
    const base::Instant time = m_surroundings.reactor.now();
    m_lastHeard = time;
    m_record->enter(TaskState::Running, time);
    const model::Timeouts &timeouts = m_record->execution().timeouts;
    m_limit.stop();
    if (timeouts.step > 0ms) {
        m_limit.start(time + timeouts.step, [this] {
            beginToStop(StopReason::StepLimit);
            m_changed();
        });
    }
    if (timeouts.silence > 0ms)
        watchSilence();
}

CopyRun::Next CopyRun::request()
{
    switch (m_channel->execute()) {
    case Progress::Again:
        return m_graceIsOver ? finishStopped({}) : Next::Continue;
    case Progress::Failed:
        if (!m_connection.isAlive())
            return Next::Continue;
        return finish(resultOf(base::failure(ErrorCode::SftpRefused, m_connection.errorText())));
    case Progress::Done:
        m_stage = Stage::Talking;
        return talk();
    }
    Q_UNREACHABLE();
}

CopyRun::Next CopyRun::talk()
{
    hear();
    followChecksums();
    const bool hasMore = m_copy.work();
    const bool wrote = send();
    const base::Instant time = m_surroundings.reactor.now();
    report(time, false);
    if (m_copy.hasEnded())
        return m_stopping && !m_copy.result() ? finishStopped({}) : finish(resultOf(m_copy.result()));
    if (m_graceIsOver)
        return finishStopped(m_copy.leftOver());
    if (hasMore || wrote)
        m_changed(); // in a turn of its own, after the others'
    return Next::Continue;
}

void CopyRun::hear()
{
    for (const RemoteCommand::Chunk &chunk : m_channel->takeOutput()) {
        m_lastHeard = m_surroundings.reactor.now();
        if (chunk.stream == model::OutputStream::Stdout)
            m_copy.feed(chunk.bytes);
    }
    if (m_channel->isClosed() && !m_copy.hasEnded())
        m_copy.serverClosed();
}

/// True: the window and the socket may take more at once.
bool CopyRun::send()
{
    for (int i = 0; i < writesPerTurn; ++i) {
        if (!m_copy.hasToSend() || m_connection.wantsToWrite())
            return false;
        const QByteArrayView bytes = m_copy.toSend();
        const qsizetype taken = m_channel->write(bytes.first(std::min(bytes.size(), longestWrite)));
        if (taken <= 0)
            return false;
        m_copy.sent(taken);
    }
    return true;
}

void CopyRun::followChecksums()
{
    std::erase_if(m_spent, [](const auto &command) { return command->close() != Progress::Again; });
    if (!m_sum) {
        const auto command = m_copy.checksums().takeCommand();
        if (!command)
            return;
        m_sum = Sum{std::make_unique<RemoteCommand>(m_connection, RemoteCommand::Request{*command})};
    }
    if (!advanceSum())
        return;
    Sum sum = *std::exchange(m_sum, std::nullopt);
    m_spent.push_back(std::move(sum.command));
    m_lastHeard = m_surroundings.reactor.now();
    m_copy.checksums().commandEnded(sum.wasSent ? std::optional(sum.output) : std::nullopt);
    m_changed(); // there may be another one
}

/// True: it has ended, or could not be run.
bool CopyRun::advanceSum()
{
    const auto hasFailed = [](Progress progress) { return progress == Progress::Failed; };
    if (!m_sum->isOpen) {
        const Progress opened = m_sum->command->open();
        m_sum->isOpen = opened == Progress::Done;
        if (!m_sum->isOpen)
            return hasFailed(opened);
    }
    if (!m_sum->wasSent) {
        const Progress sent = m_sum->command->execute();
        m_sum->wasSent = sent == Progress::Done;
        if (!m_sum->wasSent)
            return hasFailed(sent);
    }
    for (const RemoteCommand::Chunk &chunk : m_sum->command->takeOutput()) {
        if (chunk.stream == model::OutputStream::Stdout)
            m_sum->output += chunk.bytes;
    }
    return m_sum->command->isClosed() || m_sum->output.size() > longestSums;
}

void CopyRun::hold()
{
    m_isHeld = true;
    m_channel->hold();
    if (m_sum)
        m_sum->command->hold();
}

void CopyRun::goOn()
{
    m_isHeld = false;
    m_channel->release();
    if (m_sum)
        m_sum->command->release();
    // That nothing came was our doing.
    if (m_stage == Stage::Opening)
        limitOpening();
    m_lastHeard = m_surroundings.reactor.now();
}

void CopyRun::watchSilence()
{
    const auto limit = m_record->execution().timeouts.silence;
    m_silence.start(m_lastHeard + limit, [this, limit] {
        const base::Instant time = m_surroundings.reactor.now();
        // It is us who don't listen or ask for nothing, or the host adds up a large file.
        if (m_isHeld || m_sum || m_copy.awaitsPlace())
            m_lastHeard = time;
        if (time - m_lastHeard < limit)
            return watchSilence();
        beginToStop(StopReason::SilenceLimit);
        m_changed();
    });
}

void CopyRun::beginToStop(StopReason reason)
{
    if (m_stopping)
        return;
    m_stopping = reason;
    m_limit.stop();
    m_silence.stop();
    if (m_stage == Stage::Opening)
        return;
    m_record->enter(TaskState::Stopping, m_surroundings.reactor.now());
    m_copy.stop({ErrorCode::Cancelled, {}});
    m_grace.startIn(m_surroundings.settings.stopGrace, [this] {
        m_graceIsOver = true;
        m_changed();
    });
}

/// What is on this machine is removed at once; the host can't be told any more.
void CopyRun::cutOff(const base::Error &error)
{
    m_copy.serverEnded(error);
    while (m_copy.work()) {
    }
}

std::unique_ptr<ExecutionRecord> CopyRun::connectionLost(const QString &detail)
{
    if (m_stage == Stage::Opening) {
        if (m_stopping)
            finishStopped({});
        return m_stopping ? nullptr : takeRecord();
    }
    const QString leftOver = m_copy.leftOver();
    cutOff({ErrorCode::ConnectionLost, detail});
    if (m_stopping)
        finishStopped(leftOver);
    else
        finish(resultOf(base::failure(ErrorCode::ConnectionLost, detail)));
    return nullptr;
}

void CopyRun::shutDown()
{
    m_stopping = StopReason::Person;
    const QString leftOver = m_copy.leftOver();
    cutOff({ErrorCode::Cancelled, {}});
    finishStopped(leftOver);
}

std::vector<std::unique_ptr<RemoteCommand>> CopyRun::takeChannels()
{
    std::vector<std::unique_ptr<RemoteCommand>> channels = std::move(m_spent);
    channels.push_back(std::move(m_channel));
    if (m_sum)
        channels.push_back(std::move(m_sum->command));
    return channels;
}

void CopyRun::report(base::Instant time, bool isLast)
{
    if (m_pace.isDue(m_copy.progress(), time, isLast))
        m_record->progress(m_copy.progress(), time);
}

CopyRun::Next CopyRun::finish(model::AttemptResult result)
{
    m_limit.stop();
    m_silence.stop();
    m_grace.stop();
    const base::Instant time = m_surroundings.reactor.now();
    report(time, true);
    m_record->finish(std::move(result), time);
    return Next::Finished;
}

/// `leftOver`: what may still be on the host.
CopyRun::Next CopyRun::finishStopped(const QString &leftOver)
{
    model::AttemptResult result;
    switch (*m_stopping) {
    case StopReason::StepLimit:
        result.outcome = Outcome::TimedOut;
        result.error = base::Error{ErrorCode::StepTimedOut, leftOver};
        break;
    case StopReason::SilenceLimit:
        result.outcome = Outcome::TimedOut;
        result.error = base::Error{ErrorCode::SilenceTimedOut, leftOver};
        break;
    case StopReason::Person:
        const bool isGone = leftOver.isEmpty();
        result.outcome = isGone ? Outcome::Cancelled : Outcome::StopUnverified;
        result.error = base::Error{isGone ? ErrorCode::Cancelled : ErrorCode::StopUnverified, leftOver};
        break;
    }
    return finish(std::move(result));
}

model::AttemptResult CopyRun::resultOf(const base::Expected<void> &copied) const
{
    model::AttemptResult result;
    if (copied) {
        result.outcome = Outcome::Succeeded;
        return result;
    }
    result.outcome =
        copied.error().code == ErrorCode::ConnectionLost ? Outcome::ConnectionLost : Outcome::CommandFailed;
    result.error = copied.error();
    return result;
}

} // namespace regatta::transport::libssh
