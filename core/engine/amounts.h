#pragma once

#include <QString>

#include <optional>

namespace regatta::engine {

/// "5", or "10%" of `whole`, rounded up and at least 1; nothing if it is neither. The profile reader and the
/// command line take the same spelling.
std::optional<int> amount(const QString &text, int whole);

} // namespace regatta::engine
