#pragma once

#include "core/engine/update_hub.h"

#include <optional>
#include <span>
#include <vector>

namespace regatta::engine {

/// From when on a running task is conspicuous. 0 turns a rule off.
struct StragglerLimits
{
    base::Duration silentAfter = std::chrono::seconds(30); ///< since it last printed, or began
    double slowFactor = 3; ///< times what such a task usually takes, and at least five seconds more

    bool operator==(const StragglerLimits &) const = default;
};

enum class Straggling { No, Silent, Slow };

/// Tells which running tasks have gone silent, and which take much longer than the others: more than
/// `slowFactor` times the median of those that have succeeded, or of the task's own earlier runs where that
/// is more. Who is both counts as slow. Pure: fed with the hub's batches and a time; one thread at a time.
class Stragglers
{
public:
    struct Mark
    {
        model::TaskId task;
        Straggling straggling = Straggling::No;

        bool operator==(const Mark &) const = default;
    };

    explicit Stragglers(StragglerLimits limits = {});

    /// Another run: nothing is at work. `usual` is how long each task took in earlier runs, by task, or
    /// empty.
    void reset(size_t tasks, std::vector<std::optional<base::Duration>> usual = {});
    void setLimits(StragglerLimits limits) { m_limits = limits; }

    /// `now` is when the batch came.
    void take(std::span<const TaskUpdate> updates, base::Instant now);
    /// A person knows: these are not marked again, whatever they do.
    void leaveAlone(std::span<const model::TaskId> tasks);

    /// The marks that have changed since the last look.
    std::vector<Mark> look(base::Instant now);
    /// When a mark will change if there is no news until then.
    std::optional<base::Instant> nextChange(base::Instant now) const;

private:
    struct Task
    {
        std::optional<base::Instant> running; // unset: not at work on the host
        base::Instant lastPrinted;
        Straggling mark = Straggling::No;
        bool isLeftAlone = false;
        bool isWatched = false; // in m_watched
    };

    void take(const TaskUpdate &update, base::Instant now);
    void learn(base::Duration duration);
    std::optional<base::Duration> slowAfter(model::TaskId task) const;
    Straggling judge(model::TaskId task, base::Instant now) const;

    StragglerLimits m_limits;
    std::vector<Task> m_tasks; // by TaskId
    std::vector<std::optional<base::Duration>> m_usual;
    std::vector<model::TaskId> m_watched;    // at work, or with a mark to take away
    std::vector<base::Duration> m_durations; // of those that have succeeded, sorted
};

} // namespace regatta::engine
