#include "core/engine/last_lines.h"

#include "core/engine/output_tail.h"

#include <array>

namespace regatta::engine {

namespace {

constexpr size_t batchSize = 128; ///< tasks; the window takes them in without a hitch

/// Where the end of a stream stands: in its last record and, should that be short, the one before.
struct StreamEnd
{
    spool::IndexEntry before;
    spool::IndexEntry last;

    bool isThere() const { return last.head.length > 0; }
};

struct TaskEnd
{
    StreamEnd out;
    StreamEnd error;
};

void take(const spool::IndexEntry &entry, TaskEnd &task)
{
    const bool isError = entry.head.stream == model::OutputStream::Stderr;
    StreamEnd &stream = isError ? task.error : task.out;
    stream.before = stream.last;
    stream.last = entry;
    // What an earlier attempt complained of has nothing to do with how the task ended.
    if (task.error.isThere() && entry.head.attempt > task.error.last.head.attempt)
        task.error = {};
}

QByteArray lastLineOf(const spool::SpoolReader &reader, const StreamEnd &stream)
{
    OutputTail tail;
    for (const spool::IndexEntry *entry : {&stream.before, &stream.last}) {
        if (entry->head.length > 0)
            tail.append(reader.readEnd(*entry, OutputTail::limit + 1)); // one more: whether a line is cut
    }
    return tail.lastLine();
}

std::optional<TaskUpdate> updateOf(const spool::SpoolReader &reader, model::TaskId id, const TaskEnd &task)
{
    if (!task.out.isThere() && !task.error.isThere())
        return std::nullopt;
    TaskUpdate update;
    update.task = id;
    const bool isErrorLast = task.error.last.offset > task.out.last.offset;
    if (const QByteArray line = lastLineOf(reader, task.error); !line.isEmpty())
        update.lastErrorLine = line;
    update.lastLine = isErrorLast ? update.lastErrorLine : lastLineOf(reader, task.out);
    update.lastLineStream = isErrorLast ? model::OutputStream::Stderr : model::OutputStream::Stdout;
    return update;
}

} // namespace

void readLastLines(const spool::SpoolReader &reader, size_t tasks, const std::atomic<bool> &isCancelled,
                   const std::function<void(const std::vector<TaskUpdate> &)> &receive)
{
    std::vector<TaskEnd> ends(tasks);
    spool::HeadWalker walker(reader, spool::fileHeadSize, reader.fileSize());
    while (const auto entry = walker.next()) {
        if (isCancelled)
            return;
        if (entry->head.task.value < ends.size())
            take(*entry, ends[entry->head.task.value]);
    }
    std::vector<TaskUpdate> batch;
    for (std::uint32_t id = 0; id < ends.size() && !isCancelled; ++id) {
        if (const auto update = updateOf(reader, {id}, ends[id]))
            batch.push_back(*update);
        if (batch.size() == batchSize || (id + 1 == ends.size() && !batch.empty())) {
            receive(batch);
            batch.clear();
        }
    }
}

} // namespace regatta::engine
