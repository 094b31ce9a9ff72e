#include "core/transport/libssh/authenticator.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace regatta::transport::libssh {

using base::ErrorCode;
using Kind = trust::LogInQuestion::Kind;

namespace {

/// A server may ask as often as it likes; whoever asks more often than this asks forever.
constexpr int mostRounds = 20;

bool isRsa(ssh_key key)
{
    return ssh_key_type(key) == SSH_KEYTYPE_RSA;
}

/// Whether there is no use in trying the next key (yet).
bool isFinal(AuthProgress progress, const SshConnection &connection)
{
    switch (progress) {
    case AuthProgress::Denied:
    case AuthProgress::Partial:
        return false;
    case AuthProgress::Failed:
        return !connection.isAlive(); // a key that can't sign is no reason to give up
    case AuthProgress::Accepted:
    case AuthProgress::Question:
    case AuthProgress::Again:
        return true;
    }
    Q_UNREACHABLE();
}

/// PAM asks for passwords in this way: one hidden line. Such an answer may serve other hosts too.
bool asksForPassword(const trust::LogInQuestion &question)
{
    static const QRegularExpression password(QStringLiteral("password|passwort|mot de passe|contrase"),
                                             QRegularExpression::CaseInsensitiveOption);
    return question.prompts.size() == 1 && !question.prompts.first().isShown &&
           question.prompts.first().text.contains(password);
}

} // namespace

Authenticator::Authenticator(KeyStore &keys, const Ways &ways)
    : m_keys(keys)
    , m_settings(ways)
{
    if (!ways.keys) {
        m_stage = Stage::None;
        return;
    }
    const bool isNamed = !ways.namedFiles.isEmpty();
    if (ways.hasAgent && !isRestricted())
        m_ways.push_back({});
    for (const QString &file : isNamed ? ways.namedFiles : ways.configuredFiles)
        addFile(file, ways.certificateFiles);
}

void Authenticator::addFile(const QString &file, const QStringList &certificates)
{
    // As OpenSSH does: a certificate beside its key needs not be named.
    const QString beside = file + QStringLiteral("-cert.pub");
    for (const QString &certificate : certificates) {
        if (certificate != beside)
            m_ways.push_back({file, certificate});
    }
    if (QFileInfo::exists(beside))
        m_ways.push_back({file, beside});
    m_ways.push_back({file});
}

Authenticator::Step Authenticator::advance(SshConnection &connection)
{
    if (m_stage == Stage::Keys) {
        const Step step = advanceKeys(connection);
        if (m_stage == Stage::Keys)
            return step;
    }
    if (m_stage == Stage::None) {
        // Only now, because it is a round trip: a server may let everybody in, and says what it accepts.
        const AuthProgress progress = m_noneWasTried ? AuthProgress::Denied : tryNone(connection);
        if (isFinal(progress, connection))
            return stepAfter(progress, connection);
        m_stage = Stage::Interactive;
    }
    return advanceQuestions(connection);
}

/// Leaves the stage behind when there are no more keys.
Authenticator::Step Authenticator::advanceKeys(SshConnection &connection)
{
    while (m_next < m_ways.size()) {
        if (m_knowsMethods && !connection.accepts(int(SSH_AUTH_METHOD_PUBLICKEY)))
            break;
        if (m_ways[m_next].identityFile.isEmpty())
            return Step::AskAgent;
        const AuthProgress progress = tryFile(m_ways[m_next], connection);
        if (progress == AuthProgress::Question)
            return m_question.prompts.isEmpty() ? advanceKeys(connection) : Step::AskPerson;
        if (isFinal(progress, connection))
            return stepAfter(progress, connection);
        m_isPartlyIn |= progress == AuthProgress::Partial;
        m_knowsMethods |= progress == AuthProgress::Partial;
        ++m_next;
    }
    m_stage = Stage::None;
    m_noneWasTried |= m_knowsMethods;
    return Step::Again;
}

