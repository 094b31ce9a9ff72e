#pragma once

#include "core/base/error.h"
#include "core/history/records.h"
#include "core/model/task.h"
#include "core/spool/spool_reader.h"

#include <QByteArrayView>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace regatta::report {

/// What the tasks of a run that is over printed, task by task, from its spool. Only where records stand is in
/// memory. Blocks on the disk; any thread.
class RunOutput
{
public:
    /// An empty path is a run without a spool. Errors: those of SpoolReader::open().
    /// Once `stop` is requested, nothing more is read, as if there were no more.
    static base::Expected<RunOutput> open(const QString &spool, const std::stop_token &stop = {});

    bool isThere() const { return m_reader != nullptr; }

    /// Whether a record that was asked for could not be read, up to now.
    bool isSpoilt() const { return *m_isSpoilt; }

    /// Whether something stands behind the last record that is none: one that was cut short, or whose head
    /// the disk has spoilt, with all that follows it.
    bool hasRest() const { return m_hasRest; }

    /// Whether the disk has spoilt none of it, as far as it was asked for. Of a run that goes on the last
    /// record may be half written.
    bool isWhole(history::RunState state) const
    {
        return !isSpoilt() && (!m_hasRest || state == history::RunState::Running);
    }

    /// In bytes.
    qint64 size(model::TaskId task, model::OutputStream stream) const;

    /// The bytes in order, in pieces that end anywhere. Records that the disk has spoilt are left out, and
    /// are an error at the end: FileUnreadable, SpoolDamaged.
    using PieceReceiver = std::function<void(QByteArrayView)>;
    base::Expected<void> read(model::TaskId task, model::OutputStream stream,
                              const PieceReceiver &receive) const;

    /// What a terminal would show, line by line: plain text. Not `isWhole`: the line goes on, or the output
    /// ends without a newline. Spoilt records are left out.
    using LineReceiver = std::function<void(const QString &line, bool isWhole)>;
    void readLines(model::TaskId task, model::OutputStream stream, const LineReceiver &receive) const;

    /// Whether all of it is UTF-8.
    bool isUtf8(model::TaskId task, model::OutputStream stream) const;

private:
    using Entries = std::vector<spool::IndexEntry>;
    std::pair<Entries::const_iterator, Entries::const_iterator> entriesOf(model::TaskId task,
                                                                          model::OutputStream stream) const;

    std::shared_ptr<spool::SpoolReader> m_reader;
    std::stop_token m_stop;
    std::shared_ptr<std::atomic<bool>> m_isSpoilt = std::make_shared<std::atomic<bool>>(false);
    bool m_hasRest = false;
    Entries m_entries; // by task and stream, and within them as they came
};

} // namespace regatta::report
