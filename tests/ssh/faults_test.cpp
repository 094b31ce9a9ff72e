#include "tests/ssh/libssh_client.h"
#include "tests/ssh/ssh_program.h"

#include <QElapsedTimer>

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::tests;
using demo::Phase;

namespace {

/// What "ssh -vv" says when a phase has been reached, and what it would say next.
struct PhaseMarks
{
    Phase phase;
    const char *reached;
    const char *notReached;
};

void PrintTo(const PhaseMarks &marks, std::ostream *stream)
{
    *stream << marks.reached;
}

constexpr char connected[] = "Connection established.";
constexpr char banner[] = "Remote protocol version 2.0, remote software version";
constexpr char kexInit[] = "SSH2_MSG_KEXINIT received";
constexpr char newKeys[] = "SSH2_MSG_NEWKEYS received";
constexpr char serviceAccepted[] = "SSH2_MSG_SERVICE_ACCEPT received";
constexpr char methodsToldOf[] = "Authentications that can continue";
constexpr char authenticated[] = "Authenticated to";
constexpr char channelOpen[] = "open confirm rwindow";
constexpr char execAccepted[] = "exec request accepted";
constexpr char exitStatus[] = "rtype exit-status";

const PhaseMarks allPhases[] = {
    {Phase::Accepted, connected, banner},
    {Phase::BannerSent, banner, kexInit},
    {Phase::KeyExchange, kexInit, newKeys},
    {Phase::KeysExchanged, newKeys, serviceAccepted},
    {Phase::Authenticating, serviceAccepted, methodsToldOf},
    {Phase::Authenticated, authenticated, channelOpen},
    {Phase::ChannelOpen, authenticated, channelOpen},
    {Phase::ExecAccepted, execAccepted, exitStatus},
    {Phase::MidOutput, execAccepted, exitStatus},
};

const QString longAnswer = QStringLiteral("echo 0123456789; echo 0123456789; echo 0123456789");

class PhaseFaults : public testing::TestWithParam<PhaseMarks>
{};

demo::ServerSettings with(const demo::Faults &faults)
{
    demo::ServerSettings settings;
    settings.faults = faults;
    return settings;
}

SshCall verbose(const ServerUnderTest &host)
{
    SshCall call = host.call();
    call.options = {QStringLiteral("-vv")};
    return call;
}

std::string nameOfPhase(const testing::TestParamInfo<PhaseMarks> &tested)
{
    constexpr const char *names[] = {"Accepted",      "BannerSent",     "KeyExchange",
                                     "KeysExchanged", "Authenticating", "Authenticated",
                                     "ChannelOpen",   "ExecAccepted",   "MidOutput"};
    return names[int(tested.param.phase)];
}

QByteArray expectedOutput(Phase phase)
{
    return phase == Phase::MidOutput ? QByteArray("0123456789\n01234") : QByteArray();
}

} // namespace

TEST_P(PhaseFaults, DropTheConnection)
{
    ServerUnderTest host(with({.dropAt = GetParam().phase}));
    const SshResult result = runSsh(verbose(host), longAnswer);
    EXPECT_EQ(result.exitCode, 255);
    EXPECT_TRUE(result.error.contains(GetParam().reached)) << result.error.toStdString();
    EXPECT_FALSE(result.error.contains(GetParam().notReached)) << result.error.toStdString();
    EXPECT_EQ(result.output, expectedOutput(GetParam().phase));
    waitForConnections(host.server().counters(), 0);
}

TEST_P(PhaseFaults, StallTheConnection)
{
    ServerUnderTest host(with({.stallAt = GetParam().phase}));
    const auto client = startSsh(verbose(host), longAnswer);
    QByteArray said;
    ASSERT_TRUE(waitForText(*client, QProcess::StandardError, GetParam().reached, said))
        << said.toStdString();
    EXPECT_FALSE(
        client->waitForFinished(300)); // that nothing happens can only be seen by looking for a while
    said += client->readAllStandardError();
    EXPECT_FALSE(said.contains(GetParam().notReached)) << said.toStdString();
    EXPECT_EQ(client->readAllStandardOutput(), expectedOutput(GetParam().phase));
    EXPECT_EQ(host.server().counters().connectedNow, 1);
    client->kill();
    client->waitForFinished();
    waitForConnections(host.server().counters(), 0);
}

