#include "core/transport/libssh/resolver.h"

#include <netdb.h>
#include <netinet/in.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace regatta::transport::libssh {

namespace {

using AddressList = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

void setPort(SocketAddress &address, quint16 port)
{
    const in_port_t networkOrder = htons(port);
    if (address.family() == AF_INET6)
        reinterpret_cast<sockaddr_in6 *>(&address.storage)->sin6_port = networkOrder;
    else
        reinterpret_cast<sockaddr_in *>(&address.storage)->sin_port = networkOrder;
}

base::Expected<Addresses> addressesOf(const QString &host, int flags)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags;
    addrinfo *found = nullptr;
    const int result = ::getaddrinfo(host.toUtf8().constData(), nullptr, &hints, &found);
    const AddressList list(found, &::freeaddrinfo);
    if (result != 0) {
        const char *words = result == EAI_SYSTEM ? std::strerror(errno) : ::gai_strerror(result);
        return base::failure(base::ErrorCode::NameNotResolved, QString::fromLocal8Bit(words));
    }

    Addresses addresses;
    for (const addrinfo *entry = list.get(); entry; entry = entry->ai_next) {
        if (entry->ai_family != AF_INET && entry->ai_family != AF_INET6)
            continue;
        SocketAddress address;
        std::memcpy(&address.storage, entry->ai_addr, entry->ai_addrlen);
        address.length = entry->ai_addrlen;
        addresses.push_back(address);
    }
    if (addresses.empty())
        return base::failure(base::ErrorCode::NameNotResolved, host);
    return addresses;
}

} // namespace

std::optional<SocketAddress> numericAddress(const QString &host, quint16 port)
{
    // Cheaper than asking getaddrinfo() about every name: digits, dots and colons are what such strings begin
    // with.
    if (host.isEmpty() || !(host.at(0).isDigit() || host.contains(u':')))
        return std::nullopt;
    auto addresses = addressesOf(host, AI_NUMERICHOST);
    if (!addresses)
        return std::nullopt;
    setPort(addresses->front(), port);
    return addresses->front();
}

Resolver::Resolver(int threads)
{
    m_pool.setMaxThreadCount(threads);
}

Resolver::~Resolver()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void Resolver::resolve(const QString &host, quint16 port, Answer answer)
{
    if (const auto address = numericAddress(host, port))
        return answer(Addresses{*address});
    {
        const std::lock_guard lock(m_mutex);
        std::vector<Question> &questions = m_questions[host];
        questions.push_back({port, std::move(answer)});
        if (questions.size() > 1)
            return;
    }
    m_pool.start([this, host] { lookUp(host); });
}

void Resolver::lookUp(const QString &host)
{
    base::Expected<Addresses> addresses = addressesOf(host, 0);
    std::vector<Question> questions;
    {
        const std::lock_guard lock(m_mutex);
        questions = m_questions.take(host);
    }
    for (const Question &question : questions) {
        if (addresses) {
            for (SocketAddress &address : *addresses)
                setPort(address, question.port);
        }
        question.answer(addresses);
    }
}

} // namespace regatta::transport::libssh
