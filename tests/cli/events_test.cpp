#include "app/demo/key_pair.h"
#include "app/demo/ssh_server.h"
#include "tests/cli/program.h"
#include "tests/support/sshd_fixture.h"

#include <QFile>

#include <gtest/gtest.h>

#include <cmath>

using namespace regatta::tests;

namespace {

/// The contract of `--format jsonl`, held over each transport.
class Events : public testing::TestWithParam<const char *>
{
protected:
    void SetUp() override { ASSERT_TRUE(sshd.isRunning()) << sshd.problem().toStdString(); }

    Ending run(const QString &nodeSet, const QString &command, const QStringList &more = {})
    {
        return Program::run(
            QStringList{QStringLiteral("run"), QStringLiteral("-w"), nodeSet, QStringLiteral("--command"),
                        command, QStringLiteral("--transport"), QString::fromLatin1(GetParam()),
                        QStringLiteral("--port"), QString::number(sshd.port()), QStringLiteral("--identity"),
                        sshd.identityFile(), QStringLiteral("--known-hosts"), sshd.knownHostsFile(),
                        QStringLiteral("--ssh-config"), sshd.sshConfigFile(), QStringLiteral("--format"),
                        QStringLiteral("jsonl")} +
            more);
    }

    QJsonObject endOf(const QString &command)
    {
        return run(QStringLiteral("127.0.0.1"), command).events(QStringLiteral("task_finished")).value(0);
    }

    SshdFixture sshd{{.listenAddress = QStringLiteral("0.0.0.0")}};
};

} // namespace

TEST_P(Events, TellTheWholeStory)
{
    const Ending ending = run(QStringLiteral("127.0.0.[1-2]"), QStringLiteral("echo hello"));
    EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData();
    const auto events = ending.events();
    ASSERT_GE(events.size(), 4);

    const QJsonObject start = events.first();
    EXPECT_EQ(start[u"event"].toString(), QStringLiteral("run_started"));
    EXPECT_EQ(start[u"targets"].toInt(), 2);
    EXPECT_EQ(start[u"tasks"].toInt(), 2);
    EXPECT_EQ(start[u"transport"].toString(), QString::fromLatin1(GetParam()));
    EXPECT_FALSE(start[u"run"].toString().isEmpty());

    const QJsonObject end = events.last();
    EXPECT_EQ(end[u"event"].toString(), QStringLiteral("run_finished"));
    EXPECT_EQ(end[u"succeeded"].toInt(), 2);
    EXPECT_EQ(end[u"output_bytes"].toInt(), 12);
    EXPECT_EQ(end[u"peak_parallel"].toInt(), 2);
    EXPECT_GT(end[u"effective_parallel"].toDouble(), 0);
    EXPECT_GT(end[u"wall_ms"].toDouble(), 0);
    for (const QJsonObject &event : events)
        EXPECT_EQ(event[u"v"].toInt(), 1);

    QStringList states;
    for (const QJsonObject &event : ending.events(QStringLiteral("task_state"))) {
        if (event[u"task"].toInt() == 0)
            states << event[u"state"].toString();
    }
    EXPECT_EQ(states.join(u' '), QStringLiteral("connecting authenticating running"));
}

TEST_P(Events, NameTheTaskAndItsTimes)
{
    const QJsonObject end = endOf(QStringLiteral("sleep 0.2; exit 7"));
    EXPECT_EQ(end[u"task"].toInt(-1), 0);
    EXPECT_EQ(end[u"host"].toString(), QStringLiteral("127.0.0.1"));
    EXPECT_EQ(end[u"port"].toInt(), int(sshd.port()));
    EXPECT_EQ(end[u"item"].toString(), QString());
    EXPECT_EQ(end[u"outcome"].toString(), QStringLiteral("command_failed"));
    EXPECT_EQ(end[u"exit_code"].toInt(), 7);
    EXPECT_TRUE(end[u"signal"].isNull());
    EXPECT_EQ(end[u"attempts"].toInt(), 1);
    const QJsonObject ms = end[u"ms"].toObject();
    EXPECT_GE(ms[u"run"].toDouble(), 200);
    EXPECT_GT(ms[u"connect"].toDouble(), 0);
    EXPECT_GT(ms[u"auth"].toDouble(), 0);
    EXPECT_GE(ms[u"queued"].toDouble(-1), 0);
}

TEST_P(Events, TellExitCodesAndSignals)
{
    EXPECT_EQ(endOf(QStringLiteral("true"))[u"exit_code"].toInt(-1), 0);
    EXPECT_EQ(endOf(QStringLiteral("exit 1"))[u"exit_code"].toInt(), 1);
    EXPECT_EQ(endOf(QStringLiteral("exit 255"))[u"exit_code"].toInt(), 255);
    const QJsonObject killed = endOf(QStringLiteral("kill -KILL $$"));
    EXPECT_EQ(killed[u"outcome"].toString(), QStringLiteral("command_failed"));
    // The ssh program tells that there was a signal, and not which one.
    const QString signal =
        QString::fromLatin1(GetParam()) == u"openssh" ? QStringLiteral("UNKNOWN") : QStringLiteral("KILL");
    EXPECT_EQ(killed[u"signal"].toString(), signal);
    EXPECT_TRUE(killed[u"exit_code"].isNull());
}

