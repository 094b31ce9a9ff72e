#pragma once

#include <QHashFunctions>

#include <compare>
#include <cstdint>
#include <functional>

namespace regatta::base {

/// A number that can't be mixed up with a number of another kind. Tag makes the kind, Number its width.
template <typename Tag, typename Number = std::uint32_t>
struct StrongId
{
    using Value = Number;

    Number value = 0;

    constexpr auto operator<=>(const StrongId &) const = default;

    friend size_t qHash(StrongId id, size_t seed = 0) noexcept { return ::qHash(id.value, seed); }
};

} // namespace regatta::base

template <typename Tag, typename Number>
struct std::hash<regatta::base::StrongId<Tag, Number>>
{
    size_t operator()(regatta::base::StrongId<Tag, Number> id) const noexcept
    {
        return std::hash<Number>{}(id.value);
    }
};
