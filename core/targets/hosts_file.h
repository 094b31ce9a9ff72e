#pragma once

#include "core/targets/node_set.h"

#include <QByteArray>

namespace regatta::targets {

/// A larger file isn't a list of hosts.
constexpr qint64 largestHostsFile = 64 * 1024 * 1024;

struct HostsFileError
{
    /// FileUnreadable and FileTooLarge with the path as `found`, or what is wrong with that line.
    NodeSetError error;
    int line = 0; ///< from 1; 0: the file itself

    bool operator==(const HostsFileError &) const = default;
};

/// Targets in the order of the lines: one node-set expression a line, mostly a plain "[user@]host[:port]".
/// "#" begins a comment, empty lines mean nothing. UTF-8, with or without a byte order mark, lines end in LF
/// or CRLF. All lines together name at most mostNodes targets, duplicates included (TooManyTargets).
tl::expected<Expansion, HostsFileError> parseHosts(const QByteArray &content, const GroupLookup &groups = {});

/// Reads a file, or a pipe up to its end. Blocks.
tl::expected<Expansion, HostsFileError> readHostsFile(const QString &path, const GroupLookup &groups = {});

} // namespace regatta::targets
