#pragma once

#include <QByteArray>

namespace regatta::transport::process {

/// A signal's name without "SIG", as SSH writes it (RFC 4254, 6.10); its number if it has no name here.
QByteArray signalName(int signal);

} // namespace regatta::transport::process