AuthProgress Authenticator::tryFile(Way &way, SshConnection &connection)
{
    if (!way.key) {
        const base::Expected<SharedKey> key = way.certificateFile.isEmpty()
                                                  ? m_keys.key(way.identityFile)
                                                  : m_keys.certified(way.identityFile, way.certificateFile);
        if (!key)
            return tryLocked(way, key.error(), connection);
        way.key = *key;
    }
    // libssh denies RSA keys by itself until the server's EXT_INFO has said that it takes SHA-2 signatures.
    if (isRsa(way.key.get()) && !m_noneWasTried) {
        const AuthProgress progress = tryNone(connection);
        if (progress != AuthProgress::Denied)
            return progress;
    }
    return connection.authenticateWithKey(way.key.get());
}

/// A key that can't be read. If only its passphrase is missing, the agent may hold it decrypted, and the
/// person is asked only if the server would take the key.
AuthProgress Authenticator::tryLocked(Way &way, const base::Error &error, SshConnection &connection)
{
    if (error.code == ErrorCode::DescriptorsExhausted) {
        m_isOutOfDescriptors = true;
        return AuthProgress::Again;
    }
    const bool isLocked = error.code == ErrorCode::PassphraseNeeded;
    if (!m_keyError)
        m_keyError = error;
    if (putAgentFirst()) {
        m_question = {};
        return AuthProgress::Question; // see advanceKeys(): no question, but another way first
    }
    if (!isLocked || !m_settings.canAsk || way.isAsked)
        return AuthProgress::Denied;
    const bool isPlain = way.certificateFile.isEmpty();
    if (const SharedKey publicHalf = isPlain ? KeyStore::publicHalf(way.identityFile) : nullptr) {
        const AuthProgress progress = connection.offerKey(publicHalf.get());
        if (progress != AuthProgress::Accepted)
            return progress;
    }
    way.isAsked = true;
    m_failures = 0;
    m_question = {Kind::Passphrase, way.identityFile, {}, {{QString(), false}}};
    return AuthProgress::Question;
}

bool Authenticator::putAgentFirst()
{
    const bool isThere =
        std::any_of(m_ways.begin(), m_ways.end(), [](const Way &way) { return way.identityFile.isEmpty(); });
    if (!m_settings.hasAgent || isThere || agentKeys().value_or(QList<QByteArray>()).isEmpty())
        return false;
    m_ways.insert(m_ways.begin() + std::ptrdiff_t(m_next), Way{});
    return true;
}

std::optional<QList<QByteArray>> Authenticator::agentKeys() const
{
    if (!isRestricted())
        return std::nullopt;
    QList<QByteArray> keys;
    for (const Way &way : m_ways) {
        // Who can be read is tried by itself; twice would count twice.
        const bool isFile = !way.identityFile.isEmpty();
        const QByteArray key =
            isFile && !m_keys.key(way.identityFile)
                ? KeyStore::publicKey(way.certificateFile.isEmpty() ? way.identityFile : way.certificateFile)
                : QByteArray();
        if (!key.isEmpty())
            keys.append(key);
    }
    return keys;
}

AuthProgress Authenticator::tryNone(SshConnection &connection)
{
    const AuthProgress progress = connection.authenticateWithNone();
    m_noneWasTried = progress != AuthProgress::Again;
    m_knowsMethods |= progress == AuthProgress::Denied;
    return progress;
}

Authenticator::Step Authenticator::agentAnswered(AuthProgress progress, SshConnection &connection)
{
    if (isFinal(progress, connection))
        return stepAfter(progress, connection);
    m_isPartlyIn |= progress == AuthProgress::Partial;
    m_knowsMethods |= progress == AuthProgress::Partial;
    ++m_next;
    return advance(connection);
}

Authenticator::Step Authenticator::advanceQuestions(SshConnection &connection)
{
    switch (m_stage) {
    case Stage::Interactive:
        return m_settings.keyboardInteractive && connection.accepts(int(SSH_AUTH_METHOD_INTERACTIVE))
                   ? advanceInteractive(connection)
                   : skipStage(connection);
    case Stage::Password:
        return m_settings.password && connection.accepts(int(SSH_AUTH_METHOD_PASSWORD))
                   ? advancePassword(connection)
                   : skipStage(connection);
    case Stage::Keys:
    case Stage::None:
    case Stage::Over:
        return Step::Refused;
    }
    Q_UNREACHABLE();
}

Authenticator::Step Authenticator::skipStage(SshConnection &connection)
{
    m_failures = 0;
    m_stage = m_stage == Stage::Interactive ? Stage::Password : Stage::Over;
    return advanceQuestions(connection);
}

