#pragma once

#include "core/base/clock.h"
#include "core/base/output_budget.h"
#include "core/engine/run_listener.h"
#include "core/transport/ssh_config/ssh_config.h"
#include "core/transport/transport.h"

#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace regatta::engine {

/// Asks an ssh configuration about hosts, as transport::SshConfig::lookUp() does.
using HostLookUp = std::function<void(const QString &configFile, std::vector<transport::HostQuery> queries,
                                      transport::SshConfig::Done done)>;

/// What a controller works with; all of it outlives the controller.
struct RunServices
{
    transport::Transport &transport;
    const base::Clock &clock;
    std::shared_ptr<base::OutputBudget>
        budget; ///< shared by the listeners that write output down; may be null
    std::vector<std::shared_ptr<RunListener>> listeners;
    HostLookUp lookUpHosts; ///< what the ssh configuration says; empty: nothing
};

} // namespace regatta::engine
