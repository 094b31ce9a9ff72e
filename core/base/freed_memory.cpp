#include "core/base/freed_memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace regatta::base {

void keepFreedMemory()
{
#ifdef __GLIBC__
    mallopt(M_TRIM_THRESHOLD, 16 * 1024 * 1024);
    mallopt(M_MMAP_THRESHOLD, 4 * 1024 * 1024); // what is mapped by itself is always given back
#endif
}

} // namespace regatta::base
