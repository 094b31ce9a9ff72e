#include "core/transport/libssh/reactor.h"

#include <gtest/gtest.h>

#include <array>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <thread>

using namespace regatta::transport::libssh;
using namespace std::chrono_literals;

namespace {

struct SocketPair
{
    SocketPair()
    {
        std::array<int, 2> both{};
        EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, both.data()), 0);
        near = Descriptor(both[0]);
        far = Descriptor(both[1]);
    }
    void sayFromFar() const { EXPECT_EQ(::send(far.get(), "x", 1, MSG_NOSIGNAL), 1); }

    Descriptor near;
    Descriptor far;
};

class Recorder final : public Reactor::Watcher
{
public:
    explicit Recorder(std::function<void()> action)
        : m_action(std::move(action))
    {}
    void descriptorReady(std::uint32_t) override
    {
        ++calls;
        m_action();
    }
    int calls = 0;

private:
    std::function<void()> m_action;
};

} // namespace

TEST(Reactor, RunsMessagesInTheirOrder)
{
    Reactor reactor;
    std::vector<int> order;
    for (int i = 0; i < 3; ++i)
        reactor.post([&order, i] { order.push_back(i); });
    reactor.post([&] { reactor.quit(); });
    reactor.run();
    EXPECT_EQ(order, (std::vector{0, 1, 2}));
}

TEST(Reactor, TakesMessagesFromManyThreads)
{
    Reactor reactor;
    constexpr int threads = 4;
    constexpr int messages = 10'000;
    int received = 0;
    std::vector<std::jthread> posters;
    for (int i = 0; i < threads; ++i) {
        posters.emplace_back([&] {
            for (int message = 0; message < messages; ++message) {
                reactor.post([&] {
                    if (++received == threads * messages)
                        reactor.quit();
                });
            }
        });
    }
    reactor.run();
    EXPECT_EQ(received, threads * messages);
}

TEST(Reactor, DropsMessagesOnceItHasEnded)
{
    Reactor reactor;
    reactor.post([&] { reactor.quit(); });
    reactor.run();
    const auto owned = std::make_shared<int>();
    reactor.mailbox()->post([owned] { FAIL(); });
    EXPECT_EQ(owned.use_count(), 1);
}

TEST(Reactor, CallsTimersInTheOrderOfTheirTimes)
{
    Reactor reactor;
    std::vector<int> order;
    const auto now = reactor.now();
    reactor.callAt(now + 20ms, [&] {
        order.push_back(2);
        reactor.quit();
    });
    reactor.callAt(now + 10ms, [&] { order.push_back(1); });
    const auto cancelled = reactor.callAt(now + 15ms, [&] { order.push_back(9); });
    reactor.cancel(cancelled);
    reactor.run();
    EXPECT_EQ(order, (std::vector{1, 2}));
    EXPECT_GE(reactor.now() - now, 20ms);
}

TEST(Reactor, LetsATimerStartItselfAgainAndDestroyItself)
{
    Reactor reactor;
    auto timer = std::make_unique<Timer>(reactor);
    int calls = 0;
    std::function<void()> tick = [&] {
        if (++calls < 3) {
            timer->startIn(1ms, tick);
        } else {
            timer.reset();
            reactor.quit();
        }
    };
    timer->startIn(1ms, tick);
    reactor.run();
    EXPECT_EQ(calls, 3);
}

TEST(Reactor, ForgetsADestroyedTimer)
{
    Reactor reactor;
    {
        Timer timer(reactor);
        timer.startIn(0ms, [] { FAIL(); });
    }
    reactor.callAt(reactor.now() + 5ms, [&] { reactor.quit(); });
    reactor.run();
}

TEST(Reactor, TellsReadyDescriptors)
{
    Reactor reactor;
    const SocketPair pair;
    Recorder recorder([&] { reactor.quit(); });
    reactor.watch(pair.near.get(), EPOLLIN, &recorder);
    pair.sayFromFar();
    reactor.run();
    EXPECT_EQ(recorder.calls, 1);
}