INSTANTIATE_TEST_SUITE_P(Phases, PhaseFaults, testing::ValuesIn(allPhases), nameOfPhase);

TEST(Faults, TalkRubbish)
{
    ServerUnderTest host(with({.greeting = demo::Greeting::Rubbish}));
    const auto client = startSsh(verbose(host), longAnswer);
    QByteArray said;
    ASSERT_TRUE(waitForText(*client, QProcess::StandardError, "mail.example.org", said))
        << said.toStdString();
    EXPECT_FALSE(said.contains(kexInit));
    client->kill();
    client->waitForFinished();
}

TEST(Faults, NeverEndTheBanner)
{
    ServerUnderTest host(with({.greeting = demo::Greeting::EndlessBanner}));
    const SshResult result = runSsh(verbose(host), longAnswer);
    EXPECT_EQ(result.exitCode, 255);
    EXPECT_TRUE(result.error.contains("kex_exchange_identification")) << result.error.toStdString();
}

TEST(Faults, ChangeTheHostKey)
{
    ServerUnderTest host(with({.changeHostKey = true}));
    EXPECT_EQ(runSsh(host.call(), QStringLiteral("exit 6")).exitCode, 6);
    for (int i = 0; i < 2; ++i) {
        const SshResult again = runSsh(host.call(), QStringLiteral("exit 6"));
        EXPECT_EQ(again.exitCode, 255);
        EXPECT_TRUE(again.error.contains("REMOTE HOST IDENTIFICATION HAS CHANGED"))
            << again.error.toStdString();
    }
    EXPECT_NE(host.server().hostKey(), host.server().changedHostKey());
}

TEST(Faults, LimitTheChannelsOfAConnection)
{
    ServerUnderTest host(with({.maxChannels = 2}));
    LibsshClient client(host.call());
    ssh_channel first = client.run("cat");
    EXPECT_NE(first, nullptr);
    EXPECT_NE(client.run("cat"), nullptr);
    EXPECT_EQ(client.run("cat"), nullptr);
    // A place that has been left can be taken again.
    ssh_channel_send_eof(first);
    readAll(first);
    ssh_channel_close(first);
    EXPECT_NE(client.run("cat"), nullptr);
}

TEST(Faults, RefuseToExecute)
{
    ServerUnderTest host(with({.refuseExec = true}));
    const SshResult result = runSsh(host.call(), QStringLiteral("true"));
    EXPECT_EQ(result.exitCode, 255);
    EXPECT_TRUE(result.error.contains("exec request failed")) << result.error.toStdString();
}

TEST(Faults, SendNoExitStatus)
{
    ServerUnderTest host(with({.noExitStatus = true}));
    const SshResult result = runSsh(verbose(host), QStringLiteral("echo done"));
    EXPECT_EQ(result.output, "done\n");
    EXPECT_FALSE(result.error.contains("rtype exit-"));
}

TEST(Faults, ReportASignalInstead)
{
    ServerUnderTest host(with({.exitSignal = "ABRT"}));
    const SshResult result = runSsh(verbose(host), QStringLiteral("echo done"));
    EXPECT_EQ(result.output, "done\n");
    EXPECT_TRUE(result.error.contains("rtype exit-signal"));
}

TEST(Faults, ReadSlowly)
{
    ServerUnderTest host(with({.inputPause = std::chrono::milliseconds(10)}));
    QElapsedTimer timer;
    timer.start();
    const QByteArray input(64 * 1024, 'i');
    EXPECT_EQ(runSsh(host.call(), QStringLiteral("wc -c"), input).output.trimmed(), "65536");
    EXPECT_GE(timer.elapsed(), 10 * (input.size() / 4096 - 1));
}
