#include "core/base/output_budget.h"

#include <utility>

namespace regatta::base {

OutputBudget::OutputBudget(qint64 limitInBytes)
    : m_limit(limitInBytes)
{}

void OutputBudget::take(qint64 bytes)
{
    m_used.fetch_add(bytes);
}

void OutputBudget::giveBack(qint64 bytes)
{
    const qint64 before = m_used.fetch_sub(bytes);
    if (before > m_limit / 2 && before - bytes <= m_limit / 2)
        callListenersIfRelieved();
}

bool OutputBudget::isExhausted() const
{
    return m_used.load() >= m_limit;
}

void OutputBudget::callWhenRelieved(std::function<void()> listener)
{
    {
        const std::lock_guard lock(m_mutex);
        m_listeners.push_back(std::move(listener));
    }
    // Between the caller's look and this point the budget may have been freed for good: look again.
    if (!isExhausted())
        callListenersIfRelieved();
}

void OutputBudget::callListenersIfRelieved()
{
    std::vector<std::function<void()>> listeners;
    {
        const std::lock_guard lock(m_mutex);
        listeners.swap(m_listeners);
    }
    for (const auto &listener : listeners)
        listener();
}

} // namespace regatta::base