TEST(Reactor, KeepsStaleEventsFromANewOwnerOfTheNumber)
{
    Reactor reactor;
    SocketPair first;
    SocketPair second;
    const SocketPair fresh;
    Recorder newcomer([] { FAIL() << "nothing came for it"; });
    std::array<Recorder *, 2> recorders{};
    const auto replaceTheOther = [&](const SocketPair &own, SocketPair &other, Recorder *&otherRecorder) {
        // In one round both are ready. Whoever comes first closes the other, whose number is taken again.
        const int number = other.near.get();
        reactor.forget(own.near.get(), recorders[&own == &first ? 0 : 1]);
        reactor.forget(number, otherRecorder);
        other.near = Descriptor();
        ASSERT_EQ(::dup3(fresh.near.get(), number, O_CLOEXEC), number);
        other.near = Descriptor(number);
        reactor.watch(number, EPOLLIN, &newcomer);
        reactor.post([&] { reactor.quit(); });
    };
    Recorder a([&] { replaceTheOther(first, second, recorders[1]); });
    Recorder b([&] { replaceTheOther(second, first, recorders[0]); });
    recorders = {&a, &b};
    reactor.watch(first.near.get(), EPOLLIN, &a);
    reactor.watch(second.near.get(), EPOLLIN, &b);
    first.sayFromFar();
    second.sayFromFar();
    reactor.run();
    EXPECT_EQ(a.calls + b.calls, 1);
    EXPECT_EQ(newcomer.calls, 0);
}

TEST(Reactor, LeavesWhatBelongsToAnotherWatcher)
{
    Reactor reactor;
    const SocketPair pair;
    Recorder former([] { FAIL(); });
    Recorder owner([&] { reactor.quit(); });
    reactor.watch(pair.near.get(), EPOLLIN, &owner);
    reactor.forget(pair.near.get(), &former);
    pair.sayFromFar();
    reactor.run();
    EXPECT_EQ(owner.calls, 1);
}

TEST(Reactor, DoesNotReportAHangUpToWhomNothingIsWatchedFor)
{
    Reactor reactor;
    SocketPair pair;
    Recorder paused([] { FAIL(); });
    reactor.watch(pair.near.get(), EPOLLIN, &paused);
    reactor.watch(pair.near.get(), 0, &paused);
    pair.far = Descriptor();
    reactor.callAt(reactor.now() + 5ms, [&] { reactor.quit(); });
    reactor.run();
    EXPECT_EQ(paused.calls, 0);
}

TEST(Reactor, ServesWhatItPostsItselfBetweenDescriptors)
{
    Reactor reactor;
    const SocketPair pair;
    int rounds = 0;
    std::function<void()> again = [&] {
        ++rounds;
        reactor.post(again); // for ever, and yet others get their turn
    };
    Recorder recorder([&] { reactor.quit(); });
    reactor.post([&] {
        again();
        reactor.watch(pair.near.get(), EPOLLIN, &recorder);
        pair.sayFromFar();
    });
    reactor.run();
    EXPECT_EQ(recorder.calls, 1);
    EXPECT_GE(rounds, 1);
}

TEST(Reactor, HandsDescriptorsOver)
{
    Reactor reactor;
    const SocketPair pair;
    Recorder former([] {});
    Recorder next([&] { reactor.quit(); });
    reactor.watch(pair.near.get(), EPOLLIN, &former);
    reactor.handOver(pair.near.get(), &former);
    reactor.watch(pair.near.get(), EPOLLIN, &next);
    pair.sayFromFar();
    reactor.run();
    EXPECT_EQ(former.calls, 0);
    EXPECT_EQ(next.calls, 1);
}

TEST(Reactor, ForgetsWhatNobodyTakesOver)
{
    Reactor reactor;
    const SocketPair orphan;
    const SocketPair other;
    Recorder former([] {});
    Recorder last([&] { reactor.quit(); });
    reactor.watch(orphan.near.get(), EPOLLIN, &former);
    reactor.handOver(orphan.near.get(), &former);
    orphan.sayFromFar();
    reactor.callAt(reactor.now() + 10ms, [&] { other.sayFromFar(); });
    reactor.watch(other.near.get(), EPOLLIN, &last);
    reactor.run();
    EXPECT_EQ(former.calls, 0);
}

TEST(Reactor, WatchesNumbersThatCameBack)
{
    Reactor reactor;
    const SocketPair closed;
    const SocketPair fresh;
    Recorder former([] {});
    Recorder owner([&] { reactor.quit(); });
    const int number = closed.near.get();
    reactor.watch(number, EPOLLIN, &former);
    ::dup3(fresh.near.get(), number, O_CLOEXEC); // closes it: the kernel forgets it, we don't
    reactor.watch(number, EPOLLIN, &owner);
    fresh.sayFromFar();
    reactor.run();
    EXPECT_EQ(owner.calls, 1);
    EXPECT_EQ(former.calls, 0);
}
