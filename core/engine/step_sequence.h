#pragma once

#include "core/model/profile.h"
#include "core/model/task.h"

#include <optional>

namespace regatta::engine {

/// Which step of a task comes next, and how the task ends. The first step always runs; after one that failed
/// only those for clean-up do, unless it lets the others go on. Pure; one for each attempt.
class StepSequence
{
public:
    int current() const { return m_current; } ///< the one that is, or was last, at work
    bool isFirst() const { return m_current == 0; }

    /// The current step has ended like this. Moves on to the next one that is to run, if there is one; no
    /// clean-up where the host is out of reach, and after a stop (`isStopped`) nothing at all.
    bool moveOn(const QList<model::Step> &steps, const model::AttemptResult &result, bool isStopped);

    /// Once nothing is to run any more: as the first step that failed has ended, whatever came after it;
    /// except that a process which may still be there is told of. Times are those of that step.
    const model::AttemptResult &result() const { return m_result; }
    int resultStep() const { return m_resultStep; } ///< the step that the result is of

private:
    void record(const model::AttemptResult &result);
    std::optional<int> next(const QList<model::Step> &steps) const;

    int m_current = 0;
    model::AttemptResult m_result;
    int m_resultStep = 0;
    bool m_failed = false;       // a step has
    bool m_isCleaningUp = false; // one has that lets only clean-up follow
};

} // namespace regatta::engine
