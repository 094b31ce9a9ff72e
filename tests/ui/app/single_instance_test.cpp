#include "app/window/single_instance.h"

#include "tests/ui/run/ui_fixture.h"

#include <QDir>
#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <future>

namespace regatta::app {
namespace {

using tests::waitFor;

class SingleInstanceTest : public testing::Test
{
protected:
    /// As a second program does: with no event loop of the first one's thread. Unset: no answer yet.
    bool handOver(const QStringList &files)
    {
        auto answer = std::async(std::launch::async, [&] { return SingleInstance(socket).handOver(files); });
        EXPECT_TRUE(
            waitFor([&] { return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }));
        return answer.get();
    }

    QTemporaryDir folder;
    const QString socket = folder.filePath(QStringLiteral("window.socket"));
};

TEST_F(SingleInstanceTest, TheRunningProgramGetsTheFiles)
{
    SingleInstance first(socket);
    QSignalSpy handed(&first, &SingleInstance::filesHandedOver);
    ASSERT_TRUE(first.listen());
    EXPECT_TRUE(handOver({QStringLiteral("/jobs/a b.regatta"), QStringLiteral("c.regatta")}));
    ASSERT_EQ(handed.size(), 1);
    EXPECT_EQ(handed[0][0].toStringList(), (QStringList{QStringLiteral("/jobs/a b.regatta"),
                                                        QDir::currentPath() + QStringLiteral("/c.regatta")}));
    EXPECT_TRUE(handOver({}));
    EXPECT_EQ(handed.size(), 2);
}

TEST_F(SingleInstanceTest, WithoutARunningProgramNothingIsHandedOver)
{
    EXPECT_FALSE(SingleInstance(socket).handOver({}));
    EXPECT_FALSE(SingleInstance(QString()).handOver({}));
    EXPECT_FALSE(SingleInstance(QString()).listen());
}

TEST_F(SingleInstanceTest, WhatACrashLeftBehindIsInNobodysWay)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray path = QFile::encodeName(socket);
    ASSERT_LT(size_t(path.size()), sizeof address.sun_path);
    std::memcpy(address.sun_path, path.constData(), size_t(path.size()));
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ASSERT_EQ(::bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    ::close(descriptor);
    ASSERT_TRUE(QFile::exists(socket));

    EXPECT_FALSE(SingleInstance(socket).handOver({}));
    SingleInstance next(socket);
    ASSERT_TRUE(next.listen());
    EXPECT_TRUE(handOver({}));
}

TEST_F(SingleInstanceTest, AProgramThatDoesNotAnswerIsPassedBy)
{
    QLocalServer mute;
    ASSERT_TRUE(mute.listen(socket));
    EXPECT_FALSE(SingleInstance(socket, std::chrono::milliseconds(50)).handOver({}));
}

TEST_F(SingleInstanceTest, OnlyOneListens)
{
    SingleInstance first(socket);
    ASSERT_TRUE(first.listen());
    SingleInstance second(socket);
    EXPECT_FALSE(second.listen());
    EXPECT_TRUE(handOver({}));
}

TEST_F(SingleInstanceTest, WhatIsNoRequestIsRefused)
{
    SingleInstance first(socket);
    QSignalSpy handed(&first, &SingleInstance::filesHandedOver);
    ASSERT_TRUE(first.listen());
    for (const char *line :
         {"hello\n", "{}\n", "{\"v\":2,\"open\":[]}\n", "{\"v\":1,\"open\":[\"relative\"]}\n"}) {
        QLocalSocket guest;
        guest.connectToServer(socket);
        guest.write(line);
        EXPECT_TRUE(waitFor([&] { return guest.state() == QLocalSocket::UnconnectedState; })) << line;
        EXPECT_EQ(guest.readAll(), QByteArray()) << line;
    }
    EXPECT_EQ(handed.size(), 0);
}

} // namespace
} // namespace regatta::app
