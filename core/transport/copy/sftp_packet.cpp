#include "core/transport/copy/sftp_packet.h"

#include <QtEndian>

namespace regatta::transport::copy {

namespace {

constexpr qsizetype lengthSize = 4;

template <typename Number>
void append(QByteArray &bytes, Number number)
{
    const Number bigEndian = qToBigEndian(number);
    bytes.append(reinterpret_cast<const char *>(&bigEndian), qsizetype(sizeof(bigEndian)));
}

} // namespace

PacketWriter::PacketWriter(Request type)
    : m_bytes(lengthSize, '\0')
{
    m_bytes.append(char(type));
}

PacketWriter &PacketWriter::add32(quint32 value)
{
    append(m_bytes, value);
    return *this;
}

PacketWriter &PacketWriter::add64(quint64 value)
{
    append(m_bytes, value);
    return *this;
}

PacketWriter &PacketWriter::addString(QByteArrayView bytes)
{
    append(m_bytes, quint32(bytes.size()));
    m_bytes.append(bytes);
    return *this;
}

PacketWriter &PacketWriter::addMode(quint32 mode)
{
    return add32(attribute::permissions).add32(mode);
}

QByteArray PacketWriter::take()
{
    qToBigEndian(quint32(m_bytes.size() - lengthSize), m_bytes.data());
    return std::move(m_bytes);
}

QByteArrayView PacketReader::take(qsizetype length)
{
    if (length > m_rest.size()) {
        m_isSound = false;
        m_rest = {};
        return {};
    }
    const QByteArrayView taken = m_rest.first(length);
    m_rest = m_rest.sliced(length);
    return taken;
}

quint8 PacketReader::take8()
{
    const QByteArrayView bytes = take(1);
    return bytes.isEmpty() ? 0 : quint8(bytes[0]);
}

quint32 PacketReader::take32()
{
    const QByteArrayView bytes = take(sizeof(quint32));
    return bytes.isEmpty() ? 0 : qFromBigEndian<quint32>(bytes.data());
}

quint64 PacketReader::take64()
{
    const QByteArrayView bytes = take(sizeof(quint64));
    return bytes.isEmpty() ? 0 : qFromBigEndian<quint64>(bytes.data());
}

QByteArray PacketReader::takeString()
{
    const qsizetype length = take32();
    return take(length).toByteArray();
}

std::optional<QByteArray> PacketSplitter::next()
{
    const qsizetype available = m_bytes.size() - m_begin;
    if (m_isBroken || available < lengthSize)
        return std::nullopt;
    const qsizetype length = qFromBigEndian<quint32>(m_bytes.constData() + m_begin);
    m_isBroken = length == 0 || length > longestPacket;
    if (m_isBroken || available - lengthSize < length) {
        m_bytes.remove(0, std::exchange(m_begin, 0));
        return std::nullopt;
    }
    const QByteArray packet = m_bytes.mid(m_begin + lengthSize, length);
    m_begin += lengthSize + length;
    return packet;
}

} // namespace regatta::transport::copy
