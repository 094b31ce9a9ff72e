#pragma once

#include "core/base/clock.h"
#include "core/engine/run_controller.h"
#include "core/transport/transport.h"

#include <functional>
#include <memory>

namespace regatta::ui {

/// Commands on this machine step back behind the window that shows them: a hundred of them that compute would
/// leave it a hundredth of the time.
constexpr int localNiceness = 19;

class DesktopSecrets;
class HistoryService;
class OpenSessions;
class Settings;
class Tray;

/// What the window is given by main(); all of it outlives the window.
struct WindowServices
{
    std::function<transport::Transport &(model::TransportKind)> transport;
    const base::Clock &clock;
    engine::ConnectionSettings connection;
    QString spoolFolder; ///< where runs keep what their hosts print
    Settings &settings;
    engine::HostLookUp lookUpHosts = {};
    HistoryService *history = nullptr;                    ///< null: runs are not kept
    DesktopSecrets *secrets = nullptr;                    ///< null: nobody can let passwords be kept
    OpenSessions *sessions = nullptr;                     ///< null: nothing stays open between runs
    std::function<std::unique_ptr<Tray>()> makeTray = {}; ///< null is none; empty: what the desktop has
};

} // namespace regatta::ui
