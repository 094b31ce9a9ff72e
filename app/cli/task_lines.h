#pragma once

#include "core/model/task_event.h"
#include "core/spool/line_splitter.h"

#include <array>
#include <vector>

namespace regatta::cli {

/// A line that a task printed, or a piece of one. The view is valid during the call that hands it on.
struct TaskLine
{
    model::TaskId task;
    int attempt = 1;
    model::OutputStream stream = model::OutputStream::Stdout;
    QByteArrayView text;
    bool isWhole = true; ///< as LineSplitter has it
};

/// One line splitter for each stream of each task. What an attempt or a step left without a newline does not
/// go on in the next one. Events of one task come one after the other, so a task's splitters need no lock of
/// their own.
class TaskLines
{
public:
    explicit TaskLines(size_t tasks)
        : m_tasks(tasks)
    {}

    template <typename Receive>
    void feed(const model::TaskOutput &output, Receive receive)
    {
        Task &task = m_tasks[output.task.value];
        if (task.attempt != output.attempt || task.step != output.step)
            finish(output.task, receive);
        task.attempt = output.attempt;
        task.step = output.step;
        task.at(output.stream).feed(output.bytes, [&](QByteArrayView text, bool isWhole) {
            receive(TaskLine{output.task, output.attempt, output.stream, text, isWhole});
        });
    }

    /// What is left of both streams when the task ends.
    template <typename Receive>
    void finish(model::TaskId id, Receive receive)
    {
        Task &task = m_tasks[id.value];
        for (const model::OutputStream stream : {model::OutputStream::Stdout, model::OutputStream::Stderr}) {
            task.at(stream).finish([&](QByteArrayView text, bool isWhole) {
                receive(TaskLine{id, task.attempt, stream, text, isWhole});
            });
        }
    }

private:
    struct Task
    {
        std::array<spool::LineSplitter, 2> splitters;
        int attempt = 1; // that printed last
        int step = 0;

        spool::LineSplitter &at(model::OutputStream stream)
        {
            return splitters[stream == model::OutputStream::Stdout ? 0 : 1];
        }
    };

    std::vector<Task> m_tasks;
};

} // namespace regatta::cli
