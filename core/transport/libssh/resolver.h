#pragma once

#include "core/base/error.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QThreadPool>

#include <sys/socket.h>

#include <functional>
#include <mutex>
#include <vector>

namespace regatta::transport::libssh {

/// An address to connect to, with its port.
struct SocketAddress
{
    sockaddr_storage storage{};
    socklen_t length = 0;

    int family() const { return storage.ss_family; }
};

using Addresses = std::vector<SocketAddress>;

/// Turns names into addresses on a few threads of its own, because getaddrinfo() blocks. Questions for the
/// same name that come while it is being looked up share the answer. The destructor waits for look-ups under
/// way.
class Resolver
{
public:
    using Answer = std::function<void(const base::Expected<Addresses> &)>;

    explicit Resolver(int threads);
    ~Resolver();

    /// Any thread. Numeric addresses are answered at once from the calling thread, names from one of the
    /// resolver's. Errors: NameNotResolved with the resolver's own words.
    void resolve(const QString &host, quint16 port, Answer answer);

private:
    void lookUp(const QString &host);

    struct Question
    {
        quint16 port = 0;
        Answer answer;
    };

    std::mutex m_mutex;
    QHash<QString, std::vector<Question>> m_questions; // guarded by m_mutex
    QThreadPool m_pool;
};

/// The address that a string of digits (IPv4 or IPv6, with scope) stands for; nothing for names.
std::optional<SocketAddress> numericAddress(const QString &host, quint16 port);

} // namespace regatta::transport::libssh
