#include "core/engine/last_lines.h"

#include "core/spool/spool_writer.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace regatta;
using model::OutputStream;
using model::TaskId;

namespace {

class LastLinesTest : public testing::Test
{
protected:
    void SetUp() override
    {
        writer = spool::SpoolWriter::create(path, {}, std::make_shared<base::OutputBudget>(1 << 20),
                                            std::make_shared<spool::SpoolIndex>())
                     .value();
    }

    void print(std::uint32_t task, const QByteArray &bytes, OutputStream stream = OutputStream::Stdout,
               int attempt = 1)
    {
        writer->append({TaskId{task}, attempt, 0, stream, bytes, {}});
        writer->flush();
    }

    std::vector<engine::TaskUpdate> read(size_t tasks, bool isCancelled = false)
    {
        std::vector<engine::TaskUpdate> all;
        engine::readLastLines(*spool::SpoolReader::open(path).value(), tasks, isCancelled,
                              [&all](const std::vector<engine::TaskUpdate> &some) {
                                  all.insert(all.end(), some.begin(), some.end());
                              });
        return all;
    }

    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("run.spool"));
    std::unique_ptr<spool::SpoolWriter> writer;
};

} // namespace

TEST_F(LastLinesTest, AreOfTheStreamThatSpokeLast)
{
    print(0, "a\nb\n");
    print(0, "oops\n", OutputStream::Stderr);
    print(2, "warning\n", OutputStream::Stderr);
    print(2, QByteArray(100'000, 'x') + "\nworking");
    print(2, "... done\n\n");
    const auto lines = read(3);
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0].lastLine, QByteArray("oops"));
    EXPECT_EQ(lines[0].lastLineStream, OutputStream::Stderr);
    EXPECT_EQ(lines[1].task, TaskId{2});
    EXPECT_EQ(lines[1].lastLine, QByteArray("working... done"));
    EXPECT_EQ(lines[1].lastErrorLine, QByteArray("warning"));
    EXPECT_EQ(lines[1].bytes, 0);
    EXPECT_FALSE(lines[1].stateIsNews);
}

TEST_F(LastLinesTest, SayThatTheirFrontIsMissing)
{
    print(0, QByteArray(600, 'x') + '\n');
    print(1, "\n" + QByteArray(511, 'x') + '\n');
    const auto lines = read(2);
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_TRUE(lines[0].lastLine->startsWith("\xe2\x80\xa6x"));
    EXPECT_EQ(lines[1].lastLine, QByteArray(511, 'x'));
}

TEST_F(LastLinesTest, ForgetsWhatAnEarlierAttemptComplainedOf)
{
    print(0, "no space\n", OutputStream::Stderr);
    print(0, "fine\n", OutputStream::Stdout, 2);
    const auto lines = read(1);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0].lastLine, QByteArray("fine"));
    EXPECT_FALSE(lines[0].lastErrorLine.has_value());
}

TEST_F(LastLinesTest, ComeInBatchesAndCanBeCancelled)
{
    for (std::uint32_t task = 0; task < 300; ++task)
        print(task, "line " + QByteArray::number(task) + "\n");
    EXPECT_EQ(read(300).size(), 300u);
    EXPECT_EQ(read(299).size(), 299u) << "a task that the run doesn't have";
    EXPECT_TRUE(read(300, true).empty());
}
