#include "core/transport/routing_transport.h"

#include "tests/support/fake_transport.h"
#include "tests/support/manual_clock.h"
#include "tests/support/recording_observer.h"

#include <gtest/gtest.h>

using namespace regatta;

namespace {

class RoutingTransportTest : public testing::Test
{
protected:
    RoutingTransportTest()
    {
        auto libSshItself = std::make_unique<tests::FakeTransport>(clock);
        libSsh = libSshItself.get();
        routing = std::make_unique<transport::RoutingTransport>(std::move(libSshItself), [this] {
            auto openSshItself = std::make_unique<tests::FakeTransport>(clock);
            openSsh = openSshItself.get();
            ++made;
            return openSshItself;
        });
    }

    transport::ExecutionId start(const QString &onlyOpenSsh)
    {
        transport::Execution execution;
        execution.id = {++last};
        execution.endpoint.onlyOpenSsh = onlyOpenSsh;
        execution.observer = observer;
        const transport::ExecutionId id = execution.id;
        routing->start(std::move(execution));
        return id;
    }

    tests::ManualClock clock;
    std::shared_ptr<tests::RecordingObserver> observer = std::make_shared<tests::RecordingObserver>();
    tests::FakeTransport *libSsh = nullptr;
    tests::FakeTransport *openSsh = nullptr; ///< null until it is needed
    int made = 0;
    std::uint64_t last = 0;
    std::unique_ptr<transport::RoutingTransport> routing;
};

} // namespace

TEST_F(RoutingTransportTest, LeavesToSshOnlyWhatOnlySshCanDo)
{
    start({});
    EXPECT_EQ(made, 0);
    start(QStringLiteral("controlmaster auto"));
    start({});
    start(QStringLiteral("@cert-authority"));
    EXPECT_EQ(made, 1);
    ASSERT_EQ(libSsh->started().size(), 2U);
    ASSERT_EQ(openSsh->started().size(), 2U);
    EXPECT_EQ(libSsh->started()[1].id, transport::ExecutionId{3});
    EXPECT_EQ(openSsh->started()[1].id, transport::ExecutionId{4});
}

TEST_F(RoutingTransportTest, StopsWhatIsOnEitherWay)
{
    const auto direct = start({});
    routing->stop(direct);
    EXPECT_EQ(made, 0) << "for nothing";
    const auto diverted = start(QStringLiteral("controlmaster auto"));
    routing->stop(diverted);
    EXPECT_TRUE(libSsh->running().empty());
    EXPECT_TRUE(openSsh->running().empty());
    for (const transport::ExecutionId id : {direct, diverted})
        EXPECT_EQ(observer->record(id).results.value(0).outcome, model::Outcome::Cancelled);
}

TEST_F(RoutingTransportTest, HandsLimitsToWhoeverKeepsSessions)
{
    const transport::IdleLimits limits{std::chrono::minutes(5), 7};
    routing->setIdleLimits(limits);
    EXPECT_EQ(libSsh->idleLimits, limits);
    EXPECT_EQ(made, 0) << "for nothing";
}

TEST_F(RoutingTransportTest, LetsGoOnWhatIsOnEitherWay)
{
    const auto diverted = start(QStringLiteral("controlmaster auto"));
    openSsh->connect(diverted);
    openSsh->askPerson(diverted);
    openSsh->personAnswered(diverted);
    routing->goOn(diverted, "echo now");
    ASSERT_EQ(openSsh->goOns.size(), 1U);
    EXPECT_EQ(openSsh->goOns[0].second, "echo now");
    openSsh->succeed(diverted);
}
