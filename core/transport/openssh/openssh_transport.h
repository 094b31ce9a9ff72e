#pragma once

#include "core/transport/process/process_transport.h"

namespace regatta::transport {

/// Runs commands with the ssh program, one process a command: for those whom libssh can't serve (GSSAPI,
/// hardware keys, a ProxyCommand, ControlMaster). The person's ssh configuration counts for all that an
/// Endpoint leaves open.
///
/// The program tells less than a library: the name of the signal that ended a command is not known
/// ("UNKNOWN"), a stopped command is never known to be gone, and one that leaves its output to a daemon lasts
/// as long as that.
class OpenSshTransport final : public process::ProcessTransport
{
public:
    /// `credentials`: who asks for sudo's passwords, outlives this; null: nobody can be asked.
    explicit OpenSshTransport(int processLimit = process::defaultProcessLimit(),
                              QString program = QStringLiteral("ssh"),
                              trust::Credentials *credentials = nullptr);
};

} // namespace regatta::transport
