#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace regatta::transport::ssh_config {

/// The Host and Match lines of a configuration, read only to see which hosts they can't tell apart: asking
/// ssh about one of those answers for all. What the lines mean is left to ssh.
class ConfigPatterns
{
public:
    /// Reads the files with all that they include, however deep and whether or not ssh would get there.
    /// `userFolder`: what a relative path in an Include of the user's file is relative to (~/.ssh).
    static ConfigPatterns read(const QStringList &files, const QString &userFolder);

    /// Two hosts with the same class, asked about with the same user and port, get the same answer, except
    /// for "%h" in HostName.
    QByteArray classOf(const QString &host) const;

    /// Something in it depends on each host in ways that only ssh can see (Match exec, say).
    bool dependsOnEachHost() const { return m_dependsOnEachHost || (m_matchesHostNames && m_hasTokens); }

private:
    struct Reader;

    void addPattern(const QString &pattern);

    QHash<QString, std::vector<quint32>> m_names; ///< patterns without wildcards
    std::vector<std::pair<QString, quint32>> m_wildcards;
    quint32 m_count = 0;
    bool m_dependsOnEachHost = false;
    bool m_matchesHostNames = false;
    bool m_hasTokens = false;
};

} // namespace regatta::transport::ssh_config
