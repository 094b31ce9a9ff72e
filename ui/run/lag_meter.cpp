#include "ui/run/lag_meter.h"

#include <algorithm>
#include <utility>

namespace regatta::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto interval = 50ms;

} // namespace

LagMeter::LagMeter(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LagMeter::onAppointment);
}

void LagMeter::start()
{
    m_worst = {};
    m_appointment = m_clock.now() + interval;
    m_timer.start(interval);
}

void LagMeter::stop()
{
    m_timer.stop();
}

base::Duration LagMeter::takeWorst()
{
    return std::exchange(m_worst, {});
}

void LagMeter::onAppointment()
{
    const base::Instant now = m_clock.now();
    m_worst = std::max(m_worst, now - m_appointment);
    m_appointment = now + interval;
    m_timer.start(interval);
}

} // namespace regatta::ui
