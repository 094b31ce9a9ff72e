#include "core/transport/ssh_config/config_patterns.h"

#include "core/targets/ssh_config_line.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

#include <glob.h>

namespace regatta::transport::ssh_config {

namespace {

constexpr qint64 largestFile = 16 << 20;
constexpr int deepestInclude = 16; // READCONF_MAX_DEPTH of OpenSSH's readconf.c

bool hasWildcard(const QString &pattern)
{
    return pattern.contains(u'*') || pattern.contains(u'?');
}

/// Whether there is a token that stands for something else with each host of one user and port.
bool hasHostToken(const QString &line)
{
    static const QRegularExpression token(QStringLiteral("%(.)"));
    constexpr QStringView common = u"diLlpru%";
    auto tokens = token.globalMatch(line);
    while (tokens.hasNext()) {
        if (!common.contains(tokens.next().capturedView(1)))
            return true;
    }
    return false;
}

QStringList filesMatching(const QString &path)
{
    glob_t found{};
    QStringList files;
    if (::glob(QFile::encodeName(path).constData(), GLOB_TILDE, nullptr, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; ++i)
            files << QFile::decodeName(found.gl_pathv[i]);
    }
    ::globfree(&found);
    return files;
}

} // namespace

struct ConfigPatterns::Reader
{
    ConfigPatterns &patterns;
    const QString userFolder;
    QSet<QString> seen;

    void readFile(const QString &path, int depth)
    {
        QFile file(path);
        if (depth > deepestInclude || seen.contains(path) || !file.open(QIODevice::ReadOnly))
            return;
        seen.insert(path);
        const auto lines = QString::fromUtf8(file.read(largestFile)).split(u'\n');
        for (const QString &line : lines)
            readLine(line, path, depth);
    }

    void readLine(const QString &line, const QString &path, int depth)
    {
        const QStringList words = targets::wordsOfConfigLine(line);
        if (words.isEmpty())
            return;
        const QString keyword = words.first().toLower();
        if (keyword == u"host") {
            for (const QString &pattern : words.mid(1))
                patterns.addPattern(pattern);
        } else if (keyword == u"match") {
            readMatch(words);
        } else if (keyword == u"include") {
            for (const QString &pattern : words.mid(1))
                include(pattern, path, depth);
        } else if (keyword == u"canonicalizehostname") {
            patterns.m_dependsOnEachHost |= words.value(1).toLower() != u"no";
        } else if (keyword == u"hostname") {
            patterns.m_hasTokens |= line.contains(u'%');
        } else if (keyword == u"userknownhostsfile" || keyword == u"identityagent") {
            // The paths that ssh -G expands by itself.
            patterns.m_dependsOnEachHost |= hasHostToken(line);
        }
    }

    void readMatch(const QStringList &words)
    {
        for (qsizetype i = 1; i < words.size(); ++i) {
            QString criterion = words[i].toLower();
            QString argument = words.value(i + 1);
            if (const qsizetype equals = criterion.indexOf(u'='); equals >= 0) {
                argument = words[i].mid(equals + 1);
                criterion.truncate(equals);
            }
            if (criterion.startsWith(u'!'))
                criterion.remove(0, 1);
            if (criterion == u"host" || criterion == u"originalhost") {
                patterns.m_matchesHostNames |= criterion == u"host";
                for (const QString &pattern : argument.split(u','))
                    patterns.addPattern(pattern);
            } else if (criterion == u"exec" || criterion == u"canonical" || criterion == u"final") {
                patterns.m_dependsOnEachHost = true;
            }
        }
    }

    void include(const QString &pattern, const QString &path, int depth)
    {
        QString absolute = pattern;
        if (!pattern.startsWith(u'/') && !pattern.startsWith(u'~')) {
            const bool isSystems = path.startsWith(QStringLiteral("/etc/ssh/"));
            absolute = (isSystems ? QStringLiteral("/etc/ssh") : userFolder) + u'/' + pattern;
        }
        for (const QString &file : filesMatching(absolute))
            readFile(file, depth + 1);
    }
};

ConfigPatterns ConfigPatterns::read(const QStringList &files, const QString &userFolder)
{
    ConfigPatterns patterns;
    Reader reader{patterns, userFolder, {}};
    for (const QString &file : files)
        reader.readFile(file, 0);
    return patterns;
}

void ConfigPatterns::addPattern(const QString &pattern)
{
    const QString positive = pattern.startsWith(u'!') ? pattern.mid(1) : pattern;
    if (positive == u"*")
        return;
    if (hasWildcard(positive))
        m_wildcards.emplace_back(positive, m_count++);
    else
        m_names[positive].push_back(m_count++);
}

QByteArray ConfigPatterns::classOf(const QString &host) const
{
    std::vector<quint32> found;
    const auto look = [&](const QString &name) {
        if (const auto exact = m_names.constFind(name); exact != m_names.cend())
            found.insert(found.end(), exact->begin(), exact->end());
        for (const auto &[pattern, number] : m_wildcards) {
            if (targets::matchesPattern(name, pattern, Qt::CaseSensitive))
                found.push_back(number);
        }
    };
    look(host);
    // Some lines are compared without regard to case and some with it: a name that has capitals is compared
    // both ways, which at worst tells apart what ssh doesn't.
    if (const QString lower = host.toLower(); lower != host) {
        found.push_back(m_count);
        look(lower);
    }
    return QByteArray(reinterpret_cast<const char *>(found.data()),
                      qsizetype(found.size() * sizeof(quint32)));
}

} // namespace regatta::transport::ssh_config
