#pragma once

#include "core/trust/host_names.h"

#include <QtGlobal>

#include <array>
#include <cstdint>
#include <vector>

namespace regatta::trust {

/// Many hashed names, searched for one that is known. Each has a salt of its own, so that all must be tried;
/// but the two pads of its HMAC are hashed once, when it is added, and four are tried at a time. About 0.1 us
/// each. Any thread may search.
class HashedNameIndex
{
public:
    using Value = quint32;

    void add(const HashedName &name, Value value);

    /// The values of all that are this name, in the order of adding.
    std::vector<Value> find(QByteArrayView name) const;

private:
    static constexpr size_t laneCount = 4;
    static constexpr size_t digestWords = 5; // of SHA-1
    static constexpr size_t blockWords = 16;

    /// One 32-bit word of four calculations. A register of SSE2 and of NEON, which need no asking for.
    using Lanes = std::uint32_t __attribute__((vector_size(laneCount * sizeof(std::uint32_t))));
    using State = std::array<Lanes, digestWords>;
    using Block = std::array<Lanes, blockWords>;

    struct Group
    {
        State afterInnerPad{};
        State afterOuterPad{};
        State digest{};
        std::array<Value, laneCount> values{};
    };

    static Lanes everywhere(std::uint32_t word);
    static void compress(State &state, const Block &block);
    static State afterPad(const HashedName::Digest &salt, std::uint8_t filler);
    static std::vector<Block> messageOf(QByteArrayView name);
    static State digestOf(const Group &group, const std::vector<Block> &message);

    std::vector<Group> m_groups;
    size_t m_count = 0;
};

} // namespace regatta::trust
