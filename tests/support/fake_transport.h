#pragma once

#include "core/transport/transport.h"

#include <functional>
#include <map>
#include <vector>

namespace regatta::tests {

/// A transport whose hosts are the test itself. Everything happens on the thread that calls.
class FakeTransport final : public transport::Transport
{
public:
    explicit FakeTransport(const base::Clock &clock);
    ~FakeTransport() override;

    /// Called for each start(), after it was recorded: a test that wants to answer at once sets it.
    std::function<void(const transport::Execution &)> onStart;
    /// Called for each stop() of a running execution. Unset: ends as Cancelled at once.
    std::function<void(transport::ExecutionId)> onStop;

    void start(transport::Execution execution) override;
    void stop(transport::ExecutionId id) override;
    void goOn(transport::ExecutionId id, QByteArray command) override;
    void closeIdleSessions() override {}
    void setIdleLimits(const transport::IdleLimits &limits) override { idleLimits = limits; }

    /// What the host does, in the order of a real one.
    void connect(transport::ExecutionId id);
    void run(transport::ExecutionId id); ///< authenticating and running
    void askPerson(transport::ExecutionId id);
    void personAnswered(transport::ExecutionId id); ///< the execution has to wait for goOn() now
    void print(transport::ExecutionId id, QByteArray bytes,
               model::OutputStream stream = model::OutputStream::Stdout);
    void finish(transport::ExecutionId id, model::AttemptResult result);
    void succeed(transport::ExecutionId id);
    void fail(transport::ExecutionId id, int exitCode = 1);

    const std::vector<transport::Execution> &started() const { return m_started; } ///< all there ever were
    std::vector<transport::ExecutionId> running() const;
    std::vector<transport::ExecutionId> stops;                        ///< every stop() that was asked for
    std::vector<std::pair<transport::ExecutionId, QByteArray>> goOns; ///< every goOn(), with its command
    std::optional<transport::IdleLimits> idleLimits;                  ///< the last that it was told

private:
    struct Running
    {
        transport::Execution execution;
        model::AttemptTimes times;
    };

    void changeState(transport::ExecutionId id, model::TaskState state);

    const base::Clock &m_clock;
    std::vector<transport::Execution> m_started;
    std::map<transport::ExecutionId, Running> m_running;
};

} // namespace regatta::tests
