#pragma once

#include "core/history/profile_past.h"
#include "core/model/manifest.h"

#include <optional>
#include <span>
#include <vector>

namespace regatta::engine {

/// How long each task of a run has taken before.
struct UsualDurations
{
    std::vector<std::optional<base::Duration>> byTask; ///< by TaskId; empty: nothing is known
    /// How far such times lie around what is usual, as a part of it: 0.1 is ten per cent.
    double variation = 0;

    bool operator==(const UsualDurations &) const = default;
};

/// The median for each task that has succeeded before, with the same address and item.
UsualDurations usualDurations(const model::Manifest &manifest, std::span<const history::PastTask> past);

} // namespace regatta::engine
