#include "app/demo/ssh_server.h"
#include "tests/cli/program.h"
#include "tests/cli/terminal_program.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::tests;

namespace {

/// Two hosts with the same password, and a person at a terminal.
class PasswordQuestions : public testing::Test
{
protected:
    void SetUp() override
    {
        QList<demo::ServerSettings> hosts(2);
        for (qsizetype i = 0; i < hosts.size(); ++i) {
            hosts[i].address = QStringLiteral("127.1.0.%1").arg(i + 1);
            hosts[i].logIn.methods = {demo::LogInMethod::Password};
            hosts[i].logIn.password = "open sesame";
        }
        auto started = demo::SshServer::start(hosts, demo::PortChoice::Common);
        ASSERT_TRUE(started);
        servers = std::move(*started);
        QFile known(home.filePath(QStringLiteral("known_hosts")));
        ASSERT_TRUE(known.open(QIODevice::WriteOnly));
        known.write(servers->knownHosts());
    }

    QStringList arguments() const
    {
        return {QStringLiteral("run"),
                QStringLiteral("-w"),
                QStringLiteral("somebody@127.1.0.[1-2]:%1").arg(servers->port()),
                QStringLiteral("--command"),
                QStringLiteral("echo in"),
                QStringLiteral("--ssh-config"),
                QStringLiteral("none"),
                QStringLiteral("--known-hosts"),
                home.filePath(QStringLiteral("known_hosts")),
                QStringLiteral("--format"),
                QStringLiteral("jsonl")};
    }

    bool waitUntilBothWait(TerminalProgram &program) const
    {
        const QByteArray waits =
            R"(","port":)" + QByteArray::number(servers->port()) + R"(,"item":"","state":"waiting")";
        return program.waitForOutput("127.1.0.1" + waits) && program.waitForOutput("127.1.0.2" + waits);
    }

    QTemporaryDir home;
    std::unique_ptr<demo::SshServer> servers;
};

} // namespace

TEST_F(PasswordQuestions, TheFirstPasswordIsOfferedToTheSecondHost)
{
    TerminalProgram program(arguments(), home.path());
    ASSERT_TRUE(program.waitForOutput("Password of somebody@")) << program.output().constData();
    ASSERT_TRUE(waitUntilBothWait(program)) << program.output().constData();
    program.type("open sesame\n");
    ASSERT_TRUE(program.waitForOutput("1 more host asks for a password. The same for all? [Y/n] "))
        << program.output().constData();
    program.type("\n");
    EXPECT_EQ(program.waitForEnd(), 0) << program.output().constData();
    for (int host : {0, 1})
        EXPECT_EQ(servers->counters(host).authenticated, 1);
}
