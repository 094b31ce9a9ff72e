#pragma once

#include <QString>

#include <optional>

namespace regatta::base {

/// Bytes that this process may still take without hurting others: what the kernel thinks is available, or
/// what control groups (of a container, of a service) leave of their limit, whichever is less. Nothing if the
/// system doesn't say. `root` is where the system's /proc and /sys are.
std::optional<qint64> availableMemory(const QString &root = QStringLiteral("/"));

} // namespace regatta::base
