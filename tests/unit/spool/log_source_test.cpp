#include "core/spool/log_search.h"
#include "core/spool/spool_writer.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <stop_token>
#include <thread>

using namespace regatta;
using namespace regatta::spool;
using namespace std::chrono_literals;
using model::OutputStream;
using model::TaskId;

namespace {

constexpr quint64 everything = ~quint64(0);

class LogSourceTest : public testing::Test
{
protected:
    void SetUp() override { writer = SpoolWriter::create(path, {}, budget, index).value(); }

    void print(std::uint32_t task, const QByteArray &bytes, OutputStream stream = OutputStream::Stdout)
    {
        writer->append({TaskId{task}, 1, 0, stream, bytes, base::Instant(1ms)});
        writer->flush();
    }

    LogSource source(std::set<TaskId> tasks = {})
    {
        LogSource made(std::shared_ptr(SpoolReader::open(path).value()), index, std::move(tasks));
        while (made.follow(everything)) {
        }
        return made;
    }

    /// As another version might have counted its lines.
    static QByteArray recordOf(const QByteArray &bytes, quint32 lines)
    {
        RecordHead head = completed({}, bytes);
        head.lines = lines;
        head.checksum = 0;
        quint32 sum = ~0u; // CRC-32
        for (const char byte : encodeHead(head) + bytes) {
            sum ^= quint8(byte);
            for (int bit = 0; bit < 8; ++bit)
                sum = sum >> 1 ^ (sum & 1 ? 0xedb88320u : 0);
        }
        head.checksum = ~sum;
        return encodeHead(head) + bytes;
    }

    static std::string text(const LogSource &source, qint64 first = 0, qint64 count = 1'000)
    {
        QStringList lines;
        for (const LogLine &line : source.lines(first, count))
            lines << line.text.text;
        return lines.join(u'|').toStdString();
    }

    std::vector<qint64> find(const LogSource &source, const QString &words,
                             LogPattern::Kind kind = LogPattern::Kind::Text, bool caseSensitive = false)
    {
        std::vector<qint64> matches;
        LogSearch search(LogPattern(words, kind, caseSensitive));
        while (search.searchOn(source, 1, matches)) {
        }
        hasExploded = search.hasExploded();
        return matches;
    }

    using Lines = std::vector<qint64>;

    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("run.spool"));
    std::shared_ptr<base::OutputBudget> budget = std::make_shared<base::OutputBudget>(1 << 20);
    std::shared_ptr<SpoolIndex> index = std::make_shared<SpoolIndex>();
    std::unique_ptr<SpoolWriter> writer;
    bool hasExploded = false;
};

} // namespace

TEST_F(LogSourceTest, MergesAllTasksInTheOrderOfArrival)
{
    print(0, "a\nb\n");
    print(1, "c\n");
    print(0, "d", OutputStream::Stderr);
    const LogSource log = source();
    EXPECT_EQ(log.lineCount(), 4);
    EXPECT_EQ(text(log), "a|b|c|d");
    EXPECT_EQ(text(log, 1, 2), "b|c");
    EXPECT_EQ(text(log, 4), "");
    const auto lines = log.lines(0, 4);
    EXPECT_TRUE(lines[0].isFirst);
    EXPECT_FALSE(lines[1].isFirst);
    EXPECT_EQ(lines[2].task, TaskId{1});
    EXPECT_EQ(lines[3].stream, OutputStream::Stderr);
}

TEST_F(LogSourceTest, ShowsOnlyTheChosenTasks)
{
    print(0, "a\nb\n");
    print(1, "c\n");
    print(2, "d\n");
    print(1, "e\n");
    EXPECT_EQ(text(source({TaskId{1}})), "c|e");
    EXPECT_EQ(text(source({TaskId{0}, TaskId{2}})), "a|b|d");
    EXPECT_EQ(text(source({TaskId{7}})), "");
}

TEST_F(LogSourceTest, GrowsWithTheSpool)
{
    LogSource log = source({TaskId{0}});
    EXPECT_EQ(log.lineCount(), 0);
    print(0, "a\n");
    EXPECT_EQ(log.lineCount(), 0) << "until it is told";
    log.follow(everything);
    EXPECT_EQ(text(log), "a");
}

