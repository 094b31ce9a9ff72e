#pragma once

#include "core/spool/log_pattern.h"
#include "core/spool/log_source.h"

#include <QHash>

#include <optional>
#include <stop_token>
#include <vector>

namespace regatta::spool {

/// Finds the lines of a source that match, from its beginning on, a portion at a time, and goes on when the
/// source has grown. What begins in one piece of a long line and ends in the next one counts for the first.
/// One thread, the source's.
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

    /// A piece of a line that doesn't match by itself, but may with what comes behind it.
    struct CutLine
    {
        qint64 line = 0;
        QString tail; ///< see LogPattern::tailOf()
    };

    /// A line that may go on.
    struct OpenLine
    {
        qint64 line = 0;
        quint64 offset = 0; ///< of the head of the record that it begins in
        quint64 last = 0;   ///< of the last record that was searched for it
        quint16 attempt = 1;
        quint16 step = 0;
        QString tail;                  ///< of what it was when it was searched
        std::optional<CutLine> before; ///< which it goes on with
    };

    void searchRecord(const LogSource &source, const IndexEntry &entry, QByteArrayView bytes,
                      std::vector<qint64> &matches);
    /// Searches the line that is open and takes what belongs to it off `bytes`. Gives the piece that the
    /// first line of those that are left goes on with, if any.
    std::optional<CutLine> goOn(const LogSource &source, const IndexEntry &entry, QByteArrayView &bytes,
                                std::vector<qint64> &matches);
    /// The last of these lines, whose number is `line`, unless it is whole or matches.
    std::optional<CutLine> lastCutLine(QByteArrayView bytes, qint64 line,
                                       const std::vector<qint64> &matches) const;
    void searchAcross(std::optional<CutLine> &before, const QString &text,
                      std::vector<qint64> &matches) const;
    bool searchOpenLine(const LogSource &source, OpenLine &open, std::vector<qint64> &matches);
    void searchWholeLines(QByteArrayView bytes, std::vector<qint64> &matches);
    void searchBytes(QByteArrayView bytes, std::vector<qint64> &matches);
    void searchLines(QByteArrayView bytes, std::vector<qint64> &matches);
    /// The line at the front of `bytes`, and what of a match behind it; unset: the pattern has exploded.
    /// `shown`: what is shown of the line, if that is known, and of the next one then.
    std::optional<bool> matchesLine(QByteArrayView bytes, qsizetype size, QString &shown);
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