Authenticator::Step Authenticator::advanceInteractive(SshConnection &connection)
{
    const AuthProgress progress = connection.authenticateInteractively();
    if (progress != AuthProgress::Question)
        return followMethod(progress, connection);
    if (++m_rounds > mostRounds)
        return skipStage(connection);
    trust::LogInQuestion question = connection.interactiveQuestion();
    if (question.prompts.isEmpty()) // a message, to be confirmed by no answers
        return advanceInteractive(connection);
    if (asksForPassword(question))
        question.kind = Kind::Password;
    return ask(std::move(question));
}

Authenticator::Step Authenticator::advancePassword(SshConnection &connection)
{
    if (!m_password)
        return ask({Kind::Password, {}, {}, {{QString(), false}}});
    const AuthProgress progress = connection.authenticateWithPassword(*m_password);
    if (progress == AuthProgress::Again)
        return Step::Again;
    m_password.reset();
    return followMethod(progress, connection);
}

/// What comes after an answer was sent.
Authenticator::Step Authenticator::followMethod(AuthProgress progress, SshConnection &connection)
{
    if (progress == AuthProgress::Partial) {
        m_isPartlyIn = true;
        m_failures = 0;
        m_stage = Stage::Interactive;
        return advanceQuestions(connection);
    }
    if (isFinal(progress, connection))
        return stepAfter(progress, connection);
    if (++m_failures < m_settings.tries && m_settings.canAsk)
        return advanceQuestions(connection);
    return skipStage(connection);
}

Authenticator::Step Authenticator::ask(trust::LogInQuestion question)
{
    question.subject = m_settings.account;
    question.wasWrong = m_failures > 0;
    m_question = std::move(question);
    return Step::AskPerson;
}

Authenticator::Step Authenticator::personAnswered(const trust::LogInAnswer &answer, bool opened,
                                                  SshConnection &connection)
{
    if (m_question.kind == Kind::Passphrase && m_stage == Stage::Keys) {
        if (answer.isGiven() && !opened && ++m_failures < m_settings.tries) {
            m_question.wasWrong = true;
            return Step::AskPerson;
        }
        if (!opened)
            ++m_next;
        else
            m_keyError.reset();
        return advance(connection);
    }
    if (!answer.isGiven()) {
        QStringList asked;
        for (const trust::LogInQuestion::Prompt &prompt : m_question.prompts)
            asked << (prompt.text.isEmpty() ? QStringLiteral("password") : prompt.text.trimmed());
        m_unanswered = base::Error{ErrorCode::AnswerNeeded, asked.join(QStringLiteral(", "))};
        m_stage = Stage::Over; // who doesn't want to answer isn't asked in another way
        return Step::Refused;
    }
    if (m_stage == Stage::Password)
        m_password = answer.words.value(0);
    else
        connection.answerInteractively(answer.words);
    return advanceQuestions(connection);
}

Authenticator::Step Authenticator::stepAfter(AuthProgress progress, const SshConnection &connection) const
{
    switch (progress) {
    case AuthProgress::Accepted:
        return Step::Accepted;
    case AuthProgress::Again:
        return m_isOutOfDescriptors ? Step::OutOfDescriptors : Step::Again;
    case AuthProgress::Denied:
    case AuthProgress::Partial:
    case AuthProgress::Question:
        return Step::Refused;
    case AuthProgress::Failed:
        // OpenSSH hangs up after MaxAuthTries; the log-in was refused, not lost.
        return connection.errorText().contains(QStringLiteral("Too many authentication failures"))
                   ? Step::Refused
                   : Step::Lost;
    }
    Q_UNREACHABLE();
}

base::Error Authenticator::error(const SshConnection &connection) const
{
    const bool isKeysFault = m_keyError && !m_isPartlyIn;
    // Whoever lets others read a key meant it to be used; a password would not have been asked for with it.
    const bool isMeant = !m_settings.namedFiles.isEmpty() ||
                         (m_keyError && m_keyError->code == ErrorCode::KeyPermissionsTooOpen);
    if (isKeysFault && isMeant)
        return *m_keyError;
    if (m_unanswered)
        return *m_unanswered;
    if (isKeysFault)
        return *m_keyError;
    return {ErrorCode::NoMethodAccepted, connection.methodsLeft()};
}

} // namespace regatta::transport::libssh
