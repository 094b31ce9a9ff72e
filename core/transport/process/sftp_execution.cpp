#include "core/transport/process/sftp_execution.h"

#include "core/transport/process/arm.h"
#include "core/transport/process/process_group.h"

#include <csignal>
#include <utility>

namespace regatta::transport::process {

using namespace std::chrono_literals;
using base::ErrorCode;
using model::Outcome;
using model::TaskState;

namespace {

/// For the host to remove what was begun.
constexpr auto stopGrace = 5s;

/// Of standard error, its end: enough for a verdict.
constexpr qsizetype farewellSize = 1024;

} // namespace

SftpExecution::SftpExecution(Execution execution, std::unique_ptr<Interpreter> interpreter)
    : m_execution(std::move(execution))
    , m_interpreter(std::move(interpreter))
    , m_child(std::make_unique<ChildProcess>())
    , m_copy(*m_execution.copy, copy::Checksums::Method::Reading, {.most = mostFilesOfACopy})
{
    for (QTimer *timer :
         {&m_connectTimer, &m_logInTimer, &m_stepTimer, &m_silenceTimer, &m_graceTimer, &m_turn})
        timer->setSingleShot(true);
    connect(&m_connectTimer, &QTimer::timeout, this, [this] { end(Ending::ConnectTimedOut); });
    connect(&m_logInTimer, &QTimer::timeout, this, [this] { end(Ending::LogInTimedOut); });
    connect(&m_stepTimer, &QTimer::timeout, this, [this] { end(Ending::StepTimedOut); });
    connect(&m_silenceTimer, &QTimer::timeout, this, &SftpExecution::silenceTimerFired);
    connect(&m_graceTimer, &QTimer::timeout, this, [this] { finishEnded(m_copy.leftOver()); });
    connect(&m_turn, &QTimer::timeout, this, &SftpExecution::goOn);
    listenToChild();
}

SftpExecution::~SftpExecution() = default;

void SftpExecution::listenToChild()
{
    connect(m_child.get(), &ChildProcess::exited, this, &SftpExecution::childExited);
    connect(m_child.get(), &ChildProcess::failed, this,
            [this](const base::Error &error) { finish(Outcome::InternalError, error); });
    connect(&m_child->log(), &PipeReader::read, this, [this](const QByteArray &bytes) {
        m_interpreter->readLog(bytes);
        followPhase();
    });
    connect(&m_child->errors(), &PipeReader::read, this, [this](const QByteArray &bytes) {
        m_errors = (m_errors + bytes.right(farewellSize)).right(farewellSize);
    });
    connect(&m_child->output(), &PipeReader::read, this, &SftpExecution::hear);
    connect(&m_child->input(), &PipeWriter::writable, this, &SftpExecution::goOn);
}

void SftpExecution::begin()
{
    const base::Instant now = m_clock.now();
    m_times.started = now;
    enter(TaskState::Connecting, now);
    if (m_execution.timeouts.connectLimit() > 0ms)
        arm(m_connectTimer, m_execution.timeouts.connectLimit());
    m_child->start(m_interpreter->command());
    for (PipeReader *reader : {&m_child->log(), &m_child->output(), &m_child->errors()})
        reader->setPaused(false);
}

void SftpExecution::enter(TaskState state, base::Instant time)
{
    m_execution.observer->stateChanged(m_execution.id, state, time);
}

void SftpExecution::followPhase()
{
    const TaskState phase = m_interpreter->phase();
    if (m_isOver || phase == TaskState::Connecting)
        return;
    const base::Instant now = m_clock.now();
    const bool isEnding = m_ending != Ending::ByItself;
    m_connectTimer.stop();
    if (!std::exchange(m_hasArrived, true))
        Q_EMIT arrived(m_execution.id);
    if (phase == TaskState::Authenticating && !m_times.authenticating && !isEnding) {
        m_times.authenticating = now;
        enter(phase, now);
        if (m_execution.timeouts.logIn > 0ms)
            arm(m_logInTimer, m_execution.timeouts.logIn);
    }
    if (phase == TaskState::Running && !m_times.running && !isEnding)
        copyBegins(now);
}

void SftpExecution::copyBegins(base::Instant time)
{
    m_logInTimer.stop();
    m_times.running = time;
    m_lastHeard = time;
    enter(TaskState::Running, time);
    if (m_execution.timeouts.step > 0ms)
        arm(m_stepTimer, m_execution.timeouts.step);
    if (m_execution.timeouts.silence > 0ms)
        arm(m_silenceTimer, m_execution.timeouts.silence);
    goOn();
}

void SftpExecution::hear(const QByteArray &bytes)
{
    // The program logs that it asks for SFTP before the server can answer: look there first.
    if (!m_times.running)
        m_child->log().drain(PipeReader::wholePipe);
    if (m_isOver)
        return;
    m_lastHeard = m_clock.now();
    m_copy.feed(bytes);
    goOn();
}

void SftpExecution::goOn()
{
    if (m_isOver || !m_times.running)
        return;
    const bool hasMore = m_copy.work();
    send();
    const base::Instant now = m_clock.now();
    if (m_pace.isDue(m_copy.progress(), now, m_copy.hasEnded()))
        m_execution.observer->progressed(m_execution.id, m_copy.progress(), now);
    if (m_copy.hasEnded())
        finishCopy();
    else if (hasMore)
        m_turn.start(0);
}

void SftpExecution::send()
{
    while (m_copy.hasToSend()) {
        const qsizetype taken = m_child->input().write(m_copy.toSend());
        if (taken <= 0)
            return;
        m_copy.sent(taken);
    }
}

void SftpExecution::silenceTimerFired()
{
    const base::Duration left = m_lastHeard + m_execution.timeouts.silence - m_clock.now();
    if (left > base::Duration::zero())
        arm(m_silenceTimer, left);
    else
        end(Ending::SilenceTimedOut);
}

void SftpExecution::childExited(const ChildProcess::Exit &exit)
{
    for (PipeReader *reader : {&m_child->log(), &m_child->errors(), &m_child->output()})
        reader->drain(PipeReader::wholePipe);
    if (m_isOver)
        return;
    const QString leftOver = m_copy.leftOver();
    const Verdict verdict = m_interpreter->judge(exit, m_errors);
    const base::Error error = verdict.error.value_or(base::Error{ErrorCode::SftpRefused, {}});
    m_copy.serverEnded(error);
    while (m_copy.work()) {
    }
    if (m_ending != Ending::ByItself)
        return finishEnded(leftOver);
    if (!m_times.running)
        return finish(verdict.outcome, verdict.error);
    if (verdict.error && verdict.error->code == ErrorCode::NoExitStatus)
        return finish(Outcome::ConnectionLost, base::Error{ErrorCode::ConnectionLost, {}});
    const bool isLost = verdict.outcome == Outcome::ConnectionLost;
    finish(isLost ? Outcome::ConnectionLost : Outcome::CommandFailed, error);
}

void SftpExecution::stop()
{
    end(Ending::Stopped);
}

void SftpExecution::end(Ending ending)
{
    if (m_isOver || m_ending != Ending::ByItself)
        return;
    m_ending = ending;
    for (QTimer *timer : {&m_connectTimer, &m_logInTimer, &m_stepTimer, &m_silenceTimer})
        timer->stop();
    enter(TaskState::Stopping, m_clock.now());
    if (!m_times.running)
        return finishEnded({});
    m_graceTimer.start(stopGrace);
    m_copy.stop({ErrorCode::Cancelled, {}});
    m_turn.start(0);
}

void SftpExecution::finishCopy()
{
    const base::Expected<void> &result = m_copy.result();
    if (result)
        return finish(Outcome::Succeeded, std::nullopt);
    if (m_ending != Ending::ByItself)
        return finishEnded({});
    finish(Outcome::CommandFailed, result.error());
}

/// `leftOver`: what may still be on the host.
void SftpExecution::finishEnded(const QString &leftOver)
{
    switch (m_ending) {
    case Ending::ConnectTimedOut:
        return finish(Outcome::Unreachable, base::Error{ErrorCode::ConnectTimedOut, {}});
    case Ending::LogInTimedOut:
        return finish(Outcome::AuthenticationFailed, base::Error{ErrorCode::LogInTimedOut, {}});
    case Ending::StepTimedOut:
        return finish(Outcome::TimedOut, base::Error{ErrorCode::StepTimedOut, leftOver});
    case Ending::SilenceTimedOut:
        return finish(Outcome::TimedOut, base::Error{ErrorCode::SilenceTimedOut, leftOver});
    case Ending::ByItself:
    case Ending::Stopped:
        break;
    }
    if (leftOver.isEmpty())
        finish(Outcome::Cancelled, base::Error{ErrorCode::Cancelled, {}});
    else
        finish(Outcome::StopUnverified, base::Error{ErrorCode::StopUnverified, leftOver});
}

void SftpExecution::finish(Outcome outcome, std::optional<base::Error> error)
{
    if (std::exchange(m_isOver, true))
        return;
    for (QTimer *timer :
         {&m_connectTimer, &m_logInTimer, &m_stepTimer, &m_silenceTimer, &m_graceTimer, &m_turn})
        timer->stop();
    m_child->disconnect(this);
    for (PipeReader *reader : {&m_child->log(), &m_child->output(), &m_child->errors()}) {
        reader->disconnect(this);
        reader->close();
    }
    m_child->input().close();
    // The copy is over; nobody needs the program's farewell.
    if (m_child->isRunning())
        signalGroup(m_child->group(), SIGTERM);
    ChildProcess::leaveIfRunning(m_child);
    m_times.finished = m_clock.now();
    m_execution.observer->finished(m_execution.id, {outcome, {}, {}, std::move(error), m_times});
    Q_EMIT over(m_execution.id);
}

} // namespace regatta::transport::process
