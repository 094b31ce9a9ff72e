#pragma once

#include "core/transport/process/process_transport.h"

namespace regatta::transport {

/// Runs commands with the ssh program, one process a command: for those whom libssh can't serve (GSSAPI,
/// hardware keys, a ProxyCommand, ControlMaster). The person's ssh configuration counts for all that an
/// Endpoint leaves open.
///
/// The program tells less than a library: the name of the signal that ended a command is not known
/// ("UNKNOWN"), a stopped command is never known to be gone, and one that leaves its output to a daemon lasts
/// as long as that. A copy talks to the host's SFTP server through the program, and checks what it copied by
/// reading it back: each command would have to log in again.
class OpenSshTransport final : public process::ProcessTransport
{
public:
    /// `credentials`: who asks for sudo's passwords, outlives this; null: nobody can be asked.
    explicit OpenSshTransport(int processLimit = process::defaultProcessLimit(),
                              const QString &program = QStringLiteral("ssh"),
                              trust::Credentials *credentials = nullptr);
};

} // namespace regatta::transport
