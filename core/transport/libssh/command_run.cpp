#include "core/transport/libssh/command_run.h"

namespace regatta::transport::libssh {

using base::ErrorCode;
using model::Outcome;
using model::TaskState;

namespace {

using namespace std::chrono_literals;

/// What a process has printed before its exit fits in a pipe and in SSH's window, and takes its time on a
/// slow line. After this long somebody else is printing.
constexpr auto longestLingering = 30s;

/// Between two tries to get a channel from a server that has none left.
constexpr auto channelPause = 100ms;

/// Pieces of input in one turn; then it is the others' turn.
constexpr int piecesPerTurn = 4;

std::unique_ptr<SudoDialogue> sudoFor(const Execution &execution)
{
    return execution.become.isEmpty()
               ? nullptr
               : std::make_unique<SudoDialogue>(execution.become, execution.command, execution.hasPty);
}

RemoteCommand::Request requestFor(const Execution &execution, const SudoDialogue *sudo)
{
    return {sudo ? sudo->commandLine() : execution.command, execution.hasPty, execution.needsInput()};
}

model::AttemptResult failed(Outcome outcome, base::Error error)
{
    model::AttemptResult result;
    result.outcome = outcome;
    result.error = std::move(error);
    return result;
}

} // namespace

CommandRun::CommandRun(Surroundings &surroundings, SshConnection &connection,
                       std::unique_ptr<ExecutionRecord> record, std::function<void()> changed)
    : m_surroundings(surroundings)
    , m_connection(connection)
    , m_record(std::move(record))
    , m_sudo(sudoFor(m_record->execution()))
    , m_command(std::make_unique<RemoteCommand>(connection, requestFor(m_record->execution(), m_sudo.get())))
    , m_input(m_record->execution().needsInput() ? std::make_unique<InputSource>(m_record->execution().input)
                                                 : nullptr)
    , m_changed(std::move(changed))
    , m_limit(surroundings.reactor)
    , m_silence(surroundings.reactor)
    , m_grace(surroundings.reactor)
    , m_lingering(surroundings.reactor)
    , m_retry(surroundings.reactor)
    , m_receiver(surroundings.reactor)
{
    m_record->start(surroundings.reactor.now());
    m_limit.startIn(surroundings.settings.channelLimit, [this] { channelTookTooLong(); });
}

CommandRun::Next CommandRun::advance(Neighbours neighbours)
{
    m_neighbours = neighbours;
    switch (m_stage) {
    case Stage::Opening:
        return open();
    case Stage::Sending:
        return execute();
    case Stage::Running:
        return follow();
    }
    Q_UNREACHABLE();
}

CommandRun::Next CommandRun::open()
{
    if (m_stopping)
        return finishStopped(true);
    switch (m_command->open()) {
    case Progress::Again:
        return Next::Continue;
    case Progress::Failed:
        return m_connection.isAlive() ? Next::ChannelRefused : Next::Continue;
    case Progress::Done:
        commandWasSent();
        return execute();
    }
    Q_UNREACHABLE();
}

void CommandRun::commandWasSent()
{
    m_stage = Stage::Sending;
    m_limit.stop();
    if (!m_sudo)
        return commandBegan();
    m_record->enter(TaskState::Authenticating, m_surroundings.reactor.now());
    limitLogIn();
}

void CommandRun::commandBegan()
{
    const base::Instant time = m_surroundings.reactor.now();
    m_lastOutput = time;
    m_limit.stop();
    if (m_stopping)
        return;
    m_record->becomePassword = {};
    m_record->enter(TaskState::Running, time);
    const model::Timeouts &timeouts = m_record->execution().timeouts;
    if (timeouts.step > 0ms) {
        m_limit.start(time + timeouts.step, [this] {
            beginToStop(StopReason::StepLimit);
            m_changed();
        });
    }
    if (timeouts.silence > 0ms)
        watchSilence();
}

CommandRun::Next CommandRun::execute()
{
    switch (m_command->execute()) {
    case Progress::Again:
        break;
    case Progress::Failed:
        if (m_connection.isAlive())
            return finish(failed(Outcome::CommandFailed, {ErrorCode::ExecRefused, m_connection.errorText()}));
        return Next::Continue;
    case Progress::Done:
        m_stage = Stage::Running;
        if (m_stopping)
            stopProcesses();
        break;
    }
    return follow();
}

CommandRun::Next CommandRun::follow()
{
    deliverOutput();
    if (m_isAsking || m_beginsAgain || m_refusal)
        return followQuestion();
    if (m_command->hasExited() && !m_exitTime) {
        m_exitTime = m_surroundings.reactor.now();
        m_limit.stop();
        m_silence.stop();
        watchLingering();
    }
    if (m_stopping)
        return followStop();
    if (m_command->isClosed() || m_lingered)
        return finish(resultOfExit());
    sendInput();
    return Next::Continue;
}

CommandRun::Next CommandRun::followStop()
{
    takeReceipt();
    if (m_givenUp && !m_receipt)
        return finishStopped(m_command->hasExited());
    if (awaitsReceipt() || m_retry.isActive())
        return Next::Continue;
    if (m_receipt == GroupStop::Answer::Remains)
        return finishStopped(false);
    const bool isGone = m_receipt == GroupStop::Answer::Gone;
    if (m_command->isClosed() || m_lingered || m_givenUp)
        return finishStopped(isGone || m_command->hasExited());
    return Next::Continue;
}

void CommandRun::takeReceipt()
{
    if (!awaitsReceipt())
        return;
    const GroupStop::Answer answer = m_groupStop->advance();
    switch (answer) {
    case GroupStop::Answer::Pending:
        return;
    case GroupStop::Answer::Refused:
        m_groupStop.reset();
        return tryGroupStopAgain();
    case GroupStop::Answer::Unknown:
        m_receipt = answer;
        return stopBySignals();
    case GroupStop::Answer::Gone:
    case GroupStop::Answer::Remains:
        m_receipt = answer;
        // What is still to come is on its way.
        m_grace.startIn(m_surroundings.settings.killGrace, [this] { graceIsOver(); });
        return;
    }
}

void CommandRun::sendInput()
{
    if (!m_input || isBecoming() || m_exitTime)
        return;
    for (int pieces = 0; !m_connection.wantsToWrite(); ++pieces) {
        if (pieces == piecesPerTurn)
            return m_changed();
        const QByteArrayView piece = m_input->next();
        if (m_input->hasFailed()) {
            beginToStop(StopReason::InputFailed);
            return m_changed();
        }
        if (piece.isEmpty()) {
            m_command->endInput(m_input->isAtLineStart());
            m_input.reset();
            return;
        }
        const qsizetype taken = m_command->write(piece);
        if (taken <= 0)
            return; // until the server opens the window again
        m_input->take(taken);
    }
}

void CommandRun::hold()
{
    m_isHeld = true;
    m_command->hold();
}

void CommandRun::goOn()
{
    m_isHeld = false;
    m_command->release();
    // That nothing came was our doing.
    if (m_stage == Stage::Opening)
        m_limit.startIn(m_surroundings.settings.channelLimit, [this] { channelTookTooLong(); });
    m_lastOutput = m_surroundings.reactor.now();
    if (m_exitTime)
        m_exitTime = m_lastOutput;
}

void CommandRun::deliverOutput()
{
    for (RemoteCommand::Chunk &chunk : m_command->takeOutput()) {
        if (isBecoming())
            listenToSudo(chunk);
        deliver(std::move(chunk));
    }
}

void CommandRun::deliver(RemoteCommand::Chunk chunk)
{
    m_lastOutput = m_surroundings.reactor.now();
    m_record->output(chunk.stream, std::move(chunk.bytes), m_lastOutput);
}

void CommandRun::watchSilence()
{
    m_silence.start(m_lastOutput + m_record->execution().timeouts.silence, [this] {
        const base::Instant time = m_surroundings.reactor.now();
        if (m_isHeld)
            m_lastOutput = time; // it is us who don't listen
        if (time - m_lastOutput < m_record->execution().timeouts.silence)
            return watchSilence();
        beginToStop(StopReason::SilenceLimit);
        m_changed();
    });
}

void CommandRun::watchLingering()
{
    const base::Instant quiet = std::max(*m_exitTime, m_lastOutput) + m_surroundings.settings.lingerGrace;
    m_lingering.start(quiet, [this] {
        const base::Instant time = m_surroundings.reactor.now();
        if (m_isHeld)
            m_exitTime = m_lastOutput = time;
        const bool isQuiet =
            time - std::max(*m_exitTime, m_lastOutput) >= m_surroundings.settings.lingerGrace;
        if (!isQuiet && time - *m_exitTime < longestLingering)
            return watchLingering();
        m_lingered = true;
        m_changed();
    });
}

void CommandRun::channelTookTooLong()
{
    if (m_isHeld)
        return; // the answer may be there, behind output that nobody takes
    m_connection.giveUp();
    m_changed();
}

void CommandRun::beginToStop(StopReason reason)
{
    if (m_stopping || m_exitTime)
        return;
    m_stopping = reason;
    m_limit.stop();
    m_silence.stop();
    if (!wasSent())
        return;
    m_record->enter(TaskState::Stopping, m_surroundings.reactor.now());
    if (m_stage == Stage::Running)
        stopProcesses();
    else
        limitStop();
}

void CommandRun::stopProcesses()
{
    if (m_isHeld)
        stopBySignals(); // the receipt would wait behind output that nobody takes
    else
        beginGroupStop();
}

void CommandRun::beginGroupStop()
{
    GroupStop::Command command{m_record->execution().command, !m_neighbours.exist};
    if (m_sudo)
        command.sudoToken = m_sudo->token();
    m_groupStop = std::make_unique<GroupStop>(m_connection, command, m_surroundings.settings.stopGrace);
    limitStop();
}

/// The server has no channel for it now, but those that stop its neighbours will be free.
void CommandRun::tryGroupStopAgain()
{
    const base::Instant time = m_surroundings.reactor.now();
    if (!m_refused || m_neighbours.areBeingStopped)
        m_refused = time;
    if (time - *m_refused > m_surroundings.settings.receiptGrace)
        return stopBySignals();
    m_retry.startIn(channelPause, [this] {
        m_retry.stop();
        beginGroupStop();
        m_changed();
    });
}

void CommandRun::limitStop()
{
    const LibSshSettings &settings = m_surroundings.settings;
    m_grace.startIn(settings.stopGrace + settings.killGrace + settings.receiptGrace, [this] {
        m_givenUp = true;
        m_changed();
    });
}

/// The server answers no signal request, so success shows only in the exit that follows.
void CommandRun::stopBySignals()
{
    sendTerm();
    m_grace.startIn(m_surroundings.settings.stopGrace, [this] { graceIsOver(); });
}

void CommandRun::sendTerm()
{
    if (!std::exchange(m_termWasSent, true))
        m_command->sendSignal("TERM");
}

void CommandRun::graceIsOver()
{
    if (m_termWasSent && !std::exchange(m_killWasSent, true)) {
        m_command->sendSignal("KILL");
        m_grace.startIn(m_surroundings.settings.killGrace, [this] { graceIsOver(); });
    } else {
        m_givenUp = true;
    }
    m_changed();
}

std::unique_ptr<ExecutionRecord> CommandRun::connectionLost(const QString &detail)
{
    if (!wasSent()) {
        if (m_stopping)
            finishStopped(true);
        return m_stopping ? nullptr : takeRecord();
    }
    deliverOutput();
    if (m_stopping) {
        finishStopped(m_receipt == GroupStop::Answer::Gone || m_command->hasExited());
    } else if (m_command->hasExited()) {
        finish(resultOfExit());
    } else {
        finish(failed(Outcome::ConnectionLost, {ErrorCode::ConnectionLost, detail}));
    }
    return nullptr;
}

void CommandRun::shutDown()
{
    m_stopping = StopReason::Person;
    if (m_stage == Stage::Running)
        sendTerm();
    finishStopped(!wasSent());
}

CommandRun::Next CommandRun::finish(model::AttemptResult result)
{
    m_limit.stop();
    m_silence.stop();
    m_grace.stop();
    m_lingering.stop();
    m_retry.stop();
    m_command->release();
    deliverOutput();
    m_record->finish(std::move(result), m_surroundings.reactor.now());
    return Next::Finished;
}

std::vector<std::unique_ptr<RemoteCommand>> CommandRun::takeChannels()
{
    std::vector<std::unique_ptr<RemoteCommand>> channels;
    channels.push_back(std::move(m_command));
    if (m_groupStop)
        channels.push_back(m_groupStop->takeCommand());
    return channels;
}

CommandRun::Next CommandRun::finishStopped(bool isGone)
{
    if (*m_stopping != StopReason::Person)
        return finish(resultOfLimit());
    model::AttemptResult result;
    result.outcome = isGone ? Outcome::Cancelled : Outcome::StopUnverified;
    const QString remaining = m_groupStop ? m_groupStop->remaining() : QString();
    result.error = base::Error{isGone ? ErrorCode::Cancelled : ErrorCode::StopUnverified, remaining};
    if (m_command->exitSignal())
        result.signal = *m_command->exitSignal();
    return finish(std::move(result));
}

model::AttemptResult CommandRun::resultOfExit() const
{
    model::AttemptResult result;
    if (isBecoming()) {
        result.outcome = Outcome::AuthenticationFailed;
        result.error = m_refusal.value_or(m_sudo->error());
    } else if (m_command->exitSignal()) {
        result.outcome = Outcome::CommandFailed;
        result.signal = *m_command->exitSignal();
    } else if (m_command->exitStatus()) {
        result.exitCode = m_command->exitStatus();
        result.outcome = *result.exitCode == 0 ? Outcome::Succeeded : Outcome::CommandFailed;
    } else {
        result.outcome = Outcome::CommandFailed;
        result.error = base::Error{ErrorCode::NoExitStatus, {}};
    }
    return result;
}

model::AttemptResult CommandRun::resultOfLimit() const
{
    switch (*m_stopping) {
    case StopReason::LogInLimit:
        return failed(Outcome::AuthenticationFailed, {ErrorCode::LogInTimedOut, m_sudo->lastWords()});
    case StopReason::InputFailed:
        return failed(Outcome::CommandFailed, m_input->error());
    case StopReason::SilenceLimit:
        return failed(Outcome::TimedOut, {ErrorCode::SilenceTimedOut, {}});
    case StopReason::Person:
    case StopReason::StepLimit:
        break;
    }
    return failed(Outcome::TimedOut, {ErrorCode::StepTimedOut, {}});
}

} // namespace regatta::transport::libssh
