#pragma once

#include "core/engine/run_listener.h"

#include <mutex>
#include <optional>
#include <vector>

namespace regatta::tests {

/// Writes down all that a run says. Any thread.
class EventLog final : public engine::RunListener
{
public:
    void runStarted(const std::shared_ptr<const model::Manifest> &, base::Instant) override
    {
        const std::lock_guard lock(m_mutex);
        ++m_starts;
    }
    void taskEvent(const model::TaskEvent &event) override
    {
        const std::lock_guard lock(m_mutex);
        m_events.push_back(event);
    }
    void runFinished(const model::RunSummary &summary, base::Instant) override
    {
        const std::lock_guard lock(m_mutex);
        m_summary = summary;
    }

    int starts() const
    {
        const std::lock_guard lock(m_mutex);
        return m_starts;
    }
    std::optional<model::RunSummary> summary() const
    {
        const std::lock_guard lock(m_mutex);
        return m_summary;
    }
    std::vector<model::TaskEvent> everything() const
    {
        const std::lock_guard lock(m_mutex);
        return m_events;
    }
    template <typename Event>
    std::vector<Event> all() const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<Event> found;
        for (const model::TaskEvent &event : m_events) {
            if (const auto *wanted = std::get_if<Event>(&event))
                found.push_back(*wanted);
        }
        return found;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<model::TaskEvent> m_events; // guarded by m_mutex, as is the rest
    std::optional<model::RunSummary> m_summary;
    int m_starts = 0;
};

} // namespace regatta::tests
