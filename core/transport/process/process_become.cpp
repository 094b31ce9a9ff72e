// What a ProcessExecution does until sudo has let its command begin.

#include "core/transport/process/process_execution.h"
#include "core/transport/process/process_group.h"

#include <QPointer>

#include <chrono>
#include <csignal>
#include <utility>

namespace regatta::transport::process {

using base::ErrorCode;
using model::OutputStream;
using model::TaskState;

void ProcessExecution::beginToBecome()
{
    const base::Instant now = m_clock.now();
    if (!m_times.authenticating)
        m_times.authenticating = now;
    m_child->output().setPaused(false);
    m_child->errors().setPaused(false);
    if (m_ending != Ending::ByItself)
        return;
    changeState(TaskState::Authenticating, now);
    limitLogIn();
    QByteArray early = std::exchange(m_earlyErrors, {});
    if (!early.isEmpty() && m_interpreter->earlyErrorsAreTheCommands())
        hear(OutputStream::Stderr, early);
}

void ProcessExecution::limitLogIn()
{
    using namespace std::chrono_literals;
    if (m_execution.timeouts.logIn > 0ms)
        m_logInTimer.start(m_execution.timeouts.logIn);
}

void ProcessExecution::listenToSudo(OutputStream stream, QByteArray &bytes)
{
    switch (m_sudo->take(stream, bytes)) {
    case SudoDialogue::Turn::Listen:
        return;
    case SudoDialogue::Turn::AsksForPassword:
        if (m_ending == Ending::ByItself && !m_exit)
            askForPassword();
        return;
    case SudoDialogue::Turn::CommandBegan:
        m_password = {};
        commandBegan(m_clock.now());
        deliver(stream == OutputStream::Stdout ? OutputStream::Stderr : OutputStream::Stdout,
                m_sudo->takeEarlyOutput());
        return;
    }
}

void ProcessExecution::askForPassword()
{
    if (m_sudo->refused().isEmpty() && !m_password.isEmpty())
        return givePassword(); // asked for before it had to begin again
    if (!m_sudo->mayTryAgain())
        return refuse({ErrorCode::BecomePasswordWrong, m_sudo->lastWords()});
    const Endpoint &endpoint = m_execution.endpoint;
    const trust::LogInQuestion question = m_sudo->question(endpoint.user + u'@' + endpoint.host);
    if (const auto known = m_surroundings.credentials.knownAnswer(question, m_sudo->refused()))
        return passwordAnswered(*known);
    waitForPerson(question);
}

void ProcessExecution::waitForPerson(const trust::LogInQuestion &question)
{
    m_logInTimer.stop();
    m_isAsking = true;
    // Each that stands aside keeps its program: there may be only so many.
    if (!m_execution.standsAside || m_surroundings.aside < m_surroundings.processLimit) {
        m_isAside = std::exchange(m_execution.standsAside, false);
        m_surroundings.aside += m_isAside;
        changeState(TaskState::Waiting, m_clock.now());
        if (m_isAside)
            Q_EMIT stoodAside();
    }
    m_question = m_surroundings.credentials.ask(
        question,
        [mailbox = m_surroundings.mailbox, self = QPointer(this)](const trust::LogInAnswer &answer) {
            mailbox->post([self, answer] {
                if (self && self->m_isAsking)
                    self->passwordAnswered(answer);
            });
        },
        m_sudo->refused());
}

void ProcessExecution::passwordAnswered(const trust::LogInAnswer &answer)
{
    if (!answer.isGiven()) {
        const bool wasWrong = m_sudo->question({}).wasWrong;
        return refuse(wasWrong ? base::Error{ErrorCode::BecomePasswordWrong, {}}
                               : base::Error{ErrorCode::AnswerNeeded, QStringLiteral("sudo: password")});
    }
    m_password = answer.words.first();
    if (m_isAside)
        m_execution.observer->wantsToGoOn(m_execution.id);
    else
        givePassword();
}

void ProcessExecution::mayGoOn(const QByteArray &command)
{
    if (!m_isAside || m_isOver)
        return;
    comeBack();
    m_times.resumed = m_clock.now();
    if (std::exchange(m_execution.command, command) != command)
        beginAgain(); // it may name its slot
    else
        givePassword();
}

void ProcessExecution::comeBack()
{
    m_surroundings.aside -= std::exchange(m_isAside, false);
}

void ProcessExecution::givePassword()
{
    // sudo waits for five minutes, unless it is told otherwise; a person may take longer.
    if (m_exit)
        return beginAgain();
    m_isAsking = false;
    m_child->input().write(m_password.bytes());
    m_child->input().write("\n");
    m_sudo->passwordWasGiven(m_password);
    changeState(TaskState::Authenticating, m_clock.now());
    limitLogIn();
}

void ProcessExecution::beginAgain()
{
    m_isAsking = false;
    signalGroup(m_exit ? 0 : m_child->group(), SIGTERM);
    letChildGo();
    m_exit.reset();
    m_isSent = false;
    m_lastErrors.clear();
    startChild();
}

void ProcessExecution::refuse(base::Error error)
{
    m_child->input().close(); // which ends sudo, whom we may not signal
    signalGroup(m_exit ? 0 : m_child->group(), SIGTERM);
    finish({model::Outcome::AuthenticationFailed, {}, {}, std::move(error)});
}

Verdict ProcessExecution::judge() const
{
    const Verdict verdict = m_interpreter->judge(*m_exit, m_lastErrors);
    if (!m_isSent || !isBecoming())
        return verdict;
    if (verdict.outcome == model::Outcome::ConnectionLost)
        return verdict;
    return {model::Outcome::AuthenticationFailed, {}, {}, m_sudo->error()};
}

} // namespace regatta::transport::process
