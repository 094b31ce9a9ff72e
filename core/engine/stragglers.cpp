#include "core/engine/stragglers.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace regatta::engine {

namespace {

using namespace std::chrono_literals;

/// Fewer say nothing about what is usual.
constexpr size_t fewestOthers = 5;
/// More don't move a median any more.
constexpr size_t enoughOthers = 2'000;
/// Three times nothing is nothing: short tasks differ by a scheduler's whim.
constexpr base::Duration leastMargin = 5s;

} // namespace

Stragglers::Stragglers(StragglerLimits limits)
    : m_limits(limits)
{}

void Stragglers::reset(size_t tasks, std::vector<std::optional<base::Duration>> usual)
{
    m_tasks.assign(tasks, {});
    m_usual = std::move(usual);
    m_usual.resize(tasks);
    m_watched.clear();
    m_durations.clear();
}

void Stragglers::take(std::span<const TaskUpdate> updates, base::Instant now)
{
    for (const TaskUpdate &update : updates) {
        if (update.task.value < m_tasks.size())
            take(update, now);
    }
}

void Stragglers::take(const TaskUpdate &update, base::Instant now)
{
    Task &task = m_tasks[update.task.value];
    if (update.bytes > 0)
        task.lastPrinted = now;
    if (!update.stateIsNews)
        return;
    const bool isAtWork = update.state == model::TaskState::Running;
    if (!isAtWork) {
        const auto began = update.times.running ? update.times.running : task.running;
        if (update.finished && update.finished->result.outcome == model::Outcome::Succeeded && began)
            learn(update.finished->time - *began);
        task.running.reset();
        return;
    }
    if (update.times.running || !task.running) {
        task.running = update.times.running.value_or(now);
        task.lastPrinted = std::max(task.lastPrinted, *task.running);
    }
    if (!std::exchange(task.isWatched, true))
        m_watched.push_back(update.task);
}

void Stragglers::learn(base::Duration duration)
{
    if (m_durations.size() < enoughOthers)
        m_durations.insert(std::upper_bound(m_durations.begin(), m_durations.end(), duration), duration);
}

void Stragglers::leaveAlone(std::span<const model::TaskId> tasks)
{
    for (const model::TaskId task : tasks)
        m_tasks[task.value].isLeftAlone = true;
}

std::optional<base::Duration> Stragglers::slowAfter(model::TaskId task) const
{
    std::optional<base::Duration> usual = m_usual[task.value];
    if (m_durations.size() >= fewestOthers)
        usual = std::max(usual.value_or(base::Duration{}), m_durations[m_durations.size() / 2]);
    if (!usual || m_limits.slowFactor <= 0)
        return std::nullopt;
    const auto limit = std::chrono::duration_cast<base::Duration>(*usual * m_limits.slowFactor);
    return std::max(limit, *usual + leastMargin);
}

Straggling Stragglers::judge(model::TaskId id, base::Instant now) const
{
    const Task &task = m_tasks[id.value];
    if (!task.running || task.isLeftAlone)
        return Straggling::No;
    if (const auto limit = slowAfter(id); limit && now - *task.running >= *limit)
        return Straggling::Slow;
    const bool isSilent = m_limits.silentAfter > 0s && now - task.lastPrinted >= m_limits.silentAfter;
    return isSilent ? Straggling::Silent : Straggling::No;
}

std::vector<Stragglers::Mark> Stragglers::look(base::Instant now)
{
    std::vector<Mark> changed;
    std::erase_if(m_watched, [&](model::TaskId id) {
        Task &task = m_tasks[id.value];
        const Straggling mark = judge(id, now);
        if (std::exchange(task.mark, mark) != mark)
            changed.push_back({id, mark});
        task.isWatched = task.running.has_value();
        return !task.isWatched;
    });
    return changed;
}

std::optional<base::Instant> Stragglers::nextChange(base::Instant now) const
{
    std::optional<base::Instant> next;
    const auto consider = [&](base::Instant time) {
        if (time > now && (!next || time < *next))
            next = time;
    };
    for (const model::TaskId id : m_watched) {
        const Task &task = m_tasks[id.value];
        if (!task.running || task.isLeftAlone)
            continue;
        if (const auto limit = slowAfter(id))
            consider(*task.running + *limit);
        if (m_limits.silentAfter > 0s)
            consider(task.lastPrinted + m_limits.silentAfter);
    }
    return next;
}

} // namespace regatta::engine
