#include "core/answers/answer_book.h"
#include "core/spool/spool_writer.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::answers;
using namespace std::chrono_literals;
using model::Outcome;
using model::OutputStream;
using model::TaskId;

namespace {

constexpr quint64 everything = ~quint64(0);

class AnswerBookTest : public testing::Test
{
protected:
    void SetUp() override
    {
        manifest->items = {model::Item{}};
        for (std::uint32_t i = 0; i < 5; ++i) {
            manifest->targets.append({.name = QStringLiteral("web%1").arg(i)});
            manifest->tasks.push_back({{i}, {0}});
        }
        writer = spool::SpoolWriter::create(path, {}, budget, index).value();
    }

    void print(std::uint32_t task, const QByteArray &bytes, OutputStream stream = OutputStream::Stdout,
               int attempt = 1)
    {
        writer->append({TaskId{task}, attempt, 0, stream, bytes, base::Instant(1ms)});
        writer->flush();
    }

    AnswerBook book(const AnswerOptions &options = {})
    {
        AnswerBook made(std::shared_ptr(spool::SpoolReader::open(path).value()), index, manifest, options);
        made.readOn(everything);
        return made;
    }

    static std::vector<std::vector<std::uint32_t>> tasksOf(const std::vector<AnswerGroup> &groups)
    {
        std::vector<std::vector<std::uint32_t>> all;
        for (const AnswerGroup &group : groups) {
            all.emplace_back();
            for (const TaskId task : group.tasks)
                all.back().push_back(task.value);
        }
        return all;
    }

    using Tasks = std::vector<std::vector<std::uint32_t>>;

    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("run.spool"));
    std::shared_ptr<model::Manifest> manifest = std::make_shared<model::Manifest>();
    std::shared_ptr<base::OutputBudget> budget = std::make_shared<base::OutputBudget>(1 << 20);
    std::shared_ptr<spool::SpoolIndex> index = std::make_shared<spool::SpoolIndex>();
    std::unique_ptr<spool::SpoolWriter> writer;
};

} // namespace

TEST_F(AnswerBookTest, GroupsTasksThatSayTheSame)
{
    print(0, "odd\n");
    for (const std::uint32_t task : {1u, 2u, 3u})
        print(task, "usual\n");
    AnswerBook answers = book();
    EXPECT_EQ(tasksOf(answers.groups()), (Tasks{{1, 2, 3}, {0}})) << "task 4 has said nothing yet";
}

TEST_F(AnswerBookTest, TheEndingMakesADifference)
{
    for (const std::uint32_t task : {0u, 1u, 2u})
        print(task, "same\n");
    AnswerBook answers = book();
    answers.setEnding(TaskId{0}, {Outcome::Succeeded, 0});
    answers.setEnding(TaskId{1}, {Outcome::CommandFailed, 3});
    answers.setEnding(TaskId{2}, {Outcome::Succeeded, 0});
    answers.setEnding(TaskId{4}, {Outcome::Unreachable, {}});
    EXPECT_EQ(tasksOf(answers.groups()), (Tasks{{0, 2}, {1}, {4}}));
}

TEST_F(AnswerBookTest, GrowsWithTheRun)
{
    print(0, "a\n");
    print(1, "a\n");
    AnswerBook answers = book();
    EXPECT_EQ(tasksOf(answers.groups()), (Tasks{{0, 1}}));
    print(1, "b\n");
    EXPECT_FALSE(answers.readOn(everything));
    EXPECT_EQ(tasksOf(answers.groups()), (Tasks{{0}, {1}}));
    print(0, "b\n");
    answers.readOn(everything);
    EXPECT_EQ(tasksOf(answers.groups()), (Tasks{{0, 1}}));
}

TEST_F(AnswerBookTest, ReadsInPortions)
{
    for (int i = 0; i < 20; ++i)
        print(0, "line\n");
    AnswerBook answers(std::shared_ptr(spool::SpoolReader::open(path).value()), index, manifest, {});
    EXPECT_TRUE(answers.readOn(1));
    while (answers.readOn(1)) {
    }
    EXPECT_EQ(answers.textOf(TaskId{0}).lines.size(), 20u);
}

TEST_F(AnswerBookTest, ShowsTheTextOfTheLatestAttempt)
{
    print(0, "first\n");
    print(0, "err\n", OutputStream::Stderr, 2);
    print(0, "sec", OutputStream::Stdout, 2);
    print(0, "ond\n", OutputStream::Stdout, 2);
    const AnswerText text = book().textOf(TaskId{0});
    ASSERT_EQ(text.lines.size(), 2u);
    EXPECT_EQ(text.lines[0].text, QStringLiteral("second"));
    EXPECT_EQ(text.lines[1].text, QStringLiteral("err"));
    EXPECT_EQ(text.lines[1].stream, OutputStream::Stderr);
    EXPECT_FALSE(text.isCut);
}

TEST_F(AnswerBookTest, NamesTheFirstDifference)
{
    print(0, "a\nb\nc\n");
    print(1, "a\nx\nc\n");
    print(2, "a\nc\n");
    const AnswerBook answers = book();
    const AnswerText usual = answers.textOf(TaskId{0});
    EXPECT_EQ(firstDifference(usual, answers.textOf(TaskId{1})), QStringLiteral("x"));
    EXPECT_EQ(firstDifference(usual, answers.textOf(TaskId{2})), QStringLiteral("- b"));
    EXPECT_EQ(firstDifference(usual, usual), QString());
}

TEST_F(AnswerBookTest, EndlessOutputIsCut)
{
    print(0, QByteArray("y\n").repeated(100'000));
    const AnswerText text = book().textOf(TaskId{0});
    EXPECT_EQ(text.lines.size(), mostAnswerLines);
    EXPECT_TRUE(text.isCut);
}

TEST_F(AnswerBookTest, OptionsReachTheText)
{
    print(0, "web0 took 3 s\n");
    print(1, "web1 took 5 s\n");
    AnswerBook answers = book({.ignoreNumbers = true, .ignoreHostName = true});
    EXPECT_EQ(tasksOf(answers.groups()), (Tasks{{0, 1}}));
    EXPECT_EQ(firstDifference(answers.textOf(TaskId{0}), answers.textOf(TaskId{1})), QString());
}
