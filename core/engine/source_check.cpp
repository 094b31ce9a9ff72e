#include "core/engine/source_check.h"

#include "core/transport/copy/readable.h"

namespace regatta::engine {

std::optional<base::Error> SourceCheck::problemOf(const RunPlan &plan, model::TaskId task, int attempt,
                                                  model::Slot slot)
{
    for (int step = 0; step < int(plan.manifest()->profile.steps.size()); ++step) {
        const auto order = plan.copyOrder(task, step, attempt, slot);
        if (!order || order->direction != model::FileCopy::Direction::Push)
            continue;
        auto known = m_known.find(order->from);
        if (known == m_known.end())
            known = m_known.insert(order->from, transport::copy::whyUnreadable(order->from));
        if (*known)
            return *known;
    }
    return std::nullopt;
}

} // namespace regatta::engine
