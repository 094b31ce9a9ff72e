#pragma once

#include "core/model/task_event.h"
#include "core/spool/line_splitter.h"

#include <array>
#include <mutex>
#include <vector>

namespace regatta::cli {

/// One line splitter for each stream of each task. Events of one task come one after the other, so a task's
/// splitters need no lock of their own.
class TaskLines
{
public:
    explicit TaskLines(size_t tasks)
        : m_splitters(tasks)
    {}

    void feed(const model::TaskOutput &output, const spool::LineSplitter::Receiver &receive)
    {
        at(output.task, output.stream).feed(output.bytes, receive);
    }

    /// What is left of both streams when the task ends.
    template <typename Receive>
    void finish(model::TaskId task, Receive receive)
    {
        for (const model::OutputStream stream : {model::OutputStream::Stdout, model::OutputStream::Stderr}) {
            at(task, stream).finish([&](QByteArrayView line, bool isWhole) {
                receive(stream, line, isWhole);
            });
        }
    }

private:
    spool::LineSplitter &at(model::TaskId task, model::OutputStream stream)
    {
        return m_splitters[task.value][stream == model::OutputStream::Stdout ? 0 : 1];
    }

    std::vector<std::array<spool::LineSplitter, 2>> m_splitters;
};

} // namespace regatta::cli
