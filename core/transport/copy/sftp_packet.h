#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace regatta::transport::copy {

// SFTP version 3, draft-ietf-secsh-filexfer-02, as OpenSSH speaks it.

enum class Request : quint8 {
    Init = 1,
    Open = 3,
    Close = 4,
    Read = 5,
    Write = 6,
    LookAtLink = 7, // LSTAT
    SetAttributes = 9,
    OpenFolder = 11,
    ReadFolder = 12,
    Remove = 13,
    MakeFolder = 14,
    Resolve = 16, // REALPATH
    Look = 17,    // STAT
    Rename = 18,
    Extended = 200,
};

enum class Reply : quint8 {
    Version = 2,
    Status = 101,
    Handle = 102,
    Data = 103,
    Name = 104,
    Attributes = 105
};

enum class Status : quint32 { Ok = 0, End = 1, NoSuchFile = 2, PermissionDenied = 3, Failure = 4 };

/// Which of the fields of an ATTRS follow.
namespace attribute {
constexpr quint32 size = 0x1, owner = 0x2, permissions = 0x4, times = 0x8, extended = 0x80000000;
}

/// How a file is opened.
namespace opened {
constexpr quint32 toRead = 0x1, toWrite = 0x2, madeIfMissing = 0x8, onlyIfMissing = 0x20;
}

/// What OpenSSH takes and sends at most, SFTP_MAX_MSG_LENGTH.
constexpr qsizetype longestPacket = 256 * 1024;

/// A packet that grows, with its length in front.
class PacketWriter
{
public:
    explicit PacketWriter(Request type);

    PacketWriter &add32(quint32 value);
    PacketWriter &add64(quint64 value);
    PacketWriter &addString(QByteArrayView bytes);
    /// Attributes that say nothing but the permissions.
    PacketWriter &addMode(quint32 mode);

    QByteArray take();

private:
    QByteArray m_bytes;
};

/// The fields of a packet, in order. What isn't there reads as nothing, and then isSound() is false.
class PacketReader
{
public:
    /// `packet` without its length; outlives the reader.
    explicit PacketReader(QByteArrayView packet)
        : m_rest(packet)
    {}

    quint8 take8();
    quint32 take32();
    quint64 take64();
    QByteArray takeString();
    bool isAtEnd() const { return m_rest.isEmpty(); }
    bool isSound() const { return m_isSound; }

private:
    QByteArrayView take(qsizetype length);

    QByteArrayView m_rest;
    bool m_isSound = true;
};

/// Cuts a stream into packets.
class PacketSplitter
{
public:
    void feed(QByteArrayView bytes) { m_bytes.append(bytes); }

    /// The next whole packet, without its length.
    std::optional<QByteArray> next();
    /// What came isn't SFTP: no packet is that long, or of no length.
    bool isBroken() const { return m_isBroken; }
    /// What came, as far as no packet was made of it.
    QByteArray rest() const { return m_bytes.mid(m_begin); }

private:
    QByteArray m_bytes;
    qsizetype m_begin = 0;
    bool m_isBroken = false;
};

} // namespace regatta::transport::copy
