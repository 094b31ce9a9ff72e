#include "core/spool/index_file.h"

#include "core/spool/log_source.h"
#include "core/spool/spool_writer.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::spool;
using model::OutputStream;
using model::TaskId;

namespace {

constexpr std::uint32_t enough = fewestIndexedRecords;

class IndexFile : public testing::Test
{
protected:
    std::unique_ptr<SpoolWriter> openWriter() const
    {
        return SpoolWriter::create(path, {}, std::make_shared<base::OutputBudget>(1 << 24), index).value();
    }

    /// A record for each task, and one that goes on with the first one's line.
    static void print(SpoolWriter &writer, std::uint32_t tasks)
    {
        for (std::uint32_t task = 0; task < tasks; ++task)
            writer.append(
                {TaskId{task}, 1, 0, OutputStream::Stdout, "a\nopen " + QByteArray::number(task), {}});
        writer.flush();
        writer.append({TaskId{0}, 1, 0, OutputStream::Stdout, " goes on\n", {}});
        writer.flush();
    }

    void makeSpool(std::uint32_t tasks = enough) const { print(*openWriter(), tasks); }

    std::unique_ptr<SpoolReader> reader() const { return SpoolReader::open(path).value(); }

    QStringList linesOf(const std::shared_ptr<SpoolIndex> &of) const
    {
        LogSource log(std::shared_ptr<const SpoolReader>(reader()), of, {});
        log.follow(~quint64(0));
        QStringList lines;
        for (const LogLine &line : log.lines(0, log.lineCount()))
            lines << line.text.text;
        return lines;
    }

    bool fits() const
    {
        SpoolIndex loaded;
        return loadIndex(path, *reader(), loaded);
    }

    static QByteArray read(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(name);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("run.spool"));
    const std::shared_ptr<SpoolIndex> index = std::make_shared<SpoolIndex>();
};

} // namespace

TEST_F(IndexFile, HoldsAllThatWalkingTheSpoolWouldSay)
{
    makeSpool();
    const auto loaded = std::make_shared<SpoolIndex>();
    ASSERT_TRUE(loadIndex(path, *reader(), *loaded));
    EXPECT_EQ(loaded->extent(), index->extent());
    const auto walked = std::make_shared<SpoolIndex>();
    reader()->buildIndex(*walked, false);
    const QStringList lines = linesOf(loaded);
    EXPECT_EQ(lines, linesOf(walked));
    EXPECT_EQ(lines.size(), 2 * enough);
    EXPECT_TRUE(lines.contains(QStringLiteral("open 0 goes on")));
}

TEST_F(IndexFile, SmallSpoolsHaveNone)
{
    makeSpool(10);
    EXPECT_FALSE(QFile::exists(indexFileOf(path)));
    EXPECT_FALSE(fits());
}

TEST_F(IndexFile, ADeletedSpoolGetsNone)
{
    auto writer = openWriter();
    print(*writer, enough);
    QFile::remove(path);
    writer.reset();
    EXPECT_FALSE(QFile::exists(indexFileOf(path)));
}

TEST_F(IndexFile, WhatIsSpoiltCountsAsNotThere)
{
    makeSpool();
    const QByteArray sound = read(indexFileOf(path));
    ASSERT_TRUE(fits());
    for (qsizetype at = 0; at < sound.size(); at += at < 200 ? 1 : 997) {
        QByteArray spoilt = sound;
        spoilt[at] = char(spoilt[at] ^ 0x40);
        write(indexFileOf(path), spoilt);
        ASSERT_FALSE(fits()) << at;
    }
    for (qsizetype size = 0; size < sound.size(); size += 1'009) {
        write(indexFileOf(path), sound.first(size));
        ASSERT_FALSE(fits()) << size;
    }
}

TEST_F(IndexFile, AnotherSpoolsCountsAsNotThere)
{
    makeSpool();
    QByteArray spool = read(path);
    write(path, spool.chopped(1)); // cut short by a crash
    EXPECT_FALSE(fits());
    spool.back() = 'x';
    write(path, spool);
    EXPECT_FALSE(fits());
}

TEST_F(IndexFile, WhatCameBehindItIsWalkedThrough)
{
    makeSpool();
    const QByteArray record = encodeRecord({}, "more\nlines\n");
    write(path, read(path) + record);
    SpoolIndex loaded;
    ASSERT_TRUE(loadIndex(path, *reader(), loaded));
    reader()->buildIndex(loaded, false);
    EXPECT_EQ(loaded.extent().lines, index->extent().lines + 2);
    EXPECT_EQ(loaded.extent().end, index->extent().end + quint64(record.size()));
}
