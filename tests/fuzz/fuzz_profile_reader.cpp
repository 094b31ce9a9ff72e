#include "core/profile/profile_reader.h"
#include "core/profile/profile_writer.h"

#include <cstdlib>

using namespace regatta;

/// Whatever the file: reading it ends, and a sound profile is the same after it was written and read again.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto reading = profile::parse(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!reading)
        return 0;
    const auto again = profile::parse(profile::serialize(reading->profile));
    if (!again || !(again->profile == reading->profile))
        std::abort();
    return 0;
}
