#pragma once

#include "core/base/clock.h"
#include "core/transport/copy/copy_order.h"

namespace regatta::transport {

/// When a copy's progress is worth telling: a few times a second, and at its end.
class ProgressPace
{
public:
    bool isDue(const CopyProgress &progress, base::Instant time, bool isLast = false)
    {
        const bool isNews = progress != m_told;
        if (!isNews || (!isLast && m_time && time - *m_time < std::chrono::milliseconds(250)))
            return false;
        m_told = progress;
        m_time = time;
        return true;
    }

private:
    CopyProgress m_told;
    std::optional<base::Instant> m_time;
};

} // namespace regatta::transport
