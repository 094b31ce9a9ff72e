#include "core/transport/libssh/resolver.h"

#include <gtest/gtest.h>

#include <netinet/in.h>

#include <array>
#include <atomic>
#include <future>

using namespace regatta;
using namespace regatta::transport::libssh;

namespace {

/// Every installed system has it in /etc/hosts.
const QString everybodysName = QStringLiteral("localhost");

base::Expected<Addresses> resolved(Resolver &resolver, const QString &host, quint16 port)
{
    std::promise<base::Expected<Addresses>> promise;
    resolver.resolve(host, port,
                     [&](const base::Expected<Addresses> &addresses) { promise.set_value(addresses); });
    return promise.get_future().get();
}

} // namespace

TEST(NumericAddress, KnowsAddressesFromNames)
{
    const auto v4 = numericAddress(QStringLiteral("127.1.2.3"), 2222);
    ASSERT_TRUE(v4);
    EXPECT_EQ(v4->family(), AF_INET);
    EXPECT_EQ(ntohs(reinterpret_cast<const sockaddr_in *>(&v4->storage)->sin_port), 2222);
    const auto v6 = numericAddress(QStringLiteral("::1"), 22);
    ASSERT_TRUE(v6);
    EXPECT_EQ(v6->family(), AF_INET6);
    for (const char *name : {"", "localhost", "10.example.org", "1.2.3.4.5", "my_host"})
        EXPECT_FALSE(numericAddress(QString::fromLatin1(name), 22)) << name;
}

TEST(Resolver, AnswersNumbersAtOnce)
{
    Resolver resolver(1);
    bool answered = false;
    resolver.resolve(QStringLiteral("127.0.0.1"), 22,
                     [&](const auto &addresses) { answered = addresses.has_value(); });
    EXPECT_TRUE(answered);
}

TEST(Resolver, FindsNames)
{
    Resolver resolver(1);
    const auto addresses = resolved(resolver, everybodysName, 2222);
    ASSERT_TRUE(addresses);
    EXPECT_FALSE(addresses->empty());
}

TEST(Resolver, SaysWhichNamesItCanNotFind)
{
    Resolver resolver(1);
    const auto addresses = resolved(resolver, QStringLiteral("no-such-host.invalid"), 22);
    ASSERT_FALSE(addresses);
    EXPECT_EQ(addresses.error().code, base::ErrorCode::NameNotResolved);
    EXPECT_FALSE(addresses.error().detail.isEmpty());
}

TEST(Resolver, GivesEachQuestionItsOwnPort)
{
    Resolver resolver(1);
    std::promise<void> done;
    std::atomic<int> answers = 0;
    std::array<int, 10> ports{};
    for (size_t i = 0; i < ports.size(); ++i) {
        resolver.resolve(everybodysName, quint16(1000 + i), [&, i](const auto &addresses) {
            if (addresses && addresses->front().family() == AF_INET)
                ports[i] =
                    ntohs(reinterpret_cast<const sockaddr_in *>(&addresses->front().storage)->sin_port);
            if (++answers == int(ports.size()))
                done.set_value();
        });
    }
    done.get_future().wait();
    for (size_t i = 0; i < ports.size(); ++i)
        EXPECT_EQ(ports[i], int(1000 + i));
}
