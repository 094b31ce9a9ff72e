#include "core/trust/hashed_name_index.h"

#include <QtEndian>

#include <algorithm>

namespace regatta::trust {
namespace {

constexpr qsizetype wordSize = sizeof(std::uint32_t);
constexpr qsizetype blockSize = 64;
constexpr std::uint32_t endOfMessage = 0x80000000U;
constexpr quint64 bitsPerByte = 8;

std::uint32_t wordAt(const char *bytes)
{
    return qFromBigEndian<std::uint32_t>(bytes);
}

template <int bits, typename Word>
void rotate(Word &word)
{
    word = (word << bits) | (word >> (32 - bits));
}

} // namespace

HashedNameIndex::Lanes HashedNameIndex::everywhere(std::uint32_t word)
{
    return Lanes{} + word;
}

/// FIPS 180-4, 6.1.2, with the schedule of 16 words of 6.1.3.
void HashedNameIndex::compress(State &state, const Block &block)
{
    Block words = block;
    auto [a, b, c, d, e] = state;
    for (size_t t = 0; t < 80; ++t) {
        Lanes &word = words[t % blockWords];
        if (t >= blockWords) {
            word ^= words[(t + 13) % blockWords] ^ words[(t + 8) % blockWords] ^ words[(t + 2) % blockWords];
            rotate<1>(word);
        }
        Lanes next = a;
        rotate<5>(next);
        next += e + word;
        if (t < 20)
            next += (d ^ (b & (c ^ d))) + 0x5a827999U;
        else if (t < 40)
            next += (b ^ c ^ d) + 0x6ed9eba1U;
        else if (t < 60)
            next += ((b & c) | (d & (b | c))) + 0x8f1bbcdcU;
        else
            next += (b ^ c ^ d) + 0xca62c1d6U;
        e = d;
        d = c;
        c = b;
        rotate<30>(c);
        b = a;
        a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

/// RFC 2104: the key, filled up to a block.
HashedNameIndex::State HashedNameIndex::afterPad(const HashedName::Digest &salt, std::uint8_t filler)
{
    std::array<char, blockSize> pad{};
    std::copy(salt.begin(), salt.end(), pad.begin());
    for (char &byte : pad)
        byte = char(byte ^ filler);
    Block block{};
    for (size_t i = 0; i < blockWords; ++i)
        block[i] = everywhere(wordAt(pad.data() + qsizetype(i) * wordSize));
    State state{everywhere(0x67452301U), everywhere(0xefcdab89U), everywhere(0x98badcfeU),
                everywhere(0x10325476U), everywhere(0xc3d2e1f0U)};
    compress(state, block);
    return state;
}

void HashedNameIndex::add(const HashedName &name, Value value)
{
    const size_t lane = m_count++ % laneCount;
    if (lane == 0)
        m_groups.emplace_back();
    Group &group = m_groups.back();
    const State inner = afterPad(name.salt(), 0x36);
    const State outer = afterPad(name.salt(), 0x5c);
    for (size_t i = 0; i < digestWords; ++i) {
        group.afterInnerPad[i][lane] = inner[i][lane];
        group.afterOuterPad[i][lane] = outer[i][lane];
        group.digest[i][lane] = wordAt(name.digest().data() + qsizetype(i) * wordSize);
    }
    group.values[lane] = value;
}

/// What follows the inner pad, filled up as FIPS 180-4, 5.1.1 says.
std::vector<HashedNameIndex::Block> HashedNameIndex::messageOf(QByteArrayView name)
{
    QByteArray text = name.toByteArray() + char(0x80);
    const qsizetype lengthSize = sizeof(quint64);
    const qsizetype size = (text.size() + lengthSize + blockSize - 1) / blockSize * blockSize;
    text.append(size - lengthSize - text.size(), '\0');
    std::array<char, lengthSize> length{};
    qToBigEndian(quint64(blockSize + name.size()) * bitsPerByte, length.data());
    text.append(length.data(), lengthSize);

    std::vector<Block> message(size_t(size / blockSize));
    for (size_t i = 0; i < message.size() * blockWords; ++i)
        message[i / blockWords][i % blockWords] =
            everywhere(wordAt(text.constData() + qsizetype(i) * wordSize));
    return message;
}

HashedNameIndex::State HashedNameIndex::digestOf(const Group &group, const std::vector<Block> &message)
{
    State inner = group.afterInnerPad;
    for (const Block &block : message)
        compress(inner, block);
    Block block{};
    std::copy(inner.begin(), inner.end(), block.begin());
    block[digestWords] = everywhere(endOfMessage);
    block.back() = everywhere((blockSize + digestWords * wordSize) * bitsPerByte);
    State outer = group.afterOuterPad;
    compress(outer, block);
    return outer;
}

std::vector<HashedNameIndex::Value> HashedNameIndex::find(QByteArrayView name) const
{
    std::vector<Value> found;
    const std::vector<Block> message = messageOf(name);
    size_t rest = m_count;
    for (const Group &group : m_groups) {
        const State digest = digestOf(group, message);
        const size_t lanes = std::min(rest, laneCount);
        for (size_t lane = 0; lane < lanes; ++lane) {
            const auto isSame = [&](size_t word) { return digest[word][lane] == group.digest[word][lane]; };
            if (isSame(0) && isSame(1) && isSame(2) && isSame(3) && isSame(4))
                found.push_back(group.values[lane]);
        }
        rest -= lanes;
    }
    return found;
}

} // namespace regatta::trust
