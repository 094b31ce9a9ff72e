#include "core/engine/step_execution.h"
#include "tests/unit/engine/run_controller_fixture.h"

using namespace regatta;
using namespace std::chrono_literals;

namespace {

/// How long the first step of such a profile may take to connect where the ssh configuration says that.
std::chrono::milliseconds connectLimit(const model::Profile &profile,
                                       std::optional<std::chrono::seconds> configured)
{
    const auto plan = engine::RunPlan::make(profile, {});
    EXPECT_TRUE(plan);
    auto options = std::make_shared<transport::HostOptions>();
    options->connectTimeout = configured;
    transport::Endpoint endpoint;
    endpoint.options = options;
    const engine::StepObserver::Work work{.task = model::TaskId{0}, .slot = model::Slot{}};
    return engine::stepExecution(*plan, work, endpoint, QStringLiteral("true")).timeouts.connectLimit();
}

} // namespace

TEST(StepExecution, TheConfigurationSaysHowLongToConnectIfTheProfileDoesNot)
{
    EXPECT_EQ(connectLimit(tests::profileOf(1, 1), std::nullopt), model::Timeouts::usualConnect);
    EXPECT_EQ(connectLimit(tests::profileOf(1, 1), 7s), 7s);
}

TEST(StepExecution, TheProfilesOwnTimeToConnectStandsAboveTheConfigurations)
{
    model::Profile profile = tests::profileOf(1, 1);
    profile.timeouts.connect = 3s;
    EXPECT_EQ(connectLimit(profile, 7s), 3s);
    profile.timeouts.connect = 0s; // as long as it takes
    EXPECT_EQ(connectLimit(profile, 7s), 0s);
    profile.timeouts.connect = model::Timeouts::usualConnect; // said all the same
    EXPECT_EQ(connectLimit(profile, 7s), model::Timeouts::usualConnect);
}
