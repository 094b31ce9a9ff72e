#include "core/transport/process/signal_names.h"

#include <csignal>
#include <cstring>

namespace regatta::transport::process {

QByteArray signalName(int signal)
{
    const char *name = sigabbrev_np(signal);
    return name ? QByteArray(name) : QByteArray::number(signal);
}

} // namespace regatta::transport::process
