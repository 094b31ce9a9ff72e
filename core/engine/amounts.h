#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace regatta::engine {

/// "5", or "10%" of `whole`, rounded up and at least 1; nothing if it is neither. The profile reader and the
/// command line take the same spelling.
std::optional<int> amount(const QString &text, int whole);

/// How many targets have had their turn after each wave: sizes "1", "10%", "100%" of 20 targets end at 1, 3
/// and 20. The last size is repeated until all had their turn. Without sizes there is one wave.
std::vector<int> waveEnds(const QStringList &sizes, int targets);

} // namespace regatta::engine
