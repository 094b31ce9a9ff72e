#pragma once

namespace regatta::base {

/// From now on the calling thread gets EPIPE from a peer that has gone, where SIGPIPE would end the program.
/// For threads in which somebody writes to pipes, or to sockets without MSG_NOSIGNAL.
void blockBrokenPipes();

} // namespace regatta::base
