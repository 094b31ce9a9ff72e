#include "core/base/allocator.h"

#include <malloc.h>

namespace regatta::base {

#ifdef __GLIBC__

namespace {

constexpr int mebibyte = 1024 * 1024;

} // namespace

void tuneAllocator()
{
    // An arena for each thread would grow page by page, with a call to the kernel for each: six a session.
    // The one arena grows in steps, and what threads share it for is little: small blocks have a cache of
    // each thread's own.
    ::mallopt(M_ARENA_MAX, 1);
    ::mallopt(M_TOP_PAD, mebibyte);
    // What hosts print is allocated on one thread and freed on another, megabytes of it all the time: if it
    // went back to the kernel each time, getting it again would cost a third of all that is done.
    ::mallopt(M_MMAP_THRESHOLD, 4 * mebibyte); // what is mapped by itself is always given back
    ::mallopt(M_TRIM_THRESHOLD, 16 * mebibyte);
}

#else

void tuneAllocator() {}

#endif

} // namespace regatta::base
