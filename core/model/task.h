#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/strong_id.h"

#include <QByteArray>

#include <optional>

namespace regatta::model {

using TaskId = base::StrongId<struct TaskTag>;        ///< place of the task in its run's plan, from 0
using TargetIndex = base::StrongId<struct TargetTag>; ///< place of the target in its run's plan, from 0
using ItemIndex = base::StrongId<struct ItemTag>;     ///< place of the item in its run's plan, from 0
using Slot = base::StrongId<struct SlotTag>;          ///< one place of the parallel limit, from 0: a lane

enum class TaskState { Queued, Connecting, Authenticating, Waiting, Running, Stopping, Finished };

enum class Outcome {
    Succeeded,
    CommandFailed,
    Unreachable,
    HostKeyRejected,
    AuthenticationFailed,
    TimedOut,
    ConnectionLost,
    Cancelled,
    StopUnverified,
    Skipped,
    Interrupted, ///< of past runs only: the program that the run went on in is gone, and nobody saw the end
    InternalError,
};
constexpr int outcomeCount = 12;

enum class OutputStream : quint8 { Stdout = 1, Stderr = 2 };

/// When an attempt reached each phase, stamped by the thread that did the work. Unset: it never got there,
/// or, for connecting and authenticating, it used a session that was there already.
struct AttemptTimes
{
    std::optional<base::Instant> started; ///< a transport began to work on it
    std::optional<base::Instant> authenticating;
    std::optional<base::Instant> running; ///< the command was sent
    std::optional<base::Instant> finished;
    /// It got a slot again after it had stood aside while a person was asked: its slot counts from here.
    std::optional<base::Instant> resumed;

    bool operator==(const AttemptTimes &) const = default;
};

/// How an attempt (or, when it was the last one, its task) ended.
struct AttemptResult
{
    Outcome outcome = Outcome::InternalError;
    std::optional<int> exitCode; ///< unset if the command did not exit by itself
    QByteArray signal;           ///< without "SIG"; empty if no signal ended the command
    std::optional<base::Error> error;
    AttemptTimes times;

    bool operator==(const AttemptResult &) const = default;
};

} // namespace regatta::model
