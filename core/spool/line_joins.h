#pragma once

#include "core/spool/spool_format.h"

#include <QHash>

#include <optional>
#include <vector>

namespace regatta::spool {

/// Which records go on with a line that the record before them, of the same stream, left open: a prompt and
/// its answer, the dots of something that takes its time. A log shows such a line as one, where it began.
/// Memory is bounded (12 MB for the joins): what doesn't fit stands as a line of its own. A value.
class LineJoins
{
public:
    static constexpr size_t mostJoins = 256 * 1024;
    /// A line may go on in so many records; showing it reads them all.
    static constexpr int mostRecordsOfALine = 256;

    struct Join
    {
        quint64 from = 0; ///< of the head of the record that left its line open
        quint64 to = 0;   ///< of the one that goes on with it
    };

    /// In the order of the file.
    const std::vector<Join> &joins() const { return m_joins; }
    /// What joins() gave of another one; lines that are open there are not here.
    static LineJoins restored(const std::vector<Join> &joins);

    /// The next record, in the order of the file; `offset` is its head's. True: its first line goes on with
    /// an earlier one.
    bool add(quint64 offset, const RecordHead &head);

    bool isJoined(quint64 offset) const;

    /// The record that goes on with the line that the one at `offset` left open.
    std::optional<quint64> nextOf(quint64 offset) const;

private:
    /// The line at the end of a stream, as long as no newline has come.
    struct OpenLine
    {
        quint16 attempt = 1;
        quint16 step = 0;
        quint64 offset = 0; ///< of the last record that has a part of it
        int records = 1;
        qsizetype bytes = 0; ///< behind its first record
    };

    void leaveOpen(quint64 stream, const OpenLine &line);

    QHash<quint64, OpenLine> m_open;   // by task and stream
    QHash<quint64, size_t> m_joinFrom; // its place in m_joins
    std::vector<Join> m_joins;         // ascending
};

} // namespace regatta::spool
