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

int bitOf(Authenticator::Method method)
{
    switch (method) {
    case Authenticator::Method::PublicKey:
        return int(SSH_AUTH_METHOD_PUBLICKEY);
    case Authenticator::Method::KeyboardInteractive:
        return int(SSH_AUTH_METHOD_INTERACTIVE);
    case Authenticator::Method::Password:
        return int(SSH_AUTH_METHOD_PASSWORD);
    }
    Q_UNREACHABLE();
}

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

/// OpenSSH hangs up after MaxAuthTries; the log-in was refused, not lost.
bool hasHungUp(const SshConnection &connection)
{
    return connection.errorText().contains(QStringLiteral("Too many authentication failures"));
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
    while (true) {
        // Not before keys, because it is a round trip: a server may let everybody in, and says what it
        // accepts.
        if (!m_noneWasTried && !m_isPartlyIn && !isAt(Method::PublicKey)) {
            const AuthProgress progress = tryNone(connection);
            if (isFinal(progress, connection))
                return stepAfter(progress, connection);
        }
        if (isOver())
            return Step::Refused;
        if (const std::optional<Step> step = advanceMethod(connection))
            return *step;
    }
}

std::optional<Authenticator::Step> Authenticator::advanceMethod(SshConnection &connection)
{
    const Method method = m_settings.methods[m_method];
    if (!isAccepted(method, connection)) {
        skipMethod();
        return {};
    }
    switch (method) {
    case Method::PublicKey:
        return advanceKeys(connection);
    case Method::KeyboardInteractive:
        return advanceInteractive(connection);
    case Method::Password:
        return advancePassword(connection);
    }
    Q_UNREACHABLE();
}

/// A server says what it accepts with each refusal. As long as it has not, keys are worth a try.
bool Authenticator::isAccepted(Method method, const SshConnection &connection) const
{
    const bool isSaid = m_noneWasTried || m_isPartlyIn || !connection.methodsLeft().isEmpty();
    return !isSaid || connection.accepts(bitOf(method));
}

void Authenticator::skipMethod()
{
    m_failures = 0;
    ++m_method;
}

/// What the server accepts after a partial success is another list than before.
void Authenticator::startAgain()
{
    m_isPartlyIn = true;
    m_failures = 0;
    m_ifRefused.reset(); // it was a success
    m_refusal.reset();
    m_method = ++m_rounds > mostRounds ? m_settings.methods.size() : 0;
}

