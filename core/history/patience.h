#pragma once

#include <chrono>

namespace regatta::history {

/// How long SQLite itself waits for another process; what takes longer is tried again by the writer.
constexpr auto busyPatience = std::chrono::seconds(5);

} // namespace regatta::history
