#pragma once

#include "core/base/error.h"
#include "core/transport/libssh/ssh_connection.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace regatta::transport::libssh {

class KeyStore;

/// The order in which ways to log in are tried, as OpenSSH has it: with named identity files these, and the
/// agent only if one of them is encrypted; without, the agent and then the default files. Of the reactor's
/// thread.
class Authenticator
{
public:
    struct Ways
    {
        QStringList identityFiles;
        QStringList defaultFiles;
        bool hasAgent = false;
    };

    Authenticator(KeyStore &keys, const Ways &ways);

    enum class Step {
        Again,    ///< call advance() when the socket is ready
        AskAgent, ///< let the agent log in, then call agentAnswered()
        Accepted,
        Refused, ///< see error()
        Lost,    ///< the connection ended
    };
    Step advance(SshConnection &connection);
    Step agentAnswered(AuthProgress progress, SshConnection &connection);

    /// After Refused: NoMethodAccepted with what the server would accept, or what kept a named key from being
    /// offered (PassphraseNeeded, KeyUnreadable, KeyFormatUnknown).
    base::Error error(const SshConnection &connection) const;

private:
    struct Way
    {
        QString identityFile; ///< empty: the agent
    };

    AuthProgress tryFile(const QString &path, SshConnection &connection);
    AuthProgress tryNone(SshConnection &connection);
    Step stepAfter(AuthProgress progress, const SshConnection &connection);

    KeyStore &m_keys;
    const bool m_hasAgent;
    std::vector<Way> m_ways;
    size_t m_next = 0;
    bool m_noneWasTried = false;
    std::optional<base::Error> m_keyError; ///< the first one
};

} // namespace regatta::transport::libssh
