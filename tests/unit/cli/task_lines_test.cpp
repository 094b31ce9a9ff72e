#include "app/cli/task_lines.h"

#include <gtest/gtest.h>

using namespace regatta;
using model::OutputStream;

namespace {

class TaskLinesTest : public testing::Test
{
protected:
    void print(int attempt, int step, const QByteArray &bytes, OutputStream stream = OutputStream::Stdout)
    {
        lines.feed(model::TaskOutput{{1}, attempt, step, stream, bytes, {}},
                   [this](const cli::TaskLine &line) { keep(line); });
    }

    void keep(const cli::TaskLine &line)
    {
        EXPECT_EQ(line.task, model::TaskId{1});
        kept << QByteArray::number(line.attempt) + (line.stream == OutputStream::Stderr ? "!" : " ") +
                    line.text.toByteArray() + (line.isWhole ? "" : "...");
    }

    cli::TaskLines lines{2};
    QByteArrayList kept;
};

} // namespace

TEST_F(TaskLinesTest, ALineGoesOnFromChunkToChunk)
{
    print(1, 0, "one\ntw");
    print(1, 0, "lost", OutputStream::Stderr);
    print(1, 0, "o\n");
    EXPECT_EQ(kept, QByteArrayList({"1 one", "1 two"}));
}

TEST_F(TaskLinesTest, NoLineGoesOnInTheNextAttemptOrStep)
{
    print(1, 0, "half of the fi");
    print(1, 0, "broken", OutputStream::Stderr);
    print(2, 0, "first\nno newline");
    print(2, 1, "second\n");
    print(2, 1, "last");
    lines.finish({1}, [this](const cli::TaskLine &line) { keep(line); });
    EXPECT_EQ(kept, QByteArrayList({"1 half of the fi...", "1!broken...", "2 first", "2 no newline...",
                                    "2 second", "2 last..."}));
}
