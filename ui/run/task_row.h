#pragma once

#include "core/base/error.h"
#include "core/engine/stragglers.h"
#include "core/model/task_event.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace regatta::ui {

/// What the window knows of a task now. A value; times are monotonic.
struct TaskRow
{
    QString host; ///< the target's name; its address where another target has that name too
    QString item; ///< empty without a matrix
    model::TaskState state = model::TaskState::Queued;
    std::optional<model::Outcome> outcome; ///< set if and only if state is Finished
    std::optional<model::Slot> slot;
    int attempt = 1;
    int step = 0;
    model::AttemptTimes times; ///< of the latest attempt
    std::optional<base::Instant> firstStarted;
    std::optional<int> exitCode;
    std::optional<model::TaskRouted> route; ///< once the ssh configuration is known
    QByteArray signal;
    std::optional<base::Error> error;
    engine::Straggling straggling = engine::Straggling::No;
    qint64 bytes = 0;                            ///< of output
    std::optional<model::TaskProgress> progress; ///< of the latest copy
    QString lastLine;                            ///< neutralised already
    model::OutputStream lastLineStream = model::OutputStream::Stdout;
    QString lastErrorLine; ///< of the latest attempt's standard error; neutralised

    bool isFinished() const { return outcome.has_value(); }
};

} // namespace regatta::ui
