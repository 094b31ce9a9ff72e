#include "core/transport/process/process_execution.h"

#include "core/transport/process/arm.h"
#include "core/transport/process/process_group.h"

#include <QPointer>

#include <csignal>
#include <utility>

namespace regatta::transport::process {

using namespace std::chrono_literals;
using model::Outcome;
using model::OutputStream;
using model::TaskState;

namespace {

/// What a command that handles TERM gets to clean up with.
constexpr auto killGrace = 2s;

/// A daemon may keep the output of a command open that has long ended: so long we wait for it to close or
/// speak.
constexpr auto heldOutputGrace = 500ms;

/// The kernel tells nobody that a group has emptied, so we look again, for at most a second after the kill.
constexpr auto lookInterval = 20ms;
constexpr int looksAfterKill = 50;

constexpr qsizetype rememberedErrors = 1024;
constexpr qsizetype mostEarlyErrors = 64 * 1024;

} // namespace

ProcessExecution::ProcessExecution(Execution execution, ProcessSurroundings &surroundings)
    : m_execution(std::move(execution))
    , m_surroundings(surroundings)
{
    for (QTimer *timer :
         {&m_connectTimer, &m_logInTimer, &m_stepTimer, &m_silenceTimer, &m_heldOutputTimer, &m_killTimer}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    m_lookTimer.setInterval(lookInterval);
    connect(&m_connectTimer, &QTimer::timeout, this, [this] { end(Ending::ConnectTimedOut); });
    connect(&m_logInTimer, &QTimer::timeout, this, [this] { end(Ending::LogInTimedOut); });
    connect(&m_stepTimer, &QTimer::timeout, this, [this] { end(Ending::StepTimedOut); });
    connect(&m_silenceTimer, &QTimer::timeout, this, &ProcessExecution::silenceTimerFired);
    connect(&m_heldOutputTimer, &QTimer::timeout, this, &ProcessExecution::heldOutputTimerFired);
    connect(&m_killTimer, &QTimer::timeout, this, [this] { signalGroup(m_child->group(), SIGKILL); });
    connect(&m_lookTimer, &QTimer::timeout, this, &ProcessExecution::lookWhetherGone);
}

ProcessExecution::~ProcessExecution()
{
    comeBack();
}

void ProcessExecution::listenToChild()
{
    connect(m_child.get(), &ChildProcess::exited, this, &ProcessExecution::childExited);
    connect(m_child.get(), &ChildProcess::failed, this, [this](const base::Error &error) {
        finish({Outcome::InternalError, {}, {}, error});
    });
    connect(&m_child->log(), &PipeReader::read, this, [this](const QByteArray &bytes) {
        m_interpreter->readLog(bytes);
        followPhase();
    });
    connect(&m_child->output(), &PipeReader::read, this,
            [this](const QByteArray &bytes) { hear(OutputStream::Stdout, bytes); });
    connect(&m_child->input(), &PipeWriter::failed, this, [this] { end(Ending::InputFailed); });
    connect(&m_child->errors(), &PipeReader::read, this, &ProcessExecution::errorsRead);
    for (PipeReader *reader : {&m_child->output(), &m_child->errors()})
        connect(reader, &PipeReader::ended, this, &ProcessExecution::finishIfReadToTheEnd);
}

void ProcessExecution::begin()
{
    m_times.started = m_clock.now();
    if (const auto readable = checkInput(m_execution.input); !readable)
        return finish({Outcome::CommandFailed, {}, {}, readable.error()});
    startChild();
}

void ProcessExecution::startChild()
{
    Execution sent = m_execution;
    if (!sent.become.isEmpty()) {
        m_sudo = std::make_unique<SudoDialogue>(sent.become, sent.command, sent.hasPty);
        sent.command = m_sudo->commandLine();
    }
    m_interpreter = m_surroundings.makeInterpreter(sent);
    m_child = std::make_unique<ChildProcess>();
    listenToChild();
    if (m_interpreter->phase() == TaskState::Connecting) {
        changeState(TaskState::Connecting, m_clock.now());
        if (m_execution.timeouts.connectLimit() > 0ms)
            arm(m_connectTimer, m_execution.timeouts.connectLimit());
    }
    m_child->start(m_interpreter->command());
    m_child->log().setPaused(false);
    m_child->errors().setPaused(false);
    followPhase();
}

void ProcessExecution::changeState(TaskState state, base::Instant time)
{
    // A second program begins from the start again, but for the observer there is only one Connecting.
    const bool goesBack = m_state && *m_state >= state &&
                          !(*m_state == TaskState::Waiting && state == TaskState::Authenticating);
    if (goesBack)
        return;
    m_state = state;
    m_execution.observer->stateChanged(m_execution.id, state, time);
}

void ProcessExecution::followPhase()
{
    const TaskState phase = m_interpreter->phase();
    const base::Instant now = m_clock.now();
    if (phase != TaskState::Connecting) {
        m_connectTimer.stop();
        if (!std::exchange(m_hasArrived, true))
            Q_EMIT arrived(m_execution.id);
    }
    const bool isStopping = m_ending != Ending::ByItself;
    if (phase == TaskState::Authenticating && !m_times.authenticating) {
        m_times.authenticating = now;
        if (!isStopping)
            changeState(phase, now);
        if (!isStopping && m_execution.timeouts.logIn > 0ms)
            arm(m_logInTimer, m_execution.timeouts.logIn);
    }
    if (phase == TaskState::Running && !std::exchange(m_isSent, true)) {
        if (m_sudo)
            beginToBecome();
        else
            commandBegan(now);
    }
}

void ProcessExecution::commandBegan(base::Instant time)
{
    m_logInTimer.stop();
    m_times.running = time;
    if (m_ending != Ending::ByItself)
        return;
    changeState(TaskState::Running, time);
    m_lastOutput = time;
    if (m_execution.needsInput() || m_execution.hasPty)
        m_child->input().feed(std::make_unique<InputSource>(m_execution.input));
    if (m_execution.timeouts.step > 0ms)
        arm(m_stepTimer, m_execution.timeouts.step);
    if (m_execution.timeouts.silence > 0ms)
        arm(m_silenceTimer, m_execution.timeouts.silence);
    m_child->output().setPaused(false);
    m_child->errors().setPaused(false);
    const QByteArray early = std::exchange(m_earlyErrors, {});
    if (!early.isEmpty() && m_interpreter->earlyErrorsAreTheCommands())
        deliver(OutputStream::Stderr, early);
    pauseIfExhausted();
}

void ProcessExecution::errorsRead(const QByteArray &bytes)
{
    // The program logs that it sends the command before the command can write: look there first.
    if (!m_isSent)
        m_child->log().drain(PipeReader::wholePipe);
    rememberErrors(bytes);
    if (m_isSent)
        return hear(OutputStream::Stderr, bytes);
    m_earlyErrors += bytes;
    if (m_earlyErrors.size() > mostEarlyErrors)
        m_child->errors().setPaused(true);
}

void ProcessExecution::rememberErrors(const QByteArray &bytes)
{
    m_lastErrors = (m_lastErrors + bytes.right(rememberedErrors)).right(rememberedErrors);
}

void ProcessExecution::hear(OutputStream stream, QByteArray bytes)
{
    if (isBecoming())
        listenToSudo(stream, bytes);
    deliver(stream, bytes);
}

void ProcessExecution::deliver(OutputStream stream, const QByteArray &bytes)
{
    // Beside a terminal there are no errors of the command's: they are what the program says that carries it.
    if (bytes.isEmpty() || (m_execution.hasPty && stream == OutputStream::Stderr))
        return;
    m_lastOutput = m_clock.now();
    m_execution.observer->output(m_execution.id, stream, bytes, m_lastOutput);
    pauseIfExhausted();
}

void ProcessExecution::pauseIfExhausted()
{
    if (m_isPaused || !m_execution.budget || !m_execution.budget->isExhausted())
        return;
    m_isPaused = true;
    m_child->output().setPaused(true);
    m_child->errors().setPaused(true);
    m_execution.budget->callWhenRelieved([mailbox = m_surroundings.mailbox, self = QPointer(this)] {
        mailbox->post([self] {
            if (self)
                self->budgetRelieved();
        });
    });
}

void ProcessExecution::budgetRelieved()
{
    if (m_isOver)
        return;
    m_isPaused = false;
    m_lastOutput = m_clock.now(); // the command was not silent, we were deaf
    m_child->output().setPaused(false);
    m_child->errors().setPaused(false);
    pauseIfExhausted();
    if (m_exit && m_ending == Ending::ByItself)
        arm(m_heldOutputTimer, heldOutputGrace);
}

void ProcessExecution::silenceTimerFired()
{
    const base::Duration silence = m_execution.timeouts.silence;
    const base::Duration left = m_isPaused ? silence : m_lastOutput + silence - m_clock.now();
    if (left > base::Duration::zero())
        arm(m_silenceTimer, left);
    else
        end(Ending::SilenceTimedOut);
}

void ProcessExecution::childExited(const ChildProcess::Exit &exit)
{
    m_exit = exit;
    m_child->log().drain(PipeReader::wholePipe);
    if (m_isAsking)
        return; // sudo has lost its patience: it is asked again when there is an answer
    if (m_ending != Ending::ByItself) {
        lookWhetherGone();
    } else if (m_isSent) {
        arm(m_heldOutputTimer, heldOutputGrace);
        finishIfReadToTheEnd();
    } else {
        m_child->errors().drain(PipeReader::wholePipe);
        finish(judge());
    }
}

void ProcessExecution::finishIfReadToTheEnd()
{
    const bool isReadToTheEnd = m_child->output().isAtEnd() && m_child->errors().isAtEnd();
    if (m_exit && isReadToTheEnd && m_isSent && m_ending == Ending::ByItself && !m_isAsking)
        finish(judge());
}

void ProcessExecution::heldOutputTimerFired()
{
    if (!m_isPaused && !m_isAsking)
        finish(judge());
}

void ProcessExecution::stop()
{
    end(Ending::Stopped);
}

void ProcessExecution::end(Ending ending)
{
    if (m_isOver || m_ending != Ending::ByItself)
        return;
    m_ending = ending;
    for (QTimer *timer : {&m_connectTimer, &m_logInTimer, &m_stepTimer, &m_silenceTimer, &m_heldOutputTimer})
        timer->stop();
    changeState(TaskState::Stopping, m_clock.now());
    m_question.reset();
    m_isAsking = false;
    m_child->input().close(); // sudo heeds no signal of ours, but the end of its input
    signalGroup(m_child->group(), SIGTERM);
    arm(m_killTimer, killGrace);
    if (m_exit)
        lookWhetherGone();
}

void ProcessExecution::lookWhetherGone()
{
    if (m_exit && groupIsGone(m_child->group()))
        return finishStopped();
    if (!m_killTimer.isActive() && ++m_looks > looksAfterKill)
        return finishStopped();
    if (!m_lookTimer.isActive())
        m_lookTimer.start();
}

void ProcessExecution::finishStopped()
{
    const bool wasSent = mayHaveRun();
    // Not asking the budget: what is left fits into two pipes, and a stop must not wait for a full disk.
    if (wasSent) {
        m_child->output().drain(PipeReader::wholePipe);
        m_child->errors().drain(PipeReader::wholePipe);
    }
    const bool isReadToTheEnd = m_child->output().isAtEnd() && m_child->errors().isAtEnd();
    const bool groupGone = m_exit && isReadToTheEnd && groupIsGone(m_child->group());

    using base::ErrorCode;
    switch (m_ending) {
    case Ending::ConnectTimedOut:
        return finish({Outcome::Unreachable, {}, {}, base::Error{ErrorCode::ConnectTimedOut, {}}});
    case Ending::LogInTimedOut:
        return finish({Outcome::AuthenticationFailed,
                       {},
                       {},
                       base::Error{ErrorCode::LogInTimedOut, m_sudo ? m_sudo->lastWords() : QString()}});
    case Ending::InputFailed:
        return finish(
            {Outcome::CommandFailed, {}, {}, base::Error{ErrorCode::FileUnreadable, m_execution.input.file}});
    case Ending::StepTimedOut:
        return finish({Outcome::TimedOut, {}, {}, base::Error{ErrorCode::StepTimedOut, {}}});
    case Ending::SilenceTimedOut:
        return finish({Outcome::TimedOut, {}, {}, base::Error{ErrorCode::SilenceTimedOut, {}}});
    case Ending::ByItself:
    case Ending::Stopped:
        break;
    }
    if (!wasSent || m_interpreter->isGoneAfterStop(groupGone))
        finish({Outcome::Cancelled, {}, {}, base::Error{ErrorCode::Cancelled, {}}});
    else
        finish({Outcome::StopUnverified, {}, {}, base::Error{ErrorCode::StopUnverified, {}}});
}

void ProcessExecution::finish(Verdict verdict)
{
    if (m_isOver)
        return;
    m_isOver = true;
    for (QTimer *timer : {&m_connectTimer, &m_logInTimer, &m_stepTimer, &m_silenceTimer, &m_heldOutputTimer,
                          &m_killTimer, &m_lookTimer})
        timer->stop();
    m_question.reset();
    m_password = {};
    comeBack();
    letChildGo();
    m_times.finished = m_clock.now();
    m_execution.observer->finished(
        m_execution.id,
        {verdict.outcome, verdict.exitCode, std::move(verdict.signal), std::move(verdict.error), m_times});
    Q_EMIT over(m_execution.id);
}

void ProcessExecution::letChildGo()
{
    if (!m_child)
        return;
    m_child->disconnect(this);
    m_child->input().disconnect(this);
    m_child->input().close();
    for (PipeReader *reader : {&m_child->output(), &m_child->errors(), &m_child->log()}) {
        reader->disconnect(this);
        reader->close();
    }
    ChildProcess::leaveIfRunning(m_child);
}

} // namespace regatta::transport::process
