#include "core/spool/line_map.h"
#include "core/spool/line_pieces.h"
#include "core/spool/spool_format.h"

#include <gtest/gtest.h>

#include <random>

using namespace regatta::spool;

TEST(LineMap, FindsTheRecordOfALine)
{
    LineMap map;
    map.add(100, 2);
    map.add(200, 1);
    map.add(300, 3);
    EXPECT_EQ(map.lineCount(), 6);
    EXPECT_EQ(map.recordCount(), 3u);
    EXPECT_EQ(map.markBefore(0), (LineMap::Mark{100, 0}));
    EXPECT_EQ(map.markBefore(1), (LineMap::Mark{100, 0}));
    EXPECT_EQ(map.markBefore(2), (LineMap::Mark{200, 2}));
    EXPECT_EQ(map.markBefore(5), (LineMap::Mark{300, 3}));
}

TEST(LineMap, StaysSmallAndRight)
{
    constexpr size_t most = 16;
    LineMap map(most);
    for (quint64 i = 0; i < 10'000; ++i) {
        map.add(i * 10, 2);
        ASSERT_LE(map.marks().size(), most);
    }
    EXPECT_EQ(map.lineCount(), 20'000);
    for (qint64 line = 0; line < map.lineCount(); ++line) {
        const LineMap::Mark mark = map.markBefore(line);
        ASSERT_LE(mark.firstLine, line);
        ASSERT_LT(line - mark.firstLine, qint64(map.stride()) * 2);
        ASSERT_EQ(qint64(mark.offset) / 10 * 2, mark.firstLine);
    }
}

TEST(LinePieces, AnEndlessLineIsCutBetweenCharacters)
{
    const QByteArray euros = QByteArray("\xe2\x82\xac").repeated(longestShownLine);
    QByteArrayView rest(euros);
    quint32 count = 0;
    for (; !rest.isEmpty(); ++count) {
        const qsizetype size = firstLineSize(rest);
        ASSERT_GT(size, 0);
        ASSERT_LE(size, longestShownLine);
        ASSERT_EQ(size % 3, 0);
        rest = rest.sliced(size);
    }
    EXPECT_EQ(countLines(euros), count);
}

TEST(LinePieces, AreCountedAsTheyAreCut)
{
    constexpr int seed = 1;
    std::mt19937 random(seed);
    for (int round = 0; round < 1'000; ++round) {
        // From lines of a byte or two to pieces of lines, of ASCII, of UTF-8, of what is neither, of escape
        // sequences.
        const auto lineLength = 1 + random() % (2 * longestShownLine);
        QByteArray bytes(qsizetype(random() % (5 * longestShownLine)), Qt::Uninitialized);
        for (char &byte : bytes) {
            constexpr QByteArrayView letters("x\xe2\x82\xac\x1b[3m]\a\xc2\x9b");
            const auto kinds = round % 2 == 0 ? 4 : letters.size();
            byte = random() % lineLength == 0 ? '\n' : letters[qsizetype(random()) % kinds];
        }
        quint32 count = 0;
        for (QByteArrayView rest(bytes); !rest.isEmpty(); ++count)
            rest = rest.sliced(firstLineSize(rest));
        ASSERT_EQ(countLines(bytes), count) << "round " << round;
    }
}

TEST(LinePieces, AnEscapeSequenceIsNotCut)
{
    for (const QByteArray &sequence : {QByteArray("\x1b[1;38;5;208m"), QByteArray("\x1b(B"),
                                       QByteArray("\x1b]8;;http://host/\x1b\\"), QByteArray("\x1b]0;title\a"),
                                       QByteArray("\xc2\x9b"
                                                  "31m")}) {
        for (qsizetype inFront = 0; inFront <= sequence.size(); ++inFront) {
            const qsizetype at = longestShownLine - inFront;
            const QByteArray line = QByteArray(at, 'x') + sequence + QByteArray(100, 'y');
            EXPECT_EQ(firstLineSize(line), inFront < sequence.size() ? at : longestShownLine)
                << sequence.toHex().constData() << ' ' << inFront;
        }
    }
}

TEST(LinePieces, WhatIsNoSequenceOrHasNoEndCostsLittle)
{
    EXPECT_EQ(firstLineSize(QByteArray(longestShownLine - 2, 'x') + "\x1b\x01" + "xx"), longestShownLine);
    const QByteArray endless = QByteArray("\x1b]").repeated(longestShownLine);
    EXPECT_EQ(firstLineSize(endless), longestShownLine - 256);
    EXPECT_EQ(firstLineSize("\x1b]" + QByteArray(2 * longestShownLine, 'x')), longestShownLine);
}

TEST(LinePieces, NewlinesEndLines)
{
    EXPECT_EQ(countLines(""), 0u);
    EXPECT_EQ(countLines("\n"), 1u);
    EXPECT_EQ(countLines("a\nb"), 2u);
    EXPECT_EQ(countLines(QByteArray(longestShownLine, 'x') + '\n'), 1u);
    EXPECT_EQ(countLines(QByteArray(longestShownLine + 1, 'x') + '\n'), 2u);
    EXPECT_EQ(countLines(QByteArray(3 * longestShownLine, '\x80')), 3u) << "not UTF-8 at all";
    EXPECT_EQ(withoutNewline("a\n"), "a");
    EXPECT_EQ(withoutNewline("a"), "a");
}
