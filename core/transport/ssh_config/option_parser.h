#pragma once

#include "core/transport/ssh_config/host_options.h"

#include <QHash>

namespace regatta::transport::ssh_config {

/// `ssh -G`'s lines: what was said of each option, in lower case, in their order.
using OptionLines = QHash<QString, QStringList>;

OptionLines linesOf(const QByteArray &output);

/// What the lines mean for Regatta. `plain` are the lines for a host without any configuration: what stands
/// there too is OpenSSH's default and not the person's word. `hasKerberosTicket`: whether GSSAPI could log in
/// at all; distributions turn it on for everybody.
HostOptions optionsFrom(const OptionLines &lines, const OptionLines &plain, bool hasKerberosTicket);

} // namespace regatta::transport::ssh_config
