#pragma once

#include "core/spool/line_joins.h"
#include "core/spool/line_map.h"
#include "core/spool/spool_format.h"

#include <functional>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace regatta::spool {

/// Where one record stands in its file, and what it is about.
struct IndexEntry
{
    quint64 offset = 0; ///< of the record's bytes, not of its head
    RecordHead head;

    quint64 headOffset() const { return offset - recordHeadSize; }
    quint64 end() const { return offset + head.length; }
};

/// How much of a spool can be read, and where its lines stand. Grows while the run goes on; never changes
/// what is there. Its memory is bounded however long the run is. Any thread.
class SpoolIndex
{
public:
    /// `onGrowth` is called after each append(), on the thread that appends; it must be quick.
    explicit SpoolIndex(std::function<void()> onGrowth = {})
        : m_onGrowth(std::move(onGrowth))
    {}

    /// All that there is so far.
    struct Extent
    {
        quint64 end = fileHeadSize; ///< of the last record, in the file
        quint64 records = 0;
        qint64 lines = 0;

        /// Bytes of output, without what the file says about them.
        qint64 payload() const { return qint64(end) - fileHeadSize - qint64(records) * recordHeadSize; }

        bool operator==(const Extent &) const = default;
    };

    /// The next records, in the order of the file.
    void append(const std::vector<IndexEntry> &entries);

    /// All of it, to be kept in a file.
    struct State
    {
        LineMap lines;
        LineJoins joins;
        IndexEntry last; ///< the record at the end
    };
    State state() const;
    /// Takes over all of another one.
    void restore(State state);

    Extent extent() const;

    /// See LineMap::markBefore(): of the lines of all tasks, in the order of arrival.
    LineMap::Mark markBefore(qint64 line) const;

    /// How many lines of a log begin in the record.
    quint32 linesOf(const IndexEntry &entry) const;

    /// See LineJoins, with offsets of heads.
    bool isJoined(quint64 offset) const;
    std::optional<quint64> nextOf(quint64 offset) const;

private:
    const std::function<void()> m_onGrowth;
    mutable std::mutex m_mutex;
    LineMap m_lines;              // guarded by m_mutex
    LineJoins m_joins;            // guarded by m_mutex
    IndexEntry m_last;            // guarded by m_mutex
    quint64 m_end = fileHeadSize; // guarded by m_mutex
};

} // namespace regatta::spool
