#include "core/spool/spool_reader.h"
#include "core/spool/spool_writer.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <thread>

using namespace regatta;
using namespace std::chrono_literals;
using model::OutputStream;
using model::TaskId;
using spool::IndexEntry;
using spool::SpoolIndex;
using spool::SpoolReader;
using spool::SpoolWriter;

namespace {

class Spool : public testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(folder.isValid());
        writer = SpoolWriter::create(path, start, budget, index).value();
    }

    void print(std::uint32_t task, const QByteArray &bytes, OutputStream stream = OutputStream::Stdout)
    {
        time += 1ms;
        writer->append({TaskId{task}, 1, 0, stream, bytes, start + time});
    }

    std::unique_ptr<SpoolReader> reader() { return SpoolReader::open(path).value(); }

    QByteArray fileBytes() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void overwrite(const QByteArray &bytes) const
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("run.spool"));
    const base::Instant start = base::Instant(1h);
    base::Duration time{};
    std::shared_ptr<base::OutputBudget> budget = std::make_shared<base::OutputBudget>(1 << 20);
    std::shared_ptr<SpoolIndex> index = std::make_shared<SpoolIndex>();
    std::unique_ptr<SpoolWriter> writer;
};

std::vector<IndexEntry> walk(const SpoolReader &reader, quint64 end)
{
    std::vector<IndexEntry> entries;
    spool::HeadWalker walker(reader, spool::fileHeadSize, end);
    while (const auto entry = walker.next())
        entries.push_back(*entry);
    return entries;
}

/// Everything that a spool holds, by task and stream.
std::map<std::pair<std::uint32_t, OutputStream>, QByteArray> contents(const SpoolReader &reader,
                                                                      const std::vector<IndexEntry> &entries)
{
    std::map<std::pair<std::uint32_t, OutputStream>, QByteArray> all;
    for (const IndexEntry &entry : entries)
        all[{entry.head.task.value, entry.head.stream}] += reader.read(entry).value();
    return all;
}

} // namespace

TEST_F(Spool, GivesBackEveryByte)
{
    QRandomGenerator random(3);
    std::map<std::pair<std::uint32_t, OutputStream>, QByteArray> expected;
    for (int i = 0; i < 2000; ++i) {
        const auto task = std::uint32_t(random.bounded(5));
        const OutputStream stream = random.bounded(2) ? OutputStream::Stdout : OutputStream::Stderr;
        QByteArray bytes(random.bounded(1, 300), char(random.bounded(256)));
        bytes += random.bounded(2) ? "\n" : "";
        expected[{task, stream}] += bytes;
        print(task, bytes, stream);
    }
    writer->flush();
    EXPECT_EQ(contents(*reader(), walk(*reader(), index->extent().end)), expected);
    EXPECT_EQ(contents(*reader(), reader()->scan()), expected) << "the same from the file alone";
    EXPECT_EQ(budget->used(), 0);
}

TEST_F(Spool, TheIndexIsBuiltAgainFromTheFile)
{
    for (std::uint32_t i = 0; i < 500; ++i)
        print(i % 7, "line\n" + QByteArray(int(i), 'x') + "\n");
    writer->flush();
    SpoolIndex built;
    reader()->buildIndex(built, false);
    EXPECT_EQ(built.extent(), index->extent());
    EXPECT_EQ(built.extent().lines, 1000);
}

