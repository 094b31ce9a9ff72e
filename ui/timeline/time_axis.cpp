#include "ui/timeline/time_axis.h"

#include "ui/text/numbers.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace regatta::ui {

namespace {

using namespace std::chrono_literals;

constexpr int mostMarks = 6;

/// The shortest round step with which `length` needs no more marks than that.
base::Duration roundStep(base::Duration length)
{
    static constexpr std::array<base::Duration, 20> steps = {10ms, 20ms, 50ms, 100ms, 200ms, 500ms, 1s,
                                                             2s,   4s,   5s,   10s,   20s,   30s,   60s,
                                                             120s, 300s, 600s, 1800s, 1h,    6h};
    for (const base::Duration step : steps) {
        if (step * mostMarks >= length)
            return step;
    }
    return ((length / mostMarks) / 24h + 1) * 24h;
}

QString labelOf(base::Duration time)
{
    if (time >= 60s)
        return text::minutes(time);
    const double seconds = std::chrono::duration<double>(time).count();
    return QCoreApplication::translate("TimeAxis", "%1 s").arg(seconds);
}

} // namespace

TimeAxis::TimeAxis(base::Duration length, qreal left, qreal width)
    : m_step(roundStep(std::max<base::Duration>(length, 100ms)))
    , m_left(left)
    , m_width(std::max<qreal>(width, 1))
{
    const auto marks = (std::max<base::Duration>(length, 1ns) + m_step - 1ns) / m_step;
    m_end = m_step * marks;
}

qreal TimeAxis::x(base::Duration time) const
{
    return m_left + m_width * qreal(time.count()) / qreal(m_end.count());
}

base::Duration TimeAxis::timeAt(qreal x) const
{
    return base::Duration(base::Duration::rep((x - m_left) / m_width * qreal(m_end.count())));
}

std::vector<TimeAxis::Mark> TimeAxis::marks() const
{
    std::vector<Mark> marks;
    for (base::Duration time{}; time <= m_end; time += m_step)
        marks.push_back({time, labelOf(time)});
    return marks;
}

} // namespace regatta::ui
