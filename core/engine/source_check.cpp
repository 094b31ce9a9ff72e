#include "core/engine/source_check.h"

#include "core/transport/copy/readable.h"
#include "core/transport/input_source.h"

namespace regatta::engine {

std::optional<base::Error> SourceCheck::problemOf(const RunPlan &plan, model::TaskId task, int attempt,
                                                  model::Slot slot)
{
    bool isPulled = false; // by an earlier step, perhaps just what a later one reads
    for (int step = 0; !isPulled && step < int(plan.manifest()->profile.steps.size()); ++step) {
        const auto order = plan.copyOrder(task, step, attempt, slot);
        isPulled = order && order->direction == model::FileCopy::Direction::Pull;
        if (auto problem = order ? problemOf(*order) : problemOf(plan.input(step)))
            return problem;
    }
    return std::nullopt;
}

std::optional<base::Error> SourceCheck::problemOf(const transport::Input &input)
{
    auto known = m_inputs.find(input.file);
    if (known == m_inputs.end()) {
        const auto readable = transport::checkInput(input);
        known = m_inputs.insert(input.file, readable ? std::nullopt : std::optional(readable.error()));
    }
    return *known;
}

std::optional<base::Error> SourceCheck::problemOf(const transport::CopyOrder &order)
{
    if (order.direction != model::FileCopy::Direction::Push)
        return std::nullopt;
    auto known = m_copied.find(order.from);
    if (known == m_copied.end())
        known = m_copied.insert(order.from, transport::copy::whyUnreadable(order.from));
    return *known;
}

} // namespace regatta::engine
