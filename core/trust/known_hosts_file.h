#pragma once

#include "core/base/error.h"
#include "core/trust/hashed_name_index.h"
#include "core/trust/host_names.h"
#include "core/trust/known_hosts_line.h"

#include <QHash>

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace regatta::trust {

/// Of those that are told of a file, and of all files together.
constexpr size_t mostProblems = 1000;

/// One known_hosts file, read and indexed. It never changes; a changed file is read anew. Any thread may
/// search it.
///
/// What a search costs: plain names and keys are found through hash maps. Each line with a wildcard is
/// compared; each hashed line takes an HMAC (see HashedNameIndex). So linesFor() goes through hashed lines
/// once for each name and remembers the outcome, while linesFor() a name *and* a key - a known host's verdict
/// - checks only the lines that hold this key.
class KnownHostsFile
{
public:
    struct Line
    {
        Marker marker;
        int number; ///< from 1
        HostKey key;
    };

    /// A missing file is empty. One that can't be read is empty too, and says so.
    static std::shared_ptr<const KnownHostsFile> read(const QString &path);
    KnownHostsFile(QString path, QByteArray contents);

    const QString &path() const { return m_path; }
    bool isUnreadable() const { return m_unreadable; }
    /// Unreadable for now only: the process has too many files open. That is no problem of the file.
    bool lacksDescriptors() const { return m_lacksDescriptors; }
    /// FileUnreadable, FileTooLarge, SyntaxError: see HostKeyVerifier::problems(). At most mostProblems.
    const std::vector<base::Error> &problems() const { return m_problems; }

    /// All lines that cover the name (as knownHostsName() makes it), in the file's order.
    std::vector<const Line *> linesFor(const QByteArray &name) const;
    /// Those of them that hold this key (its canonical blob).
    std::vector<const Line *> linesFor(const QByteArray &name, const QByteArray &blob) const;

private:
    using LineIndex = HashedNameIndex::Value;

    void index(const KnownHostsLine &line, int number);
    void report(base::ErrorCode code, const QString &detail);
    void readLines();
    void foldCase(QByteArrayView names);
    bool covers(LineIndex line, const QByteArray &name, QCryptographicHash &sha1) const;
    std::vector<LineIndex> search(const QByteArray &name) const;

    QString m_path;
    QByteArray m_contents; // names are views into it
    bool m_unreadable = false;
    bool m_lacksDescriptors = false;
    std::vector<base::Error> m_problems;

    std::vector<Line> m_lines;
    std::vector<QByteArrayView> m_names; // one a line, in lower case
    QMultiHash<QByteArrayView, LineIndex> m_byPlainName;
    QMultiHash<QByteArrayView, LineIndex> m_byKey;
    std::vector<LineIndex> m_patterns;
    HashedNameIndex m_hashed;

    mutable std::mutex m_mutex;
    mutable QHash<QByteArray, std::vector<LineIndex>> m_found; // guarded by m_mutex
};

} // namespace regatta::trust
