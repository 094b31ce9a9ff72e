#pragma once

#include "core/spool/spool_reader.h"
#include "core/spool/terminal_text.h"

#include <functional>
#include <memory>
#include <set>
#include <vector>

namespace regatta::spool {

/// A line as a log shows it.
struct LogLine
{
    model::TaskId task;
    model::OutputStream stream = model::OutputStream::Stdout;
    int attempt = 1;       ///< of its task, from 1
    base::Duration time{}; ///< of its record, since the run's start
    bool isFirst = false;  ///< of its record
    bool isSpoilt = false; ///< the disk has spoilt the record: there is no text
    bool isOpen = false;   ///< no newline has come: it may go on
    bool isCut = false;    ///< too long for one: its stream's next line goes on with it
    StyledText text;
    QByteArray bytes; ///< as they came, without the newline
    QString ahead;    ///< if it isCut, the front of what it goes on with: see LogPattern::findAcross()
};

/// The lines of some tasks of a spool (or of all, merged), in the order of arrival, numbered from 0. Grows
/// with the index; memory is bounded, and finding a line takes a binary search and the reading of a few
/// records. One thread; blocks on the disk.
class LogSource
{
public:
    /// No tasks: all.
    LogSource(std::shared_ptr<const SpoolReader> reader, std::shared_ptr<const SpoolIndex> index,
              std::set<model::TaskId> tasks);

    /// Takes in at most about `mostBytes` of what has been written since. True: there is more.
    bool follow(quint64 mostBytes);

    qint64 lineCount() const;

    /// Calls `visit` for at most `count` lines from `first` on, until it returns false.
    void visit(qint64 first, qint64 count, const std::function<bool(LogLine &&)> &visit) const;
    std::vector<LogLine> lines(qint64 first, qint64 count) const;

private:
    friend class LogSearch;

    using LineVisitor = std::function<bool(LogLine &&)>;

    /// How the line goes on that a record left open.
    struct Continuation
    {
        QByteArray bytes; ///< without the newline
        bool isOpen = true;
        bool isCut = false;
        QString ahead;    ///< see LogLine::ahead
        quint64 last = 0; ///< of the last record that has a part of it: its head's offset
    };
    Continuation continuationOf(quint64 offset) const;
    /// The line that the record at `offset` leaves open, with all that goes on with it.
    Continuation openLineOf(quint64 offset) const;

    struct Range
    {
        qint64 first = 0;
        qint64 end = 0;
    };
    bool visitRecord(const IndexEntry &entry, const base::Expected<QByteArray> &bytes, qint64 line,
                     const Range &wanted, const LineVisitor &visit) const;

    bool isShown(model::TaskId task) const { return m_tasks.empty() || m_tasks.contains(task); }

    const std::shared_ptr<const SpoolReader> m_reader;
    const std::shared_ptr<const SpoolIndex> m_index;
    const std::set<model::TaskId> m_tasks;
    SpoolIndex::Extent m_extent; // that was taken in
    LineMap m_lines;             // of the chosen tasks; the index has that of all
};

} // namespace regatta::spool
