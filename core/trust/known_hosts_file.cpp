#include "core/trust/known_hosts_file.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>

#include <sys/stat.h>

namespace regatta::trust {
namespace {

constexpr qint64 largestFile = 256LL << 20;
constexpr qsizetype mostNamesRemembered = 65536;

QStringView word(BrokenPart part)
{
    switch (part) {
    case BrokenPart::Marker:
        return u"marker";
    case BrokenPart::Names:
        return u"names";
    case BrokenPart::KeyType:
        return u"key type";
    case BrokenPart::Key:
        return u"key";
    }
    Q_UNREACHABLE();
}

} // namespace

std::shared_ptr<const KnownHostsFile> KnownHostsFile::read(const QString &path)
{
    const auto failed = [&](base::ErrorCode code, const QString &reason) {
        auto file = std::make_shared<KnownHostsFile>(path, QByteArray());
        file->m_unreadable = true;
        file->report(code, path + QStringLiteral(": ") + reason);
        return file;
    };
    struct stat status;
    if (::stat(QFile::encodeName(path).constData(), &status) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return std::make_shared<KnownHostsFile>(path, QByteArray());
        return failed(base::ErrorCode::FileUnreadable, qt_error_string(errno));
    }
    // "UserKnownHostsFile /dev/null" is how people say "none". Other devices and pipes might never end.
    if (QFileInfo(path).canonicalFilePath() == QLatin1String("/dev/null"))
        return std::make_shared<KnownHostsFile>(path, QByteArray());
    if (!S_ISREG(status.st_mode))
        return failed(base::ErrorCode::FileUnreadable, QStringLiteral("not a regular file"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) && file.error() == QFileDevice::ResourceError) {
        auto unread = std::make_shared<KnownHostsFile>(path, QByteArray());
        unread->m_unreadable = unread->m_lacksDescriptors = true;
        return unread;
    }
    if (!file.isOpen())
        return failed(base::ErrorCode::FileUnreadable, file.errorString());
    if (file.size() > largestFile)
        return failed(base::ErrorCode::FileTooLarge, QString::number(file.size()));
    QByteArray contents = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return failed(base::ErrorCode::FileUnreadable, file.errorString());
    return std::make_shared<KnownHostsFile>(path, std::move(contents));
}

KnownHostsFile::KnownHostsFile(QString path, QByteArray contents)
    : m_path(std::move(path))
    , m_contents(std::move(contents))
{
    m_contents.detach();
    readLines();
}

void KnownHostsFile::readLines()
{
    QByteArrayView rest = m_contents;
    for (int number = 1; !rest.isEmpty(); ++number) {
        const qsizetype end = rest.indexOf('\n');
        const QByteArrayView text = end < 0 ? rest : rest.first(end);
        rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
        const auto line = parseKnownHostsLine(text);
        if (!line)
            report(base::ErrorCode::SyntaxError,
                   QStringLiteral("%1:%2: %3").arg(m_path).arg(number).arg(word(line.error())));
        else if (*line)
            index(**line, number);
    }
}

void KnownHostsFile::index(const KnownHostsLine &line, int number)
{
    const auto index = LineIndex(m_lines.size());
    m_lines.push_back({line.marker, number, line.key});
    m_names.push_back(line.names);
    m_byKey.insert(m_lines.back().key.blob, index);
    if (line.names.startsWith('|')) {
        m_hashed.add(*HashedName::parse(line.names), index);
        return;
    }
    foldCase(line.names);
    if (!isPlainNameList(line.names)) {
        m_patterns.push_back(index);
        return;
    }
    for (QByteArrayView names = line.names; !names.isEmpty();) {
        const qsizetype comma = names.indexOf(',');
        m_byPlainName.insert(comma < 0 ? names : names.first(comma), index);
        names = comma < 0 ? QByteArrayView() : names.sliced(comma + 1);
    }
}

/// Names compare in lower case; folding them where they stand saves a copy of 100,000 of them.
void KnownHostsFile::foldCase(QByteArrayView names)
{
    char *begin = m_contents.data() + (names.data() - m_contents.constData());
    std::transform(begin, begin + names.size(), begin,
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
}

void KnownHostsFile::report(base::ErrorCode code, const QString &detail)
{
    if (m_problems.size() < mostProblems)
        m_problems.push_back({code, detail});
}

std::vector<const KnownHostsFile::Line *> KnownHostsFile::linesFor(const QByteArray &name) const
{
    std::vector<const Line *> lines;
    for (const LineIndex line : search(name))
        lines.push_back(&m_lines[line]);
    return lines;
}

std::vector<const KnownHostsFile::Line *> KnownHostsFile::linesFor(const QByteArray &name,
                                                                   const QByteArray &blob) const
{
    std::vector<LineIndex> covering;
    QCryptographicHash sha1(QCryptographicHash::Sha1);
    const auto [begin, end] = m_byKey.equal_range(blob);
    for (auto line = begin; line != end; ++line) {
        if (covers(*line, name, sha1))
            covering.push_back(*line);
    }
    std::sort(covering.begin(), covering.end());
    std::vector<const Line *> lines;
    for (const LineIndex line : covering)
        lines.push_back(&m_lines[line]);
    return lines;
}

bool KnownHostsFile::covers(LineIndex line, const QByteArray &name, QCryptographicHash &sha1) const
{
    const QByteArrayView names = m_names[line];
    return names.startsWith('|') ? HashedName::parse(names)->matches(name, sha1)
                                 : matchesNameList(name, names);
}

/// The HMACs are computed outside the lock: two threads that look for the same name at once both pay, nobody
/// waits.
std::vector<KnownHostsFile::LineIndex> KnownHostsFile::search(const QByteArray &name) const
{
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_found.constFind(name); known != m_found.cend())
            return *known;
    }
    std::vector<LineIndex> found;
    const auto [begin, end] = m_byPlainName.equal_range(QByteArrayView(name));
    std::copy(begin, end, std::back_inserter(found));
    std::copy_if(m_patterns.begin(), m_patterns.end(), std::back_inserter(found),
                 [&](LineIndex line) { return matchesNameList(name, m_names[line]); });
    const std::vector<LineIndex> hashed = m_hashed.find(name);
    std::copy(hashed.begin(), hashed.end(), std::back_inserter(found));
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());

    const std::lock_guard lock(m_mutex);
    if (m_found.size() >= mostNamesRemembered)
        m_found.clear();
    return m_found.insert(name, found).value();
}

} // namespace regatta::trust
