#pragma once

#include "core/transport/process/process_transport.h"

namespace regatta::transport {

/// Runs commands on this machine with /bin/sh -c, whatever the target's name. Has no phases but Running. A
/// copy is one from here to here.
///
/// What ends a command is told as sshd tells it: a signal if it ended the shell itself, or the command that
/// took the shell's place; the shell's own word, 128 + n, if the shell lived to report it.
class LocalTransport final : public process::ProcessTransport
{
public:
    /// `niceness`: of the commands, see nice(2). `credentials`: who asks for sudo's passwords, outlives this;
    /// null: nobody can be asked.
    explicit LocalTransport(int processLimit = process::defaultProcessLimit(), int niceness = 0,
                            trust::Credentials *credentials = nullptr);
};

} // namespace regatta::transport
