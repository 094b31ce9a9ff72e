#include "core/targets/ssh_config_hosts.h"

#include "core/targets/ssh_config_line.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QStringList>

#include <algorithm>
#include <utility>
#include <vector>

namespace regatta::targets {

using base::ErrorCode;

namespace {

/// The patterns of one Host line; a section holds if all of its lines do.
using Condition = QStringList;

struct Section
{
    std::vector<Condition> conditions;          // more than one: included from within a section
    QList<std::pair<QString, QString>> options; // keyword in lower case, value
};

bool isConcrete(const QString &pattern)
{
    return !pattern.startsWith(u'!') && !pattern.contains(u'*') && !pattern.contains(u'?');
}

/// Without regard to case, as host names are.
bool isMatch(QStringView name, QStringView pattern)
{
    return matchesPattern(name, pattern, Qt::CaseInsensitive);
}

bool holds(const Condition &condition, const QString &name)
{
    bool isNamed = false;
    for (const QString &pattern : condition) {
        if (pattern.startsWith(u'!')) {
            if (isMatch(name, QStringView(pattern).sliced(1)))
                return false;
        } else {
            isNamed = isNamed || isMatch(name, pattern);
        }
    }
    return isNamed;
}

class Reader
{
public:
    explicit Reader(QString home)
        : m_home(std::move(home))
    {}

    bool read(const QString &path, std::vector<Condition> conditions, int depth)
    {
        QFile file(path);
        if (++m_files > mostIncludedFiles || !file.open(QIODevice::ReadOnly))
            return false;
        const std::vector<Condition> outer = conditions;
        m_sections.push_back({std::move(conditions), {}});
        const QByteArray content = file.read(largestSshConfig);
        if (file.error() != QFileDevice::NoError)
            return false;
        for (const QByteArray &line : content.split('\n'))
            take(wordsOfConfigLine(QString::fromUtf8(line)), outer, depth);
        return true;
    }

    QList<SshConfigHost> hosts() const
    {
        QList<SshConfigHost> hosts;
        QSet<QString> seen;
        for (const QString &alias : m_aliases) {
            if (!seen.contains(alias))
                hosts << hostOf(alias);
            seen.insert(alias);
        }
        return hosts;
    }

private:
    void take(const QStringList &words, const std::vector<Condition> &outer, int depth)
    {
        if (words.isEmpty())
            return;
        const QString keyword = words.first().toLower();
        const QStringList values = words.mid(1);
        if (keyword == u"host") {
            begin(outer, values);
            for (const QString &pattern : values) {
                if (isConcrete(pattern))
                    m_aliases << pattern;
            }
        } else if (keyword == u"match") {
            begin(outer, {}); // no pattern: holds for nobody
        } else if (keyword == u"include") {
            for (const QString &pattern : values)
                include(pattern, depth);
        } else if (!values.isEmpty()) {
            m_sections.back().options.append({keyword, values.first()});
        }
    }

    void begin(std::vector<Condition> conditions, const Condition &condition)
    {
        conditions.push_back(condition);
        m_sections.push_back({std::move(conditions), {}});
    }

    void include(const QString &pattern, int depth)
    {
        if (depth >= deepestInclude || m_files >= mostIncludedFiles)
            return;
        QString path = pattern;
        if (path.startsWith(u"~/"))
            path = m_home + path.mid(1);
        else if (QDir::isRelativePath(path))
            path = m_home + QStringLiteral("/.ssh/") + path;
        const std::vector<Condition> conditions = m_sections.back().conditions;
        const QFileInfo info(path);
        const QDir folder = info.dir();
        for (const QString &name :
             folder.entryList({info.fileName()}, QDir::Files | QDir::Hidden, QDir::Name))
            read(folder.filePath(name), conditions, depth + 1);
        m_sections.push_back({conditions, {}}); // the rest of the section that includes
    }

    QString valueFor(const QString &alias, QStringView keyword) const
    {
        for (const Section &section : m_sections) {
            const bool isFor =
                std::all_of(section.conditions.begin(), section.conditions.end(),
                            [&](const Condition &condition) { return holds(condition, alias); });
            if (!isFor)
                continue;
            for (const auto &[name, value] : section.options) {
                if (name == keyword)
                    return value;
            }
        }
        return {};
    }

    SshConfigHost hostOf(const QString &alias) const
    {
        SshConfigHost host;
        host.alias = alias;
        host.target.name = valueFor(alias, u"hostname");
        host.target.name.replace(QStringLiteral("%h"), alias)
            .replace(QStringLiteral("%%"), QStringLiteral("%"));
        if (host.target.name.isEmpty())
            host.target.name = alias;
        host.target.user = valueFor(alias, u"user");
        host.target.port = valueFor(alias, u"port").toUShort();
        for (const auto &keyword : {QStringLiteral("proxyjump"), QStringLiteral("proxycommand")}) {
            const QString proxy = valueFor(alias, keyword);
            host.needsProxy = host.needsProxy || (!proxy.isEmpty() && proxy.toLower() != u"none");
        }
        return host;
    }

    const QString m_home;
    std::vector<Section> m_sections;
    QStringList m_aliases;
    int m_files = 0;
};

} // namespace

base::Expected<QList<SshConfigHost>> readSshConfigHosts(const QString &path, const QString &home)
{
    Reader reader(home);
    if (!reader.read(path, {}, 0))
        return tl::unexpected(base::Error{ErrorCode::FileUnreadable, path});
    return reader.hosts();
}

} // namespace regatta::targets
