#pragma once

#include "core/model/profile.h"
#include "core/model/target.h"
#include "core/model/task.h"

#include <QByteArray>

#include <variant>

namespace regatta::model {

/// The state changed, to anything but Finished. `slot` is unset while the task is Queued, and
/// from Waiting on until it runs: while a person is asked, another task has its slot.
struct TaskStateChanged
{
    TaskId task;
    TaskState state = TaskState::Queued;
    std::optional<Slot> slot;
    int attempt = 1; ///< from 1
    int step = 0;    ///< from 0
    base::Instant time;

    bool operator==(const TaskStateChanged &) const = default;
};

/// Bytes as they came from the host; a chunk may end anywhere, also inside a character.
struct TaskOutput
{
    TaskId task;
    int attempt = 1;
    int step = 0;
    OutputStream stream = OutputStream::Stdout;
    QByteArray bytes;
    base::Instant time;

    bool operator==(const TaskOutput &) const = default;
};

/// How far a copy got, in bytes of files; a few times a second.
struct TaskProgress
{
    TaskId task;
    int attempt = 1;
    int step = 0;
    qint64 done = 0;
    qint64 total = 0; ///< 0 until it is known
    base::Instant time;

    bool operator==(const TaskProgress &) const = default;
};

/// Where the task will be reached, now that the ssh configuration is known. Before its first state.
struct TaskRouted
{
    TaskId task;
    Target reachedAs;                                ///< name to dial, user and port
    TransportKind transport = TransportKind::LibSsh; ///< may differ from the profile's
    QString reason; ///< why it does: an option of ssh_config(5) and its value; otherwise empty
    base::Instant time;

    bool operator==(const TaskRouted &) const = default;
};

/// The task's one end: exactly one a task, and nothing of that task after it.
struct TaskFinished
{
    TaskId task;
    std::optional<Slot> slot; ///< of the last attempt; unset if it ended without one
    int attempts = 0;         ///< 0: it never was admitted
    int step = 0;             ///< the step that it ended in
    AttemptResult result;
    std::optional<base::Instant> firstStarted; ///< of the first attempt
    base::Instant time;

    bool operator==(const TaskFinished &) const = default;
};

/// The single source of truth of a run. Window, command line, history and tests read these and nothing else.
using TaskEvent = std::variant<TaskRouted, TaskStateChanged, TaskOutput, TaskProgress, TaskFinished>;

} // namespace regatta::model