TEST_F(LogSourceTest, ColoursGoOnWithinARecord)
{
    print(0, "\x1b[31mred\nstill\n\x1b[0mnot\n");
    const auto lines = source().lines(1, 2);
    ASSERT_EQ(lines.size(), 2u);
    ASSERT_EQ(lines[0].text.runs.size(), 1u);
    EXPECT_EQ(lines[0].text.runs[0].style.foreground.value, 1u);
    EXPECT_TRUE(lines[1].text.runs.empty());
    EXPECT_EQ(lines[1].bytes, "\x1b[0mnot");
}

TEST_F(LogSourceTest, ColoursOfALongLineAreNotCut)
{
    QByteArray line;
    for (int word = 0; word < 2'000; ++word)
        line += "\x1b[3" + QByteArray::number(1 + word % 7) + "mword" + QByteArray::number(word) + "\x1b[0m ";
    print(0, line + '\n');
    const LogSource log = source();
    ASSERT_GT(log.lineCount(), 5);
    QString all;
    for (const LogLine &row : log.lines(0, log.lineCount())) {
        all += row.text.text;
        EXPECT_FALSE(row.text.text.contains(u'['));
        ASSERT_FALSE(row.text.runs.empty());
        for (qsizetype at = 0; const StyledRun &run : row.text.runs) {
            const bool isBlank = row.text.text[at] == u' ';
            ASSERT_EQ(run.style.foreground.kind,
                      isBlank ? TerminalColor::Kind::Default : TerminalColor::Kind::Indexed);
            at += run.length;
        }
    }
    EXPECT_TRUE(all.startsWith(QStringLiteral("word0 word1 word2 ")));
}

TEST_F(LogSourceTest, ASpoolWhoseSequencesWereCutIsReadAsItWasCounted)
{
    // 4096 + 4095 bytes; today the sequence would move to the second piece, and make it too long for one.
    const QByteArray line = QByteArray(4'094, 'x') + "\x1b[31m" + QByteArray(4'092, 'y');
    const QByteArray bytes = line + "\nlast\n";
    ASSERT_EQ(countLines(bytes), 4u);
    writer.reset();
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::Append));
    file.write(recordOf(bytes, 3));
    file.write(encodeRecord({}, "next\n"));
    file.close();
    SpoolReader::open(path).value()->buildIndex(*index, false);
    const LogSource log = source();
    const auto lines = log.lines(0, 10);
    ASSERT_EQ(lines.size(), 4u);
    EXPECT_EQ(lines[0].bytes + lines[1].bytes, line);
    EXPECT_EQ(text(log, 2, 2), "last|next");
    EXPECT_EQ(find(log, QStringLiteral("last")), Lines{2});
    EXPECT_EQ(find(log, QStringLiteral("next")), Lines{3});
}

TEST_F(LogSourceTest, AMegabyteWithoutANewlineCanBeShown)
{
    print(0, QByteArray(1'000'000, 'x'));
    const LogSource log = source();
    EXPECT_GT(log.lineCount(), 200);
    qsizetype size = 0;
    for (const LogLine &line : log.lines(0, log.lineCount()))
        size += line.text.text.size();
    EXPECT_EQ(size, 1'000'000);
}

TEST_F(LogSourceTest, WhatTheDiskHasSpoiltSaysSoAndHidesNothingElse)
{
    print(0, "one\ntwo\n");
    print(0, "three\n");
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    ASSERT_TRUE(file.seek(fileHeadSize + recordHeadSize));
    ASSERT_EQ(file.write("O"), 1);
    file.close();
    const auto lines = source().lines(0, 3);
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_TRUE(lines[0].isSpoilt && lines[1].isSpoilt);
    EXPECT_TRUE(lines[0].bytes.isEmpty());
    EXPECT_FALSE(lines[0].isCut);
    EXPECT_FALSE(lines[2].isSpoilt);
    EXPECT_EQ(lines[2].text.text, QStringLiteral("three"));
}

