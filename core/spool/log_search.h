#pragma once

#include "core/spool/log_pattern.h"
#include "core/spool/log_source.h"

#include <QHash>

#include <optional>
#include <stop_token>
#include <vector>

namespace regatta::spool {

/// Finds the lines of a source that match, from its beginning on, a portion at a time, and goes on when the
/// source has grown. One thread, the source's.
class LogSearch
{
public:
    /// `stop`: any thread may ask it to end soon, in the middle of a record; nothing goes on from there.
    explicit LogSearch(LogPattern pattern, std::stop_token stop = {})
        : m_pattern(std::move(pattern))
        , m_stop(std::move(stop))
    {}

    /// More matches than this are not kept: nobody looks at them.
    static constexpr size_t mostMatches = 5'000'000;

    /// Adds the numbers of matching lines to `matches`, reading about `mostBytes`; ascending, but for a line
    /// that matches only since it went on: see mergeMatches(). True: there is more to be searched. Stops for
    /// good when the pattern explodes or there are too many matches.
    bool searchOn(const LogSource &source, quint64 mostBytes, std::vector<qint64> &matches);

    bool hasExploded() const { return m_hasExploded; }
    bool isFull() const { return m_found >= mostMatches; }

private:
    bool hasEnded() const { return hasExploded() || isFull() || m_stop.stop_requested(); }

    /// A line that may go on.
    struct OpenLine
    {
        qint64 line = 0;
        quint64 offset = 0; ///< of the head of the record that it begins in
        quint64 last = 0;   ///< of the last record that was searched for it
    };

    void searchRecord(const LogSource &source, const IndexEntry &entry, QByteArrayView bytes,
                      std::vector<qint64> &matches);
    bool searchOpenLine(const LogSource &source, OpenLine &open, std::vector<qint64> &matches);
    void searchWholeLines(QByteArrayView bytes, std::vector<qint64> &matches);
    void searchBytes(QByteArrayView bytes, std::vector<qint64> &matches);
    void searchLines(QByteArrayView bytes, std::vector<qint64> &matches);
    /// With its newline; unset: the pattern has exploded.
    std::optional<bool> matchesLine(QByteArrayView line);
    /// The bytes, in lower case if the case makes no difference; valid until the next call.
    QByteArrayView comparable(QByteArrayView bytes);

    LogPattern m_pattern;
    std::stop_token m_stop;
    quint64 m_at = fileHeadSize;
    qint64 m_line = 0; // of the record at m_at
    size_t m_found = 0;
    bool m_hasExploded = false;
    Cuts m_cuts = Cuts::BetweenSequences; // of the record that is being searched
    QHash<quint64, OpenLine> m_open;      // by task and stream
    QByteArray m_lowered;                 // kept for its memory
};

/// Adds what LogSearch found to the matches of the searches before, which stay ascending.
void mergeMatches(std::vector<qint64> &matches, std::vector<qint64> found);

} // namespace regatta::spool
