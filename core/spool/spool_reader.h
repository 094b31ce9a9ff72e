#pragma once

#include "core/base/error.h"
#include "core/spool/spool_index.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace regatta::spool {

/// Reads records of a spool, also while its writer goes on. Any thread, at the same time.
class SpoolReader
{
public:
    /// Errors: FileUnreadable, SyntaxError (no spool), NewerSchema.
    static base::Expected<std::unique_ptr<SpoolReader>> open(const QString &path);
    ~SpoolReader();
    SpoolReader(const SpoolReader &) = delete;
    SpoolReader &operator=(const SpoolReader &) = delete;

    /// The bytes of one record. Blocks on the disk. Errors: FileUnreadable, SyntaxError (spoilt on the disk).
    base::Expected<QByteArray> read(const IndexEntry &entry) const;

    /// Builds the index of a finished spool from the heads of its records. A last record that was cut short
    /// is left out, as is everything behind a spoilt head.
    std::vector<IndexEntry> scan() const;

private:
    explicit SpoolReader(int descriptor);

    bool readAt(quint64 offset, char *into, qsizetype size) const;
    bool isLastIntact(const IndexEntry &last) const;

    const int m_descriptor;
};

} // namespace regatta::spool
