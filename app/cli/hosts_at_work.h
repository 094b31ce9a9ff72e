#pragma once

#include "core/engine/run_listener.h"

#include <QString>

#include <atomic>
#include <memory>
#include <vector>

namespace regatta::cli {

/// Where commands run at this moment, for a person who leaves without waiting for their end. Counts on
/// whatever thread has the events; asked on any.
class HostsAtWork final : public engine::RunListener
{
public:
    /// `shown`: with the names that people see.
    explicit HostsAtWork(std::shared_ptr<const model::Manifest> shown);

    /// Folded; empty: nowhere.
    QString folded() const;

    void runStarted(const std::shared_ptr<const model::Manifest> &, base::Instant) override {}
    void taskEvent(const model::TaskEvent &event) override;
    void runFinished(const model::RunSummary &, base::Instant) override {}

private:
    const std::shared_ptr<const model::Manifest> m_shown;
    std::vector<std::atomic<bool>> m_isRunning; // by task
};

} // namespace regatta::cli
