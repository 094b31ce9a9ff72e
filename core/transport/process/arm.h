#pragma once

#include "core/base/clock.h"

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <limits>

namespace regatta::transport::process {

/// Starts a timer. A limit that is longer than it can count is as long as it can.
inline void arm(QTimer &timer, base::Duration duration)
{
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(duration).count();
    timer.start(static_cast<int>(std::clamp<qint64>(milliseconds, 0, std::numeric_limits<int>::max())));
}

} // namespace regatta::transport::process
