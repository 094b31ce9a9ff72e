#pragma once

#include "core/base/error.h"

namespace regatta::transport::libssh {

/// Why a jump host doesn't connect a channel, as libssh puts it. There is one text for the whole session, and
/// the last refusal stands in it; it names its channel by number.
struct ForwardingFailure
{
    int channel = 0; ///< 0: the text is about something else
    int reason = 0;  ///< RFC 4254, 5.1
    QString words;   ///< of the jump host
};

ForwardingFailure readForwardingFailure(const QString &errorText);

/// The number of the nth channel of a session, from 1.
int channelNumber(int nth);

/// ForwardingRefused, ConnectionRefused, NameNotResolved, ConnectTimedOut or NetworkUnreachable, with the
/// jump host's words.
base::Error errorOf(const ForwardingFailure &failure);

} // namespace regatta::transport::libssh
