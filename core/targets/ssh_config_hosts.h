#pragma once

#include "core/base/error.h"
#include "core/model/target.h"

#include <QList>
#include <QString>

namespace regatta::targets {

/// A host that a person has given a name in ssh_config(5).
struct SshConfigHost
{
    QString alias;
    model::Target
        target; ///< where it is: "HostName" (or the alias), "User" and "Port" as far as they are said
    bool needsProxy = false; ///< ProxyJump or ProxyCommand: can't be reached there from here

    bool operator==(const SshConfigHost &) const = default;
};

/// Files that include each other are followed so deep (as OpenSSH's readconf.c does), and at most so many of
/// them.
constexpr int deepestInclude = 16;
constexpr int mostIncludedFiles = 1'000;
constexpr qint64 largestSshConfig = 8 * 1024 * 1024;

/// The names without wildcards that "Host" lines of the file and of what it includes give, in their order and
/// each once, with what the file says of them: as in ssh_config(5) the first value wins, and "Host *" counts.
/// "Match" sections are left out, since they depend on more than the name; so is an included file that can't
/// be read. Only reads: starts nothing and resolves nothing. `home` is what "~" stands for. Blocks.
/// FileUnreadable with the path.
base::Expected<QList<SshConfigHost>> readSshConfigHosts(const QString &path, const QString &home);

} // namespace regatta::targets
