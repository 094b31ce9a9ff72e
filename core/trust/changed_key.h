#pragma once

#include "core/base/error.h"
#include "core/trust/host_key.h"

namespace regatta::trust {

/// What is told of a host that showed another key than the known one.
struct ChangedKey
{
    QString known; ///< keyName(), or as much of it as is known
    QString file;  ///< the known_hosts file that has it
    int line = 0;
    QString shown; ///< likewise
    QString name;  ///< of the host in that file
};

/// As OpenSSH tells keys to people: "ED25519 SHA256:...". A host can't put words of its own into it.
QString keyName(const HostKey &key);

/// HostKeyChanged. The first line of the detail is the facts; the second one is a command for a shell that
/// takes the known key out of its file: not before the person has found out why there is another one.
base::Error changedKeyError(const ChangedKey &changed);

} // namespace regatta::trust
