#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace regatta::transport::openssh {

/// HostKeyChanged as trust::changedKeyError() has it, from what the ssh program tells people of a changed key
/// (sshconnect.c: warn_changed_key() and check_host_key(); OpenSSH 7.6 to 9.9). It doesn't say the known
/// key's fingerprint. Nothing: these aren't the words.
std::optional<base::Error> changedKeyIn(const QList<QByteArray> &words);

} // namespace regatta::transport::openssh
