#include "core/base/broken_pipes.h"

#include <csignal>
#include <pthread.h>

namespace regatta::base {

void blockBrokenPipes()
{
    sigset_t broken;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &broken, nullptr);
}

} // namespace regatta::base
