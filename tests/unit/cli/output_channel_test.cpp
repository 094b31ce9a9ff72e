#include "app/cli/output_channel.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

using namespace regatta;
using cli::OutputChannel;

namespace {

/// Standard output is a pipe for as long as this lives.
class CapturedOutput
{
public:
    CapturedOutput()
    {
        EXPECT_EQ(::pipe(m_pipe), 0);
        std::fflush(stdout);
        m_saved = ::dup(STDOUT_FILENO);
        ::dup2(m_pipe[1], STDOUT_FILENO);
        ::close(m_pipe[1]);
    }
    ~CapturedOutput()
    {
        restore();
        closeReader();
    }

    void closeReader()
    {
        if (m_pipe[0] >= 0)
            ::close(std::exchange(m_pipe[0], -1));
    }

    QByteArray read(qsizetype size)
    {
        QByteArray bytes(size, '\0');
        bytes.resize(::read(m_pipe[0], bytes.data(), size_t(size)));
        return bytes;
    }

private:
    void restore()
    {
        ::dup2(m_saved, STDOUT_FILENO);
        ::close(m_saved);
    }

    int m_pipe[2] = {-1, -1};
    int m_saved = -1;
};

} // namespace

TEST(OutputChannel, WritesInOrderAndGivesTheBudgetBack)
{
    CapturedOutput output;
    const auto budget = std::make_shared<base::OutputBudget>(1000);
    OutputChannel channel(budget, [] {});
    channel.write(OutputChannel::Sink::Stdout, "one ");
    channel.write(OutputChannel::Sink::Stdout, "two");
    channel.flush();
    EXPECT_EQ(budget->used(), 0);
    EXPECT_EQ(output.read(100), "one two");
}

TEST(OutputChannel, ASlowReaderExhaustsTheBudget)
{
    CapturedOutput output;
    const auto budget = std::make_shared<base::OutputBudget>(1'000'000);
    {
        OutputChannel channel(budget, [] {});
        channel.write(OutputChannel::Sink::Stdout, QByteArray(2'000'000, 'x')); // more than a pipe holds
        EXPECT_TRUE(budget->isExhausted());
        qsizetype seen = 0;
        while (seen < 2'000'000)
            seen += output.read(1'000'000).size();
        channel.flush();
    }
    EXPECT_FALSE(budget->isExhausted());
}

TEST(OutputChannel, SaysOnceThatNobodyReads)
{
    CapturedOutput output;
    ::signal(SIGPIPE, SIG_IGN);
    const auto budget = std::make_shared<base::OutputBudget>(1000);
    std::atomic<int> broken = 0;
    OutputChannel channel(budget, [&] { ++broken; });
    output.closeReader();
    channel.write(OutputChannel::Sink::Stdout, "lost");
    channel.flush();
    channel.write(OutputChannel::Sink::Stdout, "lost too");
    channel.flush();
    EXPECT_EQ(broken.load(), 1);
    EXPECT_TRUE(channel.isBroken());
    EXPECT_EQ(budget->used(), 0);
}
