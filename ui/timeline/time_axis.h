#pragma once

#include "core/base/clock.h"

#include <QRectF>
#include <QString>

#include <vector>

namespace regatta::ui {

/// Lays times since the run's start over a width in pixels, with marks at round times. The axis ends at a
/// mark, so that it grows in steps while a run goes on and bars don't creep. A value; pure.
class TimeAxis
{
public:
    TimeAxis(base::Duration length, qreal left, qreal width);

    qreal x(base::Duration time) const;
    base::Duration timeAt(qreal x) const;
    base::Duration end() const { return m_end; }

    struct Mark
    {
        base::Duration time{};
        QString label;
    };
    std::vector<Mark> marks() const;

private:
    base::Duration m_step{};
    base::Duration m_end{};
    qreal m_left = 0;
    qreal m_width = 0;
};

} // namespace regatta::ui
