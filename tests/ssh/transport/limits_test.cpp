#include "tests/ssh/transport/libssh_fixture.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <algorithm>
#include <sys/resource.h>

using namespace regatta;
using namespace regatta::tests;

namespace {

class Limits : public LibSshFixture
{
protected:
    /// Runs a process of its own with few descriptors; returns what it printed.
    QByteArray runMany(int sessions, rlim_t descriptors, int occupied, const QStringList &copy = {})
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.setChildProcessModifier([descriptors] {
            const rlimit limit{descriptors, descriptors};
            ::setrlimit(RLIMIT_NOFILE, &limit);
        });
        process.start(QStringLiteral(MANY_HOSTS),
                      QStringList{QString::number(endpoint.port), endpoint.identityFiles.first(),
                                  endpoint.knownHostsFiles.first(), QString::number(sessions),
                                  QString::number(occupied)} +
                          copy);
        EXPECT_TRUE(process.waitForFinished(120'000));
        return process.readAllStandardOutput();
    }

    void startLightServer()
    {
        demo::ServerSettings host;
        host.cannedReply.emplace();
        startServer(host);
    }
};

} // namespace

TEST_F(Limits, ThousandSessionsFitInFewDescriptors)
{
    startLightServer();
    EXPECT_EQ(runMany(1'000, 256, 0), "1000\n");
}

TEST_F(Limits, SessionsWaitWhenDescriptorsRunOutAllTheSame)
{
    startLightServer();
    // More are taken than the transport keeps in reserve, so that it meets "too many open files".
    EXPECT_EQ(runMany(300, 256, 120), "300\n");
}

TEST_F(Limits, FoldersAreCopiedToMoreHostsThanTheirFilesHaveDescriptors)
{
    startSshd({}, QStringLiteral("0.0.0.0"));
    const QString from = folder.filePath(QStringLiteral("from"));
    ASSERT_TRUE(QDir().mkpath(from));
    for (int i = 0; i < 100; ++i) {
        QFile file(from + u'/' + QString::number(i));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(1'000, 'x'));
    }
    // Each copy by itself would have sixteen files open at once.
    EXPECT_EQ(runMany(40, 192, 0, {endpoint.user, from, folder.filePath(QStringLiteral("to"))}), "40\n");
    EXPECT_EQ(QDir(folder.filePath(QStringLiteral("to40"))).entryList(QDir::Files).size(), 100);
}

TEST_F(Limits, OpenSessionsAreCapped)
{
    startLightServer();
    settings.openSessions = 5;
    makeTransport();
    for (int i = 0; i < 50; ++i) {
        endpoint.user = QStringLiteral("user%1").arg(i);
        start("true");
    }
    ASSERT_TRUE(waitForAll());
    for (quint64 id = 1; id <= 50; ++id)
        EXPECT_EQ(result({id}).outcome, Outcome::Succeeded) << id;
}

TEST_F(Limits, AServerThatTakesFewStrangersAtOnceGetsThemAll)
{
    // As sshd is set up by default: from ten that aren't logged in yet it turns some away, from sixty all.
    startSshd({QStringLiteral("MaxStartups 10:30:60"), QStringLiteral("LogLevel VERBOSE")},
              QStringLiteral("0.0.0.0"));
    makeTransport();
    constexpr int count = 500;
    for (int i = 0; i < count; ++i) {
        Execution one = execution("true");
        one.endpoint.host = QStringLiteral("127.0.%1.%2").arg(1 + i / 200).arg(1 + i % 200);
        start(one);
    }
    ASSERT_TRUE(waitForAll());
    for (quint64 id = 1; id <= count; ++id)
        EXPECT_EQ(result({id}).outcome, Outcome::Succeeded)
            << id << ' ' << result({id}).error.value_or(base::Error{}).detail.toStdString();
    EXPECT_TRUE(sshd->log().contains("MaxStartups")) << "nobody was turned away: the test tests nothing";

    QList<model::HandshakePace> paces = observer->paces();
    ASSERT_FALSE(paces.isEmpty()) << "it slowed down, and told nobody";
    std::sort(paces.begin(), paces.end(),
              [](const auto &one, const auto &other) { return one.change < other.change; });
    EXPECT_TRUE(paces.first().isSlowed);
    EXPECT_LT(paces.first().atOnce, settings.handshakesInFlight);
    const auto rise = std::adjacent_find(paces.begin(), paces.end(), [](const auto &one, const auto &next) {
        return one.atOnce < next.atOnce;
    });
    EXPECT_NE(rise, paces.end()) << "it never speeds up again";
}
