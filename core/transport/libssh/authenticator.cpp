#include "core/transport/libssh/authenticator.h"

#include "core/transport/libssh/key_store.h"

namespace regatta::transport::libssh {

namespace {

bool isRsa(ssh_key key)
{
    return ssh_key_type(key) == SSH_KEYTYPE_RSA;
}

/// Whether there is no use in trying the next way (yet).
bool isFinal(AuthProgress progress, const SshConnection &connection)
{
    switch (progress) {
    case AuthProgress::Denied:
    case AuthProgress::Partial:
        return false;
    case AuthProgress::Failed:
        return !connection.isAlive(); // a key that can't sign is no reason to give up
    case AuthProgress::Accepted:
    case AuthProgress::Again:
        return true;
    }
    Q_UNREACHABLE();
}

} // namespace

Authenticator::Authenticator(KeyStore &keys, const Ways &ways)
    : m_keys(keys)
    , m_hasAgent(ways.hasAgent)
{
    const bool named = !ways.identityFiles.isEmpty();
    if (m_hasAgent && !named)
        m_ways.push_back({});
    for (const QString &file : named ? ways.identityFiles : ways.defaultFiles)
        m_ways.push_back({file});
}

Authenticator::Step Authenticator::advance(SshConnection &connection)
{
    while (m_next < m_ways.size()) {
        const QString file = m_ways[m_next].identityFile;
        if (file.isEmpty())
            return Step::AskAgent;
        const AuthProgress progress = tryFile(file, connection);
        if (isFinal(progress, connection))
            return stepAfter(progress, connection);
        ++m_next;
    }
    // Only now, because it is a round trip: a server may let everybody in, and says what it would accept.
    const AuthProgress progress = m_noneWasTried ? AuthProgress::Denied : tryNone(connection);
    return stepAfter(progress, connection);
}

AuthProgress Authenticator::tryFile(const QString &path, SshConnection &connection)
{
    const base::Expected<SharedKey> key = m_keys.key(path);
    if (!key) {
        if (!m_keyError)
            m_keyError = key.error();
        // The agent may hold it decrypted.
        if (key.error().code == base::ErrorCode::PassphraseNeeded && m_hasAgent &&
            !m_ways.back().identityFile.isEmpty() && !m_ways.front().identityFile.isEmpty())
            m_ways.push_back({});
        return AuthProgress::Denied;
    }
    // libssh denies RSA keys by itself until the server's EXT_INFO has said that it takes SHA-2 signatures.
    if (isRsa(key->get()) && !m_noneWasTried) {
        const AuthProgress progress = tryNone(connection);
        if (progress != AuthProgress::Denied)
            return progress;
    }
    return connection.authenticateWithKey(key->get());
}

AuthProgress Authenticator::tryNone(SshConnection &connection)
{
    const AuthProgress progress = connection.authenticateWithNone();
    m_noneWasTried = progress != AuthProgress::Again;
    return progress;
}

Authenticator::Step Authenticator::agentAnswered(AuthProgress progress, SshConnection &connection)
{
    if (isFinal(progress, connection))
        return stepAfter(progress, connection);
    ++m_next;
    return advance(connection);
}

Authenticator::Step Authenticator::stepAfter(AuthProgress progress, const SshConnection &connection)
{
    switch (progress) {
    case AuthProgress::Accepted:
        return Step::Accepted;
    case AuthProgress::Again:
        return Step::Again;
    case AuthProgress::Denied:
    case AuthProgress::Partial:
        return Step::Refused;
    case AuthProgress::Failed:
        // OpenSSH hangs up after MaxAuthTries keys; the log-in was refused, not lost.
        return connection.errorText().contains(QStringLiteral("Too many authentication failures"))
                   ? Step::Refused
                   : Step::Lost;
    }
    Q_UNREACHABLE();
}

base::Error Authenticator::error(const SshConnection &connection) const
{
    if (m_keyError)
        return *m_keyError;
    return {base::ErrorCode::NoMethodAccepted, connection.methodsLeft()};
}

} // namespace regatta::transport::libssh