TEST_F(Spool, TheFirstLinesNeedNotWaitForTheLast)
{
    for (std::uint32_t task = 0; task < 1'000; ++task)
        print(task, "line\n");
    writer->flush();
    std::vector<quint64> records;
    std::unique_ptr<SpoolIndex> built;
    built = std::make_unique<SpoolIndex>([&] { records.push_back(built->extent().records); });
    reader()->buildIndex(*built, false);
    ASSERT_GT(records.size(), 1u);
    EXPECT_LT(records.front(), 100u);
    EXPECT_EQ(records.back(), 1'000u);
}

TEST_F(Spool, JoinsNeighboursAndCountsLines)
{
    print(0, "one\nt");
    print(0, "wo\n");
    print(0, "three");
    writer->flush();
    EXPECT_GE(index->extent().lines, 3);
    EXPECT_LE(index->extent().records, 3u);
}

TEST_F(Spool, AnUnfinishedLineIsOnDiskSoonToo)
{
    print(0, "password?");
    // No flush: the writer's own deadline does it.
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    while (index->extent().records == 0 && std::chrono::steady_clock::now() < deadline)
        std::this_thread::yield();
    const auto entries = walk(*reader(), index->extent().end);
    ASSERT_EQ(entries.size(), 1u);
    EXPECT_EQ(reader()->read(entries.front()).value(), "password?");
}

TEST_F(Spool, WhatOthersPrintDoesNotPutAnUnfinishedLineOff)
{
    constexpr auto promised = 250ms;
    constexpr auto halfway = 150ms;
    auto fastest =
        std::chrono::steady_clock::duration::max(); // what a busy machine adds it does not always add
    for (std::uint32_t round = 0; round < 5; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        print(2 * round, "password?");
        while (std::chrono::steady_clock::now() < begin + halfway)
            std::this_thread::yield();
        print(2 * round + 1, "another host's line\n");
        while (index->extent().records < 2 * (round + 1) && std::chrono::steady_clock::now() < begin + 10s)
            std::this_thread::yield();
        fastest = std::min(fastest, std::chrono::steady_clock::now() - begin);
    }
    EXPECT_LT(fastest, promised + 100ms);
}

TEST_F(Spool, StampsTimesFromTheRunsStart)
{
    print(7, "a\n", OutputStream::Stderr);
    writer.reset();
    const auto entries = reader()->scan();
    ASSERT_EQ(entries.size(), 1u);
    EXPECT_EQ(entries[0].head.time, 1ms);
    EXPECT_EQ(entries[0].head.task, TaskId{7});
    EXPECT_EQ(entries[0].head.stream, OutputStream::Stderr);
}

TEST_F(Spool, ARecordCutAnywhereIsLeftOutAndNothingElse)
{
    print(0, "first\n");
    writer->flush();
    print(0, "second\n");
    writer.reset();
    const QByteArray whole = fileBytes();
    const qsizetype secondRecord = spool::recordHeadSize + qsizetype(strlen("second\n"));
    for (qsizetype cut = 1; cut <= secondRecord; ++cut) {
        overwrite(whole.chopped(cut));
        const auto opened = reader();
        const auto entries = opened->scan();
        ASSERT_EQ(entries.size(), 1u) << cut;
        ASSERT_EQ(opened->read(entries[0]).value(), "first\n");
    }
}

TEST_F(Spool, AFlippedByteIsNoticed)
{
    print(0, "precious\n");
    writer.reset();
    const QByteArray whole = fileBytes();
    for (qsizetype at = spool::fileHeadSize; at < whole.size(); ++at) {
        QByteArray spoilt = whole;
        spoilt[at] = char(spoilt[at] ^ 0x10);
        overwrite(spoilt);
        ASSERT_TRUE(reader()->scan().empty()) << at;
    }
}

TEST_F(Spool, ReadsWhatTheFirstVersionWrote)
{
    print(0, "one\ntwo\n"); // whose records are the same where the last line is whole
    writer.reset();
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    QByteArray old = file.readAll();
    file.close();
    old[8] = 1;
    overwrite(old);
    SpoolIndex built;
    reader()->buildIndex(built, false);
    EXPECT_EQ(built.extent().lines, 2);
}

TEST_F(Spool, KnowsItsOwnFiles)
{
    writer.reset();
    QByteArray newer = spool::fileHead();
    newer[8] = 99;
    overwrite(newer);
    EXPECT_EQ(SpoolReader::open(path).error().code, base::ErrorCode::SpoolNewer);
    overwrite("something else altogether");
    EXPECT_EQ(SpoolReader::open(path).error().code, base::ErrorCode::SpoolDamaged);
    overwrite("REG");
    EXPECT_EQ(SpoolReader::open(path).error().code, base::ErrorCode::SpoolDamaged);
    EXPECT_EQ(SpoolReader::open(folder.filePath(QStringLiteral("none"))).error().code,
              base::ErrorCode::FileUnreadable);
}

TEST_F(Spool, AnEmptySpoolHasNoRecords)
{
    writer.reset();
    EXPECT_TRUE(reader()->scan().empty());
}

TEST_F(Spool, NeverOverwritesAFile)
{
    EXPECT_FALSE(SpoolWriter::create(path, start, budget, index));
}