TEST_P(Events, CarryOutputAsItIs)
{
    const Ending ending =
        run(QStringLiteral("127.0.0.1"),
            QStringLiteral("printf 'one\\ntwo\\000\\nt\\377x\\nlast'; printf 'grün\\n' >&2"));
    QStringList out;
    for (const QJsonObject &event : ending.events(QStringLiteral("output"))) {
        const QString text = event.contains(u"base64")
                                 ? QStringLiteral("base64:") + event[u"base64"].toString()
                                 : event[u"text"].toString();
        out << event[u"stream"].toString() + u' ' + text +
                   QLatin1String(event[u"partial"].toBool() ? "..." : "");
    }
    out.sort();
    QStringList expected{QStringLiteral("stderr grün"), QStringLiteral("stdout base64:dP94"),
                         QStringLiteral("stdout last..."), QStringLiteral("stdout one"),
                         QStringLiteral("stdout two") + QChar(u'\0')};
    expected.sort();
    EXPECT_EQ(out, expected) << ending.output.constData();
}

TEST_P(Events, ALineOf100MegabytesComesInPieces)
{
    const Ending ending =
        run(QStringLiteral("127.0.0.1"), QStringLiteral("head -c 100000000 /dev/zero | tr '\\0' x"));
    EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData();
    qint64 bytes = 0;
    for (const QJsonObject &event : ending.events(QStringLiteral("output"))) {
        EXPECT_TRUE(event[u"partial"].toBool());
        bytes += event[u"text"].toString().size();
    }
    EXPECT_EQ(bytes, 100'000'000);
}

TEST_P(Events, AHostThatIsNotThereIsUnreachable)
{
    const Ending ending =
        Program::run({QStringLiteral("run"), QStringLiteral("-w"), QStringLiteral("127.0.0.1"),
                      QStringLiteral("--command"), QStringLiteral("true"), QStringLiteral("--transport"),
                      QString::fromLatin1(GetParam()), QStringLiteral("--port"), QStringLiteral("1"),
                      QStringLiteral("--format"), QStringLiteral("jsonl")});
    EXPECT_EQ(ending.exitCode, 1);
    const QJsonObject end = ending.events(QStringLiteral("task_finished")).value(0);
    EXPECT_EQ(end[u"outcome"].toString(), QStringLiteral("unreachable"));
    EXPECT_EQ(end[u"error"].toObject()[u"code"].toString(), QStringLiteral("connection_refused"));
}

TEST_P(Events, ATimeOutIsToldApart)
{
    const Ending ending = run(QStringLiteral("127.0.0.1"), QStringLiteral("sleep 60"),
                              {QStringLiteral("--timeout"), QStringLiteral("0.5")});
    const QJsonObject end = ending.events(QStringLiteral("task_finished")).value(0);
    EXPECT_EQ(end[u"outcome"].toString(), QStringLiteral("timed_out"));
    EXPECT_EQ(end[u"error"].toObject()[u"code"].toString(), QStringLiteral("step_timed_out"));
}

/// The server takes the first request to log in, and says nothing more.
TEST_P(Events, ALogInThatTakesTooLongIsTold)
{
    const QTemporaryDir folder;
    regatta::demo::ServerSettings settings;
    settings.faults.stallAt = regatta::demo::Phase::Authenticating;
    const auto server = regatta::demo::SshServer::start(settings).value();
    const QString known = folder.filePath(QStringLiteral("known_hosts"));
    QFile file(known);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(server->knownHosts());
    file.close();
    const Ending ending =
        run(QStringLiteral("127.0.0.1:%1").arg(server->port()), QStringLiteral("true"),
            {QStringLiteral("--known-hosts"), known, QStringLiteral("--login-timeout"), QStringLiteral("1")});
    const QJsonObject end = ending.events(QStringLiteral("task_finished")).value(0);
    EXPECT_EQ(end[u"outcome"].toString(), QStringLiteral("authentication_failed"));
    EXPECT_EQ(end[u"error"].toObject()[u"code"].toString(), QStringLiteral("log_in_timed_out"));
    EXPECT_GE(end[u"ms"].toObject()[u"auth"].toDouble(), 900);
}

TEST_P(Events, SilenceIsLimitedAndTalkIsNot)
{
    // Longer in all than the limit, with gaps that stay below it on a busy machine, too.
    const Ending ending =
        run(QStringLiteral("127.0.0.[1-2]"),
            QStringLiteral("test {{index}} = 0 && sleep 60; for i in $(seq 12); do echo $i; sleep 0.3; done"),
            {QStringLiteral("--silence-timeout"), QStringLiteral("3")});
    for (const QJsonObject &end : ending.events(QStringLiteral("task_finished"))) {
        const bool isSilent = end[u"host"].toString() == u"127.0.0.1";
        EXPECT_EQ(end[u"error"].toObject()[u"code"].toString(),
                  isSilent ? QStringLiteral("silence_timed_out") : QString());
    }
    EXPECT_EQ(ending.events().last()[u"timed_out"].toInt(), 1);
    EXPECT_EQ(ending.events().last()[u"succeeded"].toInt(), 1);
}

TEST_P(Events, NoTaskIsLost)
{
    const Ending ending = run(QStringLiteral("127.0.1.[1-100]"), QStringLiteral("echo hello"),
                              {QStringLiteral("--parallel"), QStringLiteral("16")});
    EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData();
    EXPECT_EQ(ending.events(QStringLiteral("task_finished")).size(), 100);
    EXPECT_EQ(ending.events(QStringLiteral("output")).size(), 100);
}

INSTANTIATE_TEST_SUITE_P(Transports, Events, testing::Values("libssh", "openssh"),
                         [](const auto &parameter) { return std::string(parameter.param); });
