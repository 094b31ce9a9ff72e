#include "core/transport/copy/sftp_files.h"

#include <gtest/gtest.h>

#include <QList>
#include <QtEndian>

#include <sys/stat.h>

using namespace regatta;
using namespace regatta::transport::copy;

namespace {

QByteArray packet(quint8 type, const QByteArray &body)
{
    QByteArray length(4, '\0');
    qToBigEndian(quint32(body.size() + 1), length.data());
    return length + char(type) + body;
}

QByteArray number(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray text(const QByteArray &bytes)
{
    return number(quint32(bytes.size())) + bytes;
}

QByteArray status(quint32 id, quint32 code, const QByteArray &words = {})
{
    return packet(101, number(id) + number(code) + text(words) + text("en"));
}

/// An entry of READDIR's answer: name, long name, permissions.
QByteArray entry(const QByteArray &name, quint32 permissions)
{
    return text(name) + text("-rw-r--r-- 1 root") + number(attribute::permissions) + number(permissions);
}

/// The client with a server that says what the test says.
class SftpFilesTest : public testing::Test
{
protected:
    void SetUp() override { EXPECT_TRUE(files.feed(packet(2, number(3) + extensions))); }

    /// What was sent since, without lengths: type and body.
    QList<QByteArray> sent()
    {
        PacketSplitter splitter;
        while (files.hasToSend()) {
            splitter.feed(files.toSend());
            files.sent(files.toSend().size());
        }
        QList<QByteArray> packets;
        while (const auto next = splitter.next())
            packets << *next;
        return packets;
    }

    const QByteArray extensions = text("posix-rename@openssh.com") + text("1");
    int timesReady = 0;
    SftpFiles files{[this] { ++timesReady; }};
};

} // namespace

TEST_F(SftpFilesTest, BeginsWithVersionThree)
{
    EXPECT_EQ(sent().value(0).toHex(), "0100000003");
    EXPECT_EQ(timesReady, 1);
}

TEST_F(SftpFilesTest, TakesAnswersInAnyOrder)
{
    QList<QByteArray> read;
    for (const qint64 offset : {0, 10}) {
        files.read({"h", "path"}, offset, 10,
                   [&read](const base::Expected<QByteArray> &bytes) { read << *bytes; });
    }
    EXPECT_EQ(sent().size(), 3); // none waited for an answer
    EXPECT_TRUE(files.feed(packet(103, number(2) + text("later"))));
    EXPECT_TRUE(files.feed(status(1, 1))); // the end of the file
    EXPECT_EQ(read, QList<QByteArray>({"later", ""}));
}

TEST_F(SftpFilesTest, SaysWhatTheServerSaid)
{
    base::Expected<Handle> opened;
    files.create("/etc/motd", [&opened](const auto &handle) { opened = handle; });
    EXPECT_TRUE(files.feed(status(1, 3, "Permission denied")));
    EXPECT_EQ(opened.error(), (base::Error{base::ErrorCode::CopyFailed, "/etc/motd: Permission denied"}));
}

TEST_F(SftpFilesTest, HasWordsForAServerThatHasNone)
{
    base::Expected<void> removed;
    files.remove("x", [&removed](const auto &result) { removed = result; });
    EXPECT_TRUE(files.feed(status(1, 2)));
    EXPECT_EQ(removed.error().detail, "x: No such file");
}

TEST_F(SftpFilesTest, ReplacesInOneStep)
{
    files.replace("to", "from", [](const auto &) {});
    EXPECT_EQ(sent().value(1),
              "\xc8" + number(1) + text("posix-rename@openssh.com") + text("from") + text("to"));
}

TEST_F(SftpFilesTest, ListsFolders)
{
    std::vector<Entry> entries;
    files.list("d", [&entries](const auto &listed) { entries = *listed; });
    EXPECT_TRUE(files.feed(packet(102, number(1) + text("h"))));
    EXPECT_TRUE(files.feed(packet(104, number(2) + number(3) + entry(".", S_IFDIR | 0755) +
                                           entry("a b", S_IFREG | 04644) + entry("l", S_IFLNK | 0777))));
    EXPECT_TRUE(files.feed(status(3, 1)));
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].name, "a b");
    EXPECT_EQ(entries[0].attributes.kind, Attributes::Kind::File);
    EXPECT_EQ(entries[0].attributes.mode, 0644U);
    EXPECT_EQ(entries[1].attributes.kind, Attributes::Kind::Link);
}

TEST_F(SftpFilesTest, DoesNotListForEver)
{
    for (const QByteArray &answer : {number(0), number(1) + entry(QByteArray(300, 'x'), S_IFREG)}) {
        base::Expected<std::vector<Entry>> listed;
        SftpFiles fresh([] {});
        EXPECT_TRUE(fresh.feed(packet(2, number(3))));
        fresh.list("d", [&listed](const auto &result) { listed = result; });
        EXPECT_TRUE(fresh.feed(packet(102, number(1) + text("h"))));
        EXPECT_TRUE(fresh.feed(packet(104, number(2) + answer)));
        EXPECT_FALSE(listed);
    }
}

TEST_F(SftpFilesTest, DoesNotTakeMoreThanItAskedFor)
{
    base::Expected<QByteArray> read;
    files.read({"h", "path"}, 0, 4, [&read](const auto &bytes) { read = bytes; });
    EXPECT_TRUE(files.feed(packet(103, number(1) + text("12345"))));
    EXPECT_FALSE(read);
}

TEST_F(SftpFilesTest, KnowsWhatIsNoSftp)
{
    EXPECT_FALSE(files.feed(status(99, 0))); // an answer to nothing
    SftpFiles greeted([] {});
    EXPECT_FALSE(greeted.feed("Welcome\n"));
    EXPECT_EQ(greeted.unexpected(), "Welcome\n");
    SftpFiles other([] {});
    EXPECT_FALSE(other.feed(status(1, 0)));
}

TEST_F(SftpFilesTest, FailsWhatWaitsWhenTheServerEnds)
{
    const base::Error lost{base::ErrorCode::ConnectionLost, "gone"};
    QList<base::Error> errors;
    const auto keep = [&errors](const auto &result) { errors << result.error(); };
    files.remove("a", [&, keep](const auto &result) {
        keep(result);
        files.remove("b", keep);
    });
    files.end(lost);
    files.remove("c", keep);
    files.failWaiting();
    EXPECT_EQ(errors, QList<base::Error>({lost, lost, lost}));
    EXPECT_FALSE(files.hasToSend());
}
