#pragma once

#include <QString>

#include <optional>

namespace regatta::profile {

/// Permissions of files as chmod(1) takes them in octal: three digits, or four of which the first is 0.
std::optional<quint32> permissionsFrom(const QString &text);

} // namespace regatta::profile
