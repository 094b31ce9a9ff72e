#pragma once

#include "core/transport/idle_limits.h"
#include "ui/theme/apply_theme.h"

#include <QObject>

namespace regatta::ui {

/// Everything that a person may set about the program. What each is called on disk, its default and its
/// limits stand in one table in settings.cpp.
enum class Setting {
    Appearance,         ///< an Appearance
    WhenClosed,         ///< a WhenClosed
    SilentAfter,        ///< seconds without output until a task counts as silent; 0: never
    SlowFactor,         ///< times what is usual until a task counts as slow; 0: never
    SessionSeconds,     ///< that a connection without work stays open
    SessionsKept,       ///< connections without work that stay open at most; 0: none
    ProductionSessions, ///< whether connections stay open after a run on production
    NumberFrom,         ///< so many targets or more ask for their number to be typed
    LimitsHistory,      ///< whether HistoryGigabytes counts
    HistoryGigabytes,   ///< of output altogether, from which on the oldest runs go
};
constexpr int settingCount = 10;

/// What becomes of a run when its window is closed.
enum class WhenClosed { Ask, KeepRunning, StopAll };

/// The program's settings, kept where QSettings keeps things, so that all windows and programs share them.
/// What somebody wrote there by hand counts as far as it makes sense. GUI thread.
class Settings : public QObject
{
    Q_OBJECT

public:
    explicit Settings(QObject *parent = nullptr);

    int value(Setting setting) const;
    Appearance appearance() const { return regatta::ui::Appearance(value(Setting::Appearance)); }
    WhenClosed whenClosed() const { return regatta::ui::WhenClosed(value(Setting::WhenClosed)); }
    transport::IdleLimits idleLimits() const;
    /// Bytes; 0: no limit.
    qint64 historyLimit() const;

    /// Counts at once; changed() follows if it is another value. Outside of its limits the nearest one.
    void set(Setting setting, int value);
    void restoreDefaults();

    static int usual(Setting setting);
    static int least(Setting setting);
    static int most(Setting setting);

Q_SIGNALS:
    void changed(regatta::ui::Setting setting);
};

} // namespace regatta::ui
