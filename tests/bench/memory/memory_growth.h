#pragma once

namespace regatta::bench {

/// How much more of the machine's memory this process has than when this was made, at its worst since then.
class MemoryGrowth
{
public:
    MemoryGrowth();

    double megabytes() const;

private:
    double m_before = 0;
};

} // namespace regatta::bench