TEST_F(LogSourceTest, PiecesOfALongLineSayThatItGoesOn)
{
    print(0, "short\n" + QByteArray(70'000, 'x'));
    print(0, QByteArray(70'000, 'x') + "\nshort\n");
    const LogSource log = source();
    const auto lines = log.lines(0, log.lineCount());
    ASSERT_GT(lines.size(), 30u);
    for (size_t i = 0; i < lines.size(); ++i)
        ASSERT_EQ(lines[i].isCut, i > 0 && i + 2 < lines.size()) << i;
}

TEST_F(LogSourceTest, ALineThatComesInPiecesIsOneLine)
{
    print(0, "first\nworking");
    print(1, "another\n");
    print(0, "...");
    print(0, " done\nlast\n");
    const LogSource log = source();
    EXPECT_EQ(log.lineCount(), 4);
    EXPECT_EQ(text(log), "first|working... done|another|last");
    EXPECT_EQ(text(log, 1, 1), "working... done");
    EXPECT_EQ(text(log, 2, 2), "another|last");
    EXPECT_EQ(text(source({TaskId{0}})), "first|working... done|last");
    EXPECT_EQ(text(source({TaskId{1}})), "another");
    EXPECT_EQ(log.lines(1, 1).front().bytes, "working... done");

    SpoolIndex built;
    SpoolReader::open(path).value()->buildIndex(built, false);
    EXPECT_EQ(built.extent(), index->extent());
}

TEST_F(LogSourceTest, OnlyTheSameStreamOfTheSameAttemptGoesOnWithALine)
{
    print(0, "out");
    print(0, "err", OutputStream::Stderr);
    print(1, "other");
    writer->append({TaskId{0}, 2, 0, OutputStream::Stdout, "again", base::Instant(1ms)});
    writer->flush();
    EXPECT_EQ(text(source()), "out|err|other|again");
    EXPECT_EQ(source().lines(2, 1).front().attempt, 1);
    EXPECT_EQ(source().lines(3, 1).front().attempt, 2);
}

TEST_F(LogSourceTest, AnOpenLineSaysSoUntilItsNewlineComes)
{
    print(0, "a\nb");
    EXPECT_FALSE(source().lines(0, 1).front().isOpen);
    EXPECT_TRUE(source().lines(1, 1).front().isOpen);
    print(0, "c");
    EXPECT_TRUE(source().lines(1, 1).front().isOpen);
    print(0, "\n");
    EXPECT_EQ(text(source()), "a|bc");
    EXPECT_FALSE(source().lines(1, 1).front().isOpen);
}

TEST_F(LogSourceTest, ALineOfManyPiecesIsCutSomewhere)
{
    for (int i = 0; i < 2 * LineJoins::mostRecordsOfALine; ++i)
        print(0, ".");
    const LogSource log = source();
    EXPECT_EQ(log.lineCount(), 2);
    EXPECT_EQ(log.lines(0, 1).front().bytes, QByteArray(LineJoins::mostRecordsOfALine, '.'));
}

TEST_F(LogSourceTest, FindsWordsInALineThatCameInPieces)
{
    print(0, "x\nout of ");
    print(1, "space\n");
    print(0, "space\nspace\n");
    EXPECT_EQ(find(source(), QStringLiteral("out of space")), Lines{1});
    EXPECT_EQ(find(source(), QStringLiteral("space")), (Lines{1, 2, 3}));
}

TEST_F(LogSourceTest, FindsWordsInALineThatGoesOnAfterItWasSearched)
{
    LogSource log = source();
    LogSearch search(LogPattern(QStringLiteral("space"), LogPattern::Kind::Text, false));
    std::vector<qint64> matches;
    const auto searchOn = [&] {
        log.follow(everything);
        std::vector<qint64> found;
        search.searchOn(log, everything, found);
        mergeMatches(matches, found);
    };
    print(0, "out of ");
    searchOn();
    EXPECT_EQ(matches, Lines{});
    print(1, "space\n");
    searchOn();
    print(0, "space");
    searchOn();
    EXPECT_EQ(matches, (Lines{0, 1}));
    print(0, " space\n");
    searchOn();
    EXPECT_EQ(matches, (Lines{0, 1})) << "once is enough";
}

TEST_F(LogSourceTest, FindsWords)
{
    print(0, "one\nTwo\nthree two two\n");
    print(1, "two\r\nnothing\n\x1b[31mt\x1b[0mwo\n");
    const LogSource log = source();
    EXPECT_EQ(find(log, QStringLiteral("two")), (Lines{1, 2, 3, 5}));
    EXPECT_EQ(find(log, QStringLiteral("Two"), LogPattern::Kind::Text, true), Lines{1});
    EXPECT_EQ(find(log, QStringLiteral("absent")), Lines{});
    EXPECT_EQ(find(source({TaskId{1}}), QStringLiteral("two")), (Lines{0, 2}));
}

TEST_F(LogSourceTest, FindsWhatBeginsInOnePieceOfALineAndEndsInTheNext)
{
    const QByteArray start(4'090, 'x');
    print(0, start + "a \x1b[31mneedle\x1b[0m in it\n" + start +
                 "  N\xc3\x84"
                 "DEL\n" +
                 start + " needle\n");
    const LogSource log = source();
    EXPECT_EQ(log.lineCount(), 6);
    EXPECT_EQ(find(log, QStringLiteral("a needle in")), Lines{0});
    EXPECT_EQ(find(log, QStringLiteral("n\u00e4del")), Lines{2});
    EXPECT_EQ(find(log, QStringLiteral("Needle")), (Lines{1, 4}));
    EXPECT_EQ(find(log, QStringLiteral("needle"), LogPattern::Kind::Text, true), (Lines{1, 4}));
    const auto expression = [&](const char *words) {
        return find(log, QString::fromLatin1(words), LogPattern::Kind::Expression, true);
    };
    EXPECT_EQ(expression("a n[el]+d"), Lines{0});
    EXPECT_EQ(expression("\\bne{2}dle$"), Lines{4});
    EXPECT_EQ(expression("^ ?needle"), Lines{1}) << "where a row begins, but not where its end does";
    const auto lines = log.lines(0, 6);
    EXPECT_EQ(lines[0].ahead, lines[1].text.text.left(LogPattern::mostAcross));
    EXPECT_TRUE(lines[1].ahead.isEmpty());
}

TEST_F(LogSourceTest, ExpressionsAreFoundAmongCharactersOfTwoHalves)
{
    const QByteArray faces = QByteArray("\xf0\x9f\x98\x80").repeated(500);
    for (int length = 0; length < 4; ++length)
        print(0, QByteArray(2'090, 'x') + faces + QByteArray(length, 'y') + " needle " + faces + '\n');
    EXPECT_EQ(find(source(), QStringLiteral("y* ne+dle"), LogPattern::Kind::Expression), (Lines{0, 2, 4, 6}));
    const LogPattern pattern(QStringLiteral("a b"), LogPattern::Kind::Expression, true);
    const QString face = QString::fromUtf8(faces);
    for (const QString &odd : {QString(), QStringLiteral("x")})
        EXPECT_EQ(pattern.findAcross(face + odd + u'a', u' ' + QStringLiteral("b") + odd + face).first,
                  face.size() + odd.size());
}

TEST_F(LogSourceTest, FindsAllWordsOfALineHoweverItIsCut)
{
    std::mt19937 random(1);
    for (std::uint32_t task = 0; task < 8; ++task) {
        const bool isColoured = task % 2 == 1;
        QByteArray line;
        for (int word = 0; word < 1'000; ++word)
            line += (isColoured ? "\x1b[31mword" : "word") + QByteArray::number(10'000 + word) + ' ';
        // Most of them are parts of one row, up to a limit.
        const quint32 longest = std::array{1'000'000u, 20'000u, 3'000u, 200u}.at(task / 2);
        for (qsizetype at = 0; at < line.size();) {
            const qsizetype size = std::min(line.size() - at, qsizetype(1 + random() % longest));
            print(task, line.sliced(at, size));
            at += size;
        }
        const LogSource log = source({TaskId{task}});
        QString all;
        std::vector<qsizetype> ends;
        for (const LogLine &row : log.lines(0, log.lineCount())) {
            all += row.text.text;
            ends.push_back(all.size());
        }
        for (int word = 0; word < 1'000; word += 2) {
            const QString words = QStringLiteral("word%1").arg(10'000 + word);
            const auto row = std::upper_bound(ends.begin(), ends.end(), all.indexOf(words)) - ends.begin();
            ASSERT_EQ(find(log, words), Lines{row}) << task << ' ' << words.toStdString();
        }
    }
}

TEST_F(LogSourceTest, FindsWhatGoesOnInTheNextPieceAfterItWasSearched)
{
    LogSource log = source();
    LogSearch search(LogPattern(QStringLiteral("needle"), LogPattern::Kind::Text, false));
    std::vector<qint64> matches;
    const auto searchOn = [&] {
        log.follow(everything);
        search.searchOn(log, everything, matches);
    };
    print(0, QByteArray(longestShownLine - 2, 'x') + "nee");
    searchOn();
    EXPECT_EQ(log.lineCount(), 2);
    EXPECT_EQ(matches, Lines{});
    print(0, "dl");
    searchOn();
    EXPECT_EQ(matches, Lines{});
    print(0, "e\n");
    searchOn();
    EXPECT_EQ(matches, Lines{0});
    print(0, "needle\n");
    searchOn();
    EXPECT_EQ(matches, (Lines{0, 2}));
}

TEST_F(LogSourceTest, FindsWhatATerminalShows)
{
    print(0, "a\tword\r\nsome\rword\nword\x1b[1m\nword\rsome\nwo\brd\n\xc2\xb0 word\nwo\xc2\x9brd\n");
    const LogSource log = source();
    EXPECT_EQ(find(log, QStringLiteral("word")), (Lines{0, 1, 2, 5}));
    EXPECT_EQ(find(log, QStringLiteral(" word")), (Lines{0, 5})) << "a tab is shown as spaces";
    EXPECT_EQ(find(log, QStringLiteral("wrd")), Lines{4});
    EXPECT_EQ(find(log, QStringLiteral("some")), (Lines{3}));
}

TEST_F(LogSourceTest, FindsWhatIsNotAscii)
{
    print(0, "stra\xc3\x9f"
             "e\nGR\xc3\x9c"
             "N\n");
    const LogSource log = source();
    EXPECT_EQ(find(log, QStringLiteral("straße")), Lines{0});
    EXPECT_EQ(find(log, QStringLiteral("grün")), Lines{1});
    EXPECT_EQ(find(log, QStringLiteral("grün"), LogPattern::Kind::Text, true), Lines{});
}

TEST_F(LogSourceTest, FindsExpressions)
{
    print(0, "error 12\nerror x\nERROR 3\n");
    const LogSource log = source();
    EXPECT_EQ(find(log, QStringLiteral("error \\d+$"), LogPattern::Kind::Expression), (Lines{0, 2}));
    EXPECT_EQ(find(log, QStringLiteral("^ERROR"), LogPattern::Kind::Expression, true), Lines{2});
    EXPECT_FALSE(LogPattern(QStringLiteral("(open"), LogPattern::Kind::Expression, true).error().isEmpty());
}

TEST_F(LogSourceTest, AnExpressionThatExplodesIsStopped)
{
    print(0, QByteArray(2'000, 'a') + "!\n");
    const auto start = std::chrono::steady_clock::now();
    find(source(), QStringLiteral("^(a|aa|aaa)+$"), LogPattern::Kind::Expression);
    EXPECT_TRUE(hasExploded);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);
}

TEST_F(LogSourceTest, AnExpressionThatIsSlowOnOneLineIsNotTriedOnOthers)
{
    // Without its compiler PCRE2 takes seconds for a line of these, without ever reaching its own limit.
    print(0, (QByteArray(3'500, 'x') + '\n').repeated(50) + "y\n");
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(find(source(), QStringLiteral("(*NO_JIT)x*x*[yz]"), LogPattern::Kind::Expression, true),
              Lines{});
    EXPECT_TRUE(hasExploded);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 60s);
}

TEST_F(LogSourceTest, ASearchThatTakesLongCanBeStopped)
{
    // Expensive on each line, but within the limit: all of them take most of a minute.
    print(0, (QByteArray(4'000, 'x') + '\n').repeated(2'000));
    const LogSource log = source();
    std::stop_source stop;
    LogSearch search(LogPattern(QStringLiteral("x*x*[yz]"), LogPattern::Kind::Expression, true),
                     stop.get_token());
    std::vector<qint64> matches;
    std::thread searching([&] {
        while (search.searchOn(log, everything, matches)) {
        }
    });
    const auto asked = std::chrono::steady_clock::now();
    stop.request_stop();
    searching.join();
    EXPECT_LT(std::chrono::steady_clock::now() - asked, 10s);
    EXPECT_FALSE(search.hasExploded());
}

TEST_F(LogSourceTest, ASearchGoesOnWithWhatIsNew)
{
    print(0, "x\n");
    LogSource log = source();
    LogSearch search(LogPattern(QStringLiteral("x"), LogPattern::Kind::Text, false));
    std::vector<qint64> matches;
    EXPECT_FALSE(search.searchOn(log, everything, matches));
    print(0, "y\nx\n");
    log.follow(everything);
    EXPECT_FALSE(search.searchOn(log, everything, matches));
    EXPECT_EQ(matches, (Lines{0, 2}));
}
