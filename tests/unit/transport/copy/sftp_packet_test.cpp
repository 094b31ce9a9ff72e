#include "core/transport/copy/sftp_packet.h"

#include <gtest/gtest.h>

#include <QList>

using namespace regatta::transport::copy;

TEST(SftpPacket, IsWrittenAsTheDraftSays)
{
    PacketWriter open(Request::Open);
    const QByteArray packet = open.add32(7).addString("a/b").add32(opened::toRead).addMode(0600).take();
    EXPECT_EQ(packet.toHex(), "00000018"
                              "03"
                              "00000007"
                              "00000003612f62"
                              "00000001"
                              "00000004"
                              "00000180");
    PacketWriter read(Request::Read);
    EXPECT_EQ(read.add64(0x0102030405060708).take().toHex(), "00000009"
                                                             "05"
                                                             "0102030405060708");
}

TEST(SftpPacket, IsReadFieldByField)
{
    const QByteArray bytes = QByteArray::fromHex("65"
                                                 "00000002"
                                                 "0000000000000003"
                                                 "000000026f6b");
    PacketReader packet(bytes);
    EXPECT_EQ(packet.take8(), 101);
    EXPECT_EQ(packet.take32(), 2U);
    EXPECT_EQ(packet.take64(), 3U);
    EXPECT_EQ(packet.takeString(), "ok");
    EXPECT_TRUE(packet.isAtEnd());
    EXPECT_TRUE(packet.isSound());
}

TEST(SftpPacket, ReadsNothingBeyondItsEnd)
{
    const QByteArray bytes = QByteArray::fromHex("ffffffff6f6b");
    PacketReader packet(bytes);
    EXPECT_EQ(packet.takeString(), "");
    EXPECT_FALSE(packet.isSound());
    EXPECT_EQ(packet.take64(), 0U);
    EXPECT_FALSE(packet.isSound());
}

TEST(SftpPacket, ComesInAnyPieces)
{
    const QByteArray stream = QByteArray::fromHex("00000001aa"
                                                  "00000002bbcc"
                                                  "00000003");
    PacketSplitter splitter;
    QList<QByteArray> packets;
    for (const char byte : stream) {
        splitter.feed(QByteArrayView(&byte, 1));
        while (const auto packet = splitter.next())
            packets << packet->toHex();
    }
    EXPECT_EQ(packets, QList<QByteArray>({"aa", "bbcc"}));
    EXPECT_FALSE(splitter.isBroken());
    EXPECT_EQ(splitter.rest().toHex(), "00000003");
}

TEST(SftpPacket, IsNotWhatAShellPrints)
{
    PacketSplitter splitter;
    splitter.feed("Welcome to web01\n");
    EXPECT_FALSE(splitter.next());
    EXPECT_TRUE(splitter.isBroken());
    EXPECT_EQ(splitter.rest(), "Welcome to web01\n");
    splitter.feed(QByteArray::fromHex("00000001aa"));
    EXPECT_FALSE(splitter.next());
}

TEST(SftpPacket, IsNeverEmpty)
{
    PacketSplitter splitter;
    splitter.feed(QByteArray(4, '\0'));
    EXPECT_FALSE(splitter.next());
    EXPECT_TRUE(splitter.isBroken());
}
