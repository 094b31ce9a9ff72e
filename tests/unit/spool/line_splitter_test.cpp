#include "core/spool/line_splitter.h"

#include <QRandomGenerator>

#include <gtest/gtest.h>

#include <utility>
#include <vector>

using regatta::spool::LineSplitter;

namespace {

using Lines = std::vector<std::pair<QByteArray, bool>>;

Lines split(const std::vector<QByteArray> &chunks)
{
    Lines lines;
    LineSplitter splitter;
    const auto collect = [&](QByteArrayView line, bool isWhole) {
        lines.emplace_back(line.toByteArray(), isWhole);
    };
    for (const QByteArray &chunk : chunks)
        splitter.feed(chunk, collect);
    splitter.finish(collect);
    return lines;
}

} // namespace

TEST(LineSplitter, ChunksMayEndAnywhere)
{
    EXPECT_EQ(split({"on", "e\ntw", "o\n"}), (Lines{{"one", true}, {"two", true}}));
}

TEST(LineSplitter, KeepsEmptyLinesAndCarriageReturns)
{
    EXPECT_EQ(split({"\n\na\r\n"}), (Lines{{"", true}, {"", true}, {"a\r", true}}));
}

TEST(LineSplitter, TheLastLineMayLackItsNewline)
{
    EXPECT_EQ(split({"a\nb"}), (Lines{{"a", true}, {"b", false}}));
    EXPECT_TRUE(split({}).empty());
}

TEST(LineSplitter, ALineWithoutEndComesInBoundedPieces)
{
    const QByteArray endless(10 * LineSplitter::longestPiece + 5, 'x');
    const Lines lines = split({endless, "\n"});
    QByteArray joined;
    for (const auto &[piece, isWhole] : lines) {
        EXPECT_LE(piece.size(), LineSplitter::longestPiece);
        joined += piece;
    }
    EXPECT_EQ(joined, endless);
    EXPECT_TRUE(lines.back().second);
    EXPECT_FALSE(lines.front().second);
}

TEST(LineSplitter, PiecesDoNotCutCharacters)
{
    const QByteArray euro = "\xe2\x82\xac";
    const Lines lines = split({euro.repeated(LineSplitter::longestPiece)});
    for (const auto &[piece, isWhole] : lines)
        EXPECT_TRUE(piece.isValidUtf8());
}

TEST(LineSplitter, LosesNothingHoweverTheBytesAreCut)
{
    QRandomGenerator random(99);
    for (int round = 0; round < 200; ++round) {
        QByteArray all;
        const int size = random.bounded(200'000);
        for (int i = 0; i < size; ++i)
            all += random.bounded(5000) == 0 ? '\n' : char(random.bounded(256));
        std::vector<QByteArray> chunks;
        for (qsizetype at = 0; at < all.size();) {
            const qsizetype length = std::min<qsizetype>(all.size() - at, 1 + random.bounded(100'000));
            chunks.push_back(all.mid(at, length));
            at += length;
        }
        QByteArray joined;
        for (const auto &[line, isWhole] : split(chunks))
            joined += isWhole ? line + '\n' : line;
        ASSERT_EQ(joined, all);
    }
}
