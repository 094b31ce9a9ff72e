#pragma once

namespace regatta::base {

/// Keeps memory that was freed within the process, up to 16 MB for each of malloc's arenas. What hosts print
/// is allocated on one thread and freed on another, megabytes of it all the time; if each time it went back
/// to the kernel, getting it again would cost a third of all that is done (500 MB from one host: 1.8 s of
/// client CPU instead of 1.3 s). Once, before there are threads.
void keepFreedMemory();

} // namespace regatta::base
