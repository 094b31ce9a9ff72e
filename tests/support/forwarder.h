#pragma once

#include <QStringList>

namespace regatta::tests {

/// For demo::ServerSettings::forwarder: bash connects its own input and output to host and port.
inline QStringList bashAsForwarder()
{
    return {QStringLiteral("bash"), QStringLiteral("-c"),
            QStringLiteral("exec 3<>/dev/tcp/$0/$1 || exit; cat <&3 & exec cat >&3")};
}

} // namespace regatta::tests
