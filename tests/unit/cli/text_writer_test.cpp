#include "app/cli/text_writer.h"

#include "core/engine/run_plan.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <functional>

#include <unistd.h>

using namespace regatta;
using cli::safeForTerminal;

namespace {

/// What a writer says on standard error.
class StderrOf
{
public:
    explicit StderrOf(const std::function<void(cli::OutputChannel &)> &use)
    {
        std::fflush(stderr);
        std::array<int, 2> pipe{};
        EXPECT_EQ(::pipe(pipe.data()), 0);
        const int before = ::dup(STDERR_FILENO);
        ::dup2(pipe[1], STDERR_FILENO);
        {
            cli::OutputChannel channel(std::make_shared<base::OutputBudget>(1024 * 1024), [] {});
            use(channel);
        }
        ::dup2(before, STDERR_FILENO);
        ::close(before);
        ::close(pipe[1]);
        std::array<char, 4096> buffer{};
        for (ssize_t count = 0; (count = ::read(pipe[0], buffer.data(), buffer.size())) > 0;)
            text.append(buffer.data(), count);
        ::close(pipe[0]);
    }

    QByteArray text;
};

engine::RunPlan planOf(const QString &nodeSet, const model::Timeouts &timeouts = {})
{
    model::Profile profile;
    profile.timeouts = timeouts;
    profile.targets = {{.nodeSet = nodeSet, .user = {}, .port = 0, .variables = {}}};
    profile.steps = {{.name = {}, .run = QStringLiteral("true"), .timeout = {}}};
    return engine::RunPlan::make(profile, {}).value();
}

model::TaskFinished endAs(std::uint32_t task, model::Outcome outcome, std::optional<int> exitCode = {})
{
    model::TaskFinished end;
    end.task = {task};
    end.result.outcome = outcome;
    end.result.exitCode = exitCode;
    return end;
}

} // namespace

TEST(TextWriter, CountsNothingAsFailedThatAPersonHasStopped)
{
    using enum model::Outcome;
    const QByteArray said = StderrOf([](cli::OutputChannel &channel) {
                                cli::TextWriter writer(planOf(QStringLiteral("h[1-4]")), channel, {});
                                writer.taskEvent(endAs(0, Skipped));
                                writer.taskEvent(endAs(1, Cancelled));
                                writer.taskEvent(endAs(2, Succeeded));
                                writer.taskEvent(endAs(3, CommandFailed, 1));
                                writer.showProgress();
                            }).text;
    EXPECT_TRUE(said.contains("4 of 4 done, 0 running, 1 failed")) << said.constData();
}

TEST(SafeForTerminal, LeavesTextAndTabsAlone)
{
    EXPECT_EQ(safeForTerminal("plain\tgrün 漢"), "plain\tgrün 漢");
}

TEST(SafeForTerminal, KeepsColoursAndEndsThem)
{
    EXPECT_EQ(safeForTerminal("\x1b[31mred"), "\x1b[31mred\x1b[0m");
}

TEST(SafeForTerminal, ShowsEverythingElseThatATerminalWouldObey)
{
    EXPECT_EQ(safeForTerminal("\x1b[2J"), "^[[2J");
    EXPECT_EQ(safeForTerminal("\x1b]0;title\x07"), "^[]0;title^G");
    EXPECT_EQ(safeForTerminal("a\rb\x08\x7f"), "a^Mb^H^?");
    EXPECT_EQ(safeForTerminal("\xc2\x9b"
                              "2J"),
              "^?2J")
        << "a control sequence introducer in one character";
    EXPECT_EQ(safeForTerminal("\x1b[31"), "^[[31") << "not finished";
}

TEST(TextWriter, NamesTheLimitThatATaskHasPassed)
{
    using base::ErrorCode;
    model::Timeouts timeouts;
    timeouts.step = std::chrono::milliseconds(2500);
    timeouts.silence = std::chrono::seconds(30);
    const auto saidOf = [&](const base::Error &error) {
        return StderrOf([&](cli::OutputChannel &channel) {
                   cli::TextWriter writer(planOf(QStringLiteral("h1"), timeouts), channel, {});
                   model::TaskFinished end = endAs(0, model::Outcome::TimedOut);
                   end.result.error = error;
                   writer.taskEvent(end);
               })
            .text;
    };
    EXPECT_TRUE(saidOf({ErrorCode::StepTimedOut, {}}).contains("longer than it may: 2.5 s."));
    EXPECT_TRUE(saidOf({ErrorCode::SilenceTimedOut, {}}).contains(": 30 s."));
    EXPECT_TRUE(saidOf({ErrorCode::StepTimedOut, QStringLiteral("x.part")}).contains(": x.part."));
}
