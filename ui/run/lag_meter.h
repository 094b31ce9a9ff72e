#pragma once

#include "core/base/clock.h"

#include <QObject>
#include <QTimer>

namespace regatta::ui {

/// Measures how late the GUI thread comes to its own appointments: the delay that a click would feel. Works
/// only between start() and stop().
class LagMeter : public QObject
{
    Q_OBJECT

public:
    explicit LagMeter(QObject *parent = nullptr);

    void start();
    void stop();

    /// The longest delay since the last call.
    base::Duration takeWorst();

private:
    void onAppointment();

    const base::SteadyClock m_clock; // real time, whatever the run's clock is
    QTimer m_timer;
    base::Instant m_appointment;
    base::Duration m_worst{};
};

} // namespace regatta::ui
