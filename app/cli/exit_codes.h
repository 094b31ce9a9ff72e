#pragma once

namespace regatta::cli {

/// What the program says to the shell; part of the command line's contract.
enum class ExitCode {
    AllSucceeded = 0,
    SomeFailed = 1,
    Usage = 2, ///< or an unsound profile
    Stopped = 3,
    CouldNotStart = 4,
};

} // namespace regatta::cli
