#include "core/base/descriptor_limit.h"

#include <sys/resource.h>

#include <algorithm>

namespace regatta::base {

namespace {

constexpr rlim_t mostDescriptors = 65'536;
constexpr int usualLimit = 1'024; // if the system doesn't say

} // namespace

int raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return usualLimit;
    const rlim_t wanted = std::min(limit.rlim_max, mostDescriptors);
    if (limit.rlim_cur < wanted) {
        rlimit raised = limit;
        raised.rlim_cur = wanted;
        if (::setrlimit(RLIMIT_NOFILE, &raised) == 0)
            limit = raised;
    }
    return int(std::min(limit.rlim_cur, mostDescriptors));
}

} // namespace regatta::base
