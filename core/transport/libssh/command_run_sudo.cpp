// What a CommandRun does until sudo has let its command begin.

#include "core/transport/libssh/command_run.h"

namespace regatta::transport::libssh {

using base::ErrorCode;
using model::TaskState;

namespace {

using namespace std::chrono_literals;

model::OutputStream otherThan(model::OutputStream stream)
{
    return stream == model::OutputStream::Stdout ? model::OutputStream::Stderr : model::OutputStream::Stdout;
}

} // namespace

void CommandRun::limitLogIn()
{
    const auto limit = m_record->execution().timeouts.logIn;
    if (limit <= 0ms)
        return;
    m_limit.startIn(limit, [this] {
        beginToStop(StopReason::LogInLimit);
        m_changed();
    });
}

void CommandRun::listenToSudo(RemoteCommand::Chunk &chunk)
{
    switch (m_sudo->take(chunk.stream, chunk.bytes)) {
    case SudoDialogue::Turn::Listen:
        return;
    case SudoDialogue::Turn::AsksForPassword:
        if (!m_exitTime && !m_stopping && !m_refusal)
            askForPassword();
        return;
    case SudoDialogue::Turn::CommandBegan:
        commandBegan();
        deliver({otherThan(chunk.stream), m_sudo->takeEarlyOutput()});
        return;
    }
}

void CommandRun::askForPassword()
{
    const bool isFirst = m_sudo->refused().isEmpty();
    if (isFirst && !m_record->becomePassword.isEmpty())
        return givePassword(); // asked for before it had to begin again
    if (!m_sudo->mayTryAgain())
        return refuse({ErrorCode::BecomePasswordWrong, m_sudo->lastWords()});
    const Endpoint &endpoint = m_record->execution().endpoint;
    const trust::LogInQuestion question = m_sudo->question(endpoint.user + u'@' + endpoint.host);
    trust::Credentials &credentials = m_surroundings.credentials;
    if (const auto known = credentials.knownAnswer(question, m_sudo->refused()))
        return passwordAnswered(*known);
    m_limit.stop();
    m_isAsking = true;
    m_record->enter(TaskState::Waiting, m_surroundings.reactor.now());
    m_question = credentials.ask(question, m_receiver.posted([this](const trust::LogInAnswer &answer) {
        passwordAnswered(answer);
        m_changed();
    }),
                                 m_sudo->refused());
}

void CommandRun::passwordAnswered(const trust::LogInAnswer &answer)
{
    if (!answer.isGiven()) {
        const bool wasWrong = m_sudo->question({}).wasWrong;
        return refuse(wasWrong ? base::Error{ErrorCode::BecomePasswordWrong, {}}
                               : base::Error{ErrorCode::AnswerNeeded, QStringLiteral("sudo: password")});
    }
    m_record->becomePassword = answer.words.first();
    if (m_record->isAside())
        m_record->askToGoOn();
    else
        givePassword();
}

bool CommandRun::mayGoOn(const QByteArray &command)
{
    if (!m_isAsking || !m_record->isAside())
        return false;
    const bool hasChanged = command != m_record->execution().command; // it may name its slot
    m_record->goOn(command, m_surroundings.reactor.now());
    if (hasChanged)
        m_beginsAgain = true;
    else
        givePassword();
    return true;
}

void CommandRun::givePassword()
{
    m_isAsking = false;
    // sudo waits for five minutes, unless it is told otherwise; a person may take longer.
    m_beginsAgain = m_command->hasExited() || m_command->isClosed();
    if (m_beginsAgain)
        return;
    const trust::Secret password = m_record->becomePassword;
    m_command->write(password.bytes());
    m_command->write("\n");
    m_sudo->passwordWasGiven(password);
    m_record->enter(TaskState::Authenticating, m_surroundings.reactor.now());
    limitLogIn();
}

void CommandRun::refuse(base::Error error)
{
    m_isAsking = false;
    m_refusal = std::move(error);
    m_command->endInput(true);
}

/// While sudo waits, or has been given up.
CommandRun::Next CommandRun::followQuestion()
{
    if (m_stopping)
        return finishStopped(true);
    if (m_beginsAgain)
        return Next::BeginAgain;
    return m_refusal ? finish(resultOfExit()) : Next::Continue;
}

} // namespace regatta::transport::libssh
