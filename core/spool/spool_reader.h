#pragma once

#include "core/base/error.h"
#include "core/spool/spool_index.h"

#include <QByteArray>
#include <QString>

#include <atomic>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

namespace regatta::spool {

/// Reads records of a spool, also while its writer goes on. Any thread, at the same time.
class SpoolReader
{
public:
    /// Errors: FileUnreadable, SpoolDamaged (or no spool at all), SpoolNewer.
    static base::Expected<std::unique_ptr<SpoolReader>> open(const QString &path);
    ~SpoolReader();
    SpoolReader(const SpoolReader &) = delete;
    SpoolReader &operator=(const SpoolReader &) = delete;

    /// The bytes of one record. Blocks on the disk. Errors: FileUnreadable, SpoolDamaged.
    base::Expected<QByteArray> read(const IndexEntry &entry) const;

    /// Somebody has deleted the file; it can be read all the same.
    bool isDeleted() const;

    /// At most so many bytes of a record's end, unchecked: its checksum is about all of it.
    QByteArray readEnd(const IndexEntry &entry, qsizetype most) const;

    /// All records of a finished spool at once: for small spools and tests; walk the heads of a large one. A
    /// last record that was cut short is left out, as is everything behind a spoilt head.
    std::vector<IndexEntry> scan() const;

    /// Fills the index of a spool that nobody writes any more from the heads of its records, in batches, from
    /// where the index ends. What scan() leaves out is left out. Stops early when `isCancelled` becomes true.
    void buildIndex(SpoolIndex &index, const std::atomic<bool> &isCancelled) const;

    /// In bytes, now; 0 if that can't be told.
    quint64 fileSize() const;

private:
    friend class HeadWalker;

    explicit SpoolReader(int descriptor);

    /// How many bytes were read: fewer than `size` at the end of the file or after an error.
    qsizetype readAt(quint64 offset, char *into, qsizetype size) const;

    const int m_descriptor;
};

/// Walks the heads of the records from one on, in the order of the file, reading little of what lies between
/// them. Stops at `end`, and at a head that is spoilt or whose record is not all there. One thread; the
/// reader outlives it.
class HeadWalker
{
public:
    /// `from` is the offset of a head. `end`: see SpoolIndex::Extent::end.
    HeadWalker(const SpoolReader &reader, quint64 from, quint64 end);

    std::optional<IndexEntry> next();

    /// The bytes of the record that next() returned last, as SpoolReader::read() gives them, but cheaper if
    /// the record is short: valid until the next call of next() or the walker's end.
    base::Expected<QByteArray> read(const IndexEntry &entry);

    /// Of the head that next() would return.
    quint64 offset() const { return m_at; }

private:
    const char *headAt(quint64 offset);
    bool isInWindow(quint64 offset, quint64 size) const;

    const SpoolReader &m_reader;
    quint64 m_at;
    quint64 m_end;
    QByteArray m_window;
    quint64 m_windowAt = 0;
    qsizetype m_windowFill = 0;
};

} // namespace regatta::spool
