#include "core/transport/libssh/agent_filter.h"

#include <QMultiMap>
#include <QtEndian>

#include <array>
#include <cerrno>
#include <optional>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

namespace regatta::transport::libssh {

namespace {

// draft-miller-ssh-agent: a message is its length and its content, which begins with its type.
constexpr char identitiesAnswer = 12;
constexpr qsizetype numberSize = 4;
constexpr quint32 longestMessage = 256 * 1024; // ssh-agent's own limit

bool readAll(int socket, char *bytes, size_t size)
{
    while (size > 0) {
        const ssize_t count = ::read(socket, bytes, size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes += count;
        size -= size_t(count);
    }
    return true;
}

std::optional<QByteArray> readMessage(int socket)
{
    std::array<char, numberSize> head{};
    if (!readAll(socket, head.data(), head.size()))
        return std::nullopt;
    const auto length = qFromBigEndian<quint32>(head.data());
    if (length > longestMessage)
        return std::nullopt;
    QByteArray message(qsizetype(length), '\0');
    if (!readAll(socket, message.data(), length))
        return std::nullopt;
    return message;
}

void appendNumber(QByteArray &bytes, quint32 number)
{
    std::array<char, numberSize> text{};
    qToBigEndian(number, text.data());
    bytes.append(text.data(), numberSize);
}

bool writeMessage(int socket, const QByteArray &message)
{
    QByteArray bytes;
    appendNumber(bytes, quint32(message.size()));
    bytes += message;
    while (!bytes.isEmpty()) {
        const ssize_t count = ::send(socket, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes.remove(0, count);
    }
    return true;
}

std::optional<QByteArray> takeText(const QByteArray &message, qsizetype &place)
{
    if (message.size() - place < numberSize)
        return std::nullopt;
    const auto length = qsizetype(qFromBigEndian<quint32>(message.constData() + place));
    if (message.size() - place - numberSize < length)
        return std::nullopt;
    place += numberSize + length;
    return message.mid(place - length, length);
}

} // namespace

QByteArray arranged(const QByteArray &answer, const AgentKeys &keys, QList<QByteArray> *told)
{
    if (answer.isEmpty() || answer.front() != identitiesAnswer)
        return answer;
    QMultiMap<qsizetype, QByteArray> entries; // by the place that they are to have
    qsizetype place = 1 + numberSize;
    while (place < answer.size()) {
        const qsizetype begin = place;
        const auto key = takeText(answer, place);
        const auto comment = takeText(answer, place);
        if (!key || !comment)
            break;
        const qsizetype wanted = keys.first.indexOf(*key);
        const bool isLast = wanted < 0;
        if (isLast && !keys.andOthers)
            continue;
        if (told)
            told->append(*key);
        entries.insert(isLast ? keys.first.size() + begin : wanted, answer.mid(begin, place - begin));
    }
    QByteArray result(1, identitiesAnswer);
    appendNumber(result, quint32(entries.size()));
    for (const QByteArray &entry : std::as_const(entries))
        result += entry;
    return result;
}

AgentFilter::AgentFilter(int agent, AgentKeys keys)
    : m_agent(agent)
    , m_keys(std::move(keys))
{
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return;
    m_theirs = Descriptor(ends[0]);
    m_ours = Descriptor(ends[1]);
    m_thread = std::thread([this] { serve(); });
}

AgentFilter::~AgentFilter()
{
    end();
}

QList<QByteArray> AgentFilter::end()
{
    if (m_thread.joinable()) {
        ::shutdown(m_theirs.get(), SHUT_RDWR);
        m_thread.join();
    }
    return m_told;
}

void AgentFilter::serve()
{
    while (const auto request = readMessage(m_ours.get())) {
        const auto answer = writeMessage(m_agent, *request) ? readMessage(m_agent) : std::nullopt;
        if (!answer || !writeMessage(m_ours.get(), arranged(*answer, m_keys, &m_told)))
            break;
    }
    ::shutdown(m_ours.get(), SHUT_RDWR); // whoever waits for an answer gets none
}

} // namespace regatta::transport::libssh