std::optional<Authenticator::Step> Authenticator::advanceKeys(SshConnection &connection)
{
    if (m_next == m_ways.size()) {
        skipMethod();
        return {};
    }
    const bool isAgent = m_ways[m_next].identityFile.isEmpty();
    // With others behind it, an RSA key that libssh has passed over can't be told from a refused one.
    m_needsNone = m_needsNone || (isAgent && connection.methodsLeft().isEmpty() && isToOfferRsa());
    if (isAgent && (!m_needsNone || m_noneWasTried))
        return Step::AskAgent;
    if (isAgent) {
        const AuthProgress none = tryNone(connection);
        return isFinal(none, connection) ? std::optional(stepAfter(none, connection)) : std::nullopt;
    }
    const AuthProgress progress = tryFile(m_ways[m_next], connection);
    if (progress == AuthProgress::Question)
        return m_question.prompts.isEmpty() ? std::nullopt : std::optional(Step::AskPerson);
    if (isFinal(progress, connection))
        return stepAfter(progress, connection);
    ++m_next;
    if (progress == AuthProgress::Partial)
        startAgain();
    return {};
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
    // libssh denies RSA keys by itself until the server's EXT_INFO has said that it takes SHA-2 signatures,
    // which comes before its first answer.
    if (isRsa(way.key.get()) && !m_noneWasTried && connection.methodsLeft().isEmpty()) {
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
    if (!m_settings.hasAgent || isThere || agentKeys().first.isEmpty())
        return false;
    m_ways.insert(m_ways.begin() + std::ptrdiff_t(m_next), Way{});
    return true;
}

QByteArray Authenticator::publicKeyOf(const Way &way) const
{
    return m_keys.publicKey(way.certificateFile.isEmpty() ? way.identityFile : way.certificateFile);
}

AgentKeys Authenticator::agentKeys() const
{
    AgentKeys keys;
    keys.andOthers = !isRestricted();
    for (const Way &way : m_ways) {
        // If there are no others: who can be read is tried by itself; twice would count twice.
        if (way.identityFile.isEmpty() || (!keys.andOthers && m_keys.key(way.identityFile)))
            continue;
        const QByteArray key = publicKeyOf(way);
        if (!key.isEmpty())
            keys.first.append(key);
    }
    return keys;
}

/// As far as is known of the agent's keys: see tryFile().
bool Authenticator::isToOfferRsa() const
{
    const QList<QByteArray> keys = agentKeys().first;
    return std::any_of(keys.begin(), keys.end(),
                       [](const QByteArray &key) { return key.contains("ssh-rsa"); });
}

AuthProgress Authenticator::tryNone(SshConnection &connection)
{
    const AuthProgress progress = connection.authenticateWithNone();
    m_noneWasTried = progress != AuthProgress::Again;
    return progress;
}

Authenticator::Step Authenticator::agentAnswered(AuthProgress progress, const QList<QByteArray> &offered,
                                                 SshConnection &connection)
{
    if (isFinal(progress, connection))
        return stepAfter(progress, connection);
    if (progress == AuthProgress::Partial) {
        startAgain(); // with its other keys, if the server wants one more
        return advance(connection);
    }
    if (progress == AuthProgress::Denied && mayHaveAskedNobody(offered, connection)) {
        m_needsNone = true;
        return advance(connection);
    }
    ++m_next;
    if (progress == AuthProgress::Denied) // one that fails half-way has not offered them all
        leaveOut(offered);
    return advance(connection);
}

/// See tryFile(): libssh may have denied RSA keys by itself. What the agent offered isn't known where its
/// keys weren't arranged, as with no files, or none that says which key it is for.
bool Authenticator::mayHaveAskedNobody(const QList<QByteArray> &offered,
                                       const SshConnection &connection) const
{
    const bool hasKeys = !offered.isEmpty() || agentKeys().areAll();
    return hasKeys && !m_noneWasTried && connection.methodsLeft().isEmpty();
}

/// Twice would count twice. But see tryFile(): with an RSA key libssh may not even have asked the server.
void Authenticator::leaveOut(const QList<QByteArray> &offered)
{
    const auto wasTried = [&](const Way &way) {
        const QByteArray key = publicKeyOf(way);
        return offered.contains(key) && (m_noneWasTried || !key.contains("ssh-rsa"));
    };
    m_ways.erase(std::remove_if(m_ways.begin() + std::ptrdiff_t(m_next), m_ways.end(), wasTried),
                 m_ways.end());
}

std::optional<Authenticator::Step> Authenticator::advanceInteractive(SshConnection &connection)
{
    const AuthProgress progress = connection.authenticateInteractively();
    if (progress == AuthProgress::Again)
        return Step::Again;
    // As OpenSSH: a server without a question to ask (sshd without PAM) has none the next time either, and
    // each time counts among those after which it hangs up.
    const bool wasQuestioned = std::exchange(m_wasQuestioned, progress == AuthProgress::Question);
    if (progress == AuthProgress::Denied && !wasQuestioned) {
        skipMethod();
        return {};
    }
    if (progress != AuthProgress::Question)
        return followAnswer(progress, connection);
    if (++m_rounds > mostRounds) {
        skipMethod();
        return {};
    }
    trust::LogInQuestion question = connection.interactiveQuestion();
    if (question.prompts.isEmpty()) // a message, to be confirmed by no answers
        return {};
    if (asksForPassword(question))
        question.kind = Kind::Password;
    return ask(std::move(question));
}

std::optional<Authenticator::Step> Authenticator::advancePassword(SshConnection &connection)
{
    if (!m_password)
        return ask({Kind::Password, {}, {}, {{QString(), false}}});
    const AuthProgress progress = connection.authenticateWithPassword(*m_password);
    if (progress == AuthProgress::Again)
        return Step::Again;
    m_password.reset();
    return followAnswer(progress, connection);
}

std::optional<Authenticator::Step> Authenticator::followAnswer(AuthProgress progress,
                                                               SshConnection &connection)
{
    if (progress == AuthProgress::Partial) {
        m_next = 0; // keys that were refused before may be what is wanted now
        startAgain();
        return {};
    }
    if (isFinal(progress, connection))
        return stepAfter(progress, connection);
    if (m_ifRefused)
        m_refusal = std::exchange(m_ifRefused, {});
    if (++m_failures >= m_settings.tries || !m_settings.canAsk)
        skipMethod();
    return {};
}

QString Authenticator::asked() const
{
    QStringList asked;
    for (const trust::LogInQuestion::Prompt &prompt : m_question.prompts)
        asked << (prompt.text.isEmpty() ? QStringLiteral("password") : prompt.text.trimmed());
    return asked.join(QStringLiteral(", "));
}

base::Error Authenticator::refusal() const
{
    if (m_question.kind == Kind::Password)
        return {ErrorCode::PasswordRefused, m_settings.account};
    return {ErrorCode::AnswerRefused, asked()};
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
    if (m_question.kind == Kind::Passphrase) {
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
        if (!m_unanswered)
            m_unanswered = base::Error{ErrorCode::AnswerNeeded, asked()};
        // Who doesn't want to answer isn't asked in another way. Where nobody is there, a key may come next.
        if (m_settings.canAsk)
            m_method = m_settings.methods.size();
        else
            skipMethod();
        return advance(connection);
    }
    m_ifRefused = refusal();
    if (isAt(Method::Password))
        m_password = answer.words.value(0);
    else
        connection.answerInteractively(answer.words);
    return advance(connection);
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
        return hasHungUp(connection) ? Step::Refused : Step::Lost;
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
    if (hasHungUp(connection))
        return {ErrorCode::TooManyAttempts, m_settings.account};
    if (m_unanswered)
        return *m_unanswered;
    if (m_refusal)
        return *m_refusal;
    if (isKeysFault)
        return *m_keyError;
    return {ErrorCode::NoMethodAccepted, connection.methodsLeft()};
}

} // namespace regatta::transport::libssh
