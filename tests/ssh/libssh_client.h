#pragma once

#include "tests/ssh/ssh_program.h"

#include <libssh/libssh.h>

#include <QByteArray>

namespace regatta::tests {

/// A plain, blocking libssh client, for what the ssh program can't be made to do.
class LibsshClient
{
public:
    /// Fails the test if it can't get in.
    explicit LibsshClient(const SshCall &call);
    ~LibsshClient();
    Q_DISABLE_COPY_MOVE(LibsshClient)

    /// A channel with the command running on it, or null if the server refused either.
    ssh_channel run(const char *command);

    ssh_session session() const { return m_session; }

private:
    ssh_session m_session;
};

/// All that comes until the end of the stream.
QByteArray readAll(ssh_channel channel, bool error = false);

} // namespace regatta::tests
