#pragma once

#include "core/engine/run_listener.h"
#include "core/spool/spool_writer.h"

#include <memory>
#include <utility>

namespace regatta::engine {

/// Hands a run's output to its spool.
class SpoolListener final : public RunListener
{
public:
    explicit SpoolListener(std::shared_ptr<spool::SpoolWriter> writer)
        : m_writer(std::move(writer))
    {}

    void runStarted(const std::shared_ptr<const model::Manifest> &, base::Instant) override {}
    void taskEvent(const model::TaskEvent &event) override
    {
        if (const auto *output = std::get_if<model::TaskOutput>(&event))
            m_writer->append(*output);
    }
    void runFinished(const model::RunSummary &, base::Instant) override {}

private:
    const std::shared_ptr<spool::SpoolWriter> m_writer;
};

} // namespace regatta::engine
