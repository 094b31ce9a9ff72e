#pragma once

#include "core/transport/transport.h"
#include "core/trust/secret.h"

namespace regatta::transport::libssh {

/// One execution and what its observer has been told: each state once and in order, the end exactly once.
/// Of the reactor's thread.
class ExecutionRecord
{
public:
    explicit ExecutionRecord(Execution execution)
        : m_execution(std::move(execution))
    {}
    ~ExecutionRecord();
    ExecutionRecord(const ExecutionRecord &) = delete;
    ExecutionRecord &operator=(const ExecutionRecord &) = delete;

    const Execution &execution() const { return m_execution; }
    ExecutionId id() const { return m_execution.id; }
    bool hasToPause() const { return m_execution.budget && m_execution.budget->isExhausted(); }

    /// A transport begins to work on it, if it hadn't yet.
    void start(base::Instant time);
    void enter(model::TaskState state, base::Instant time);
    void paceChanged(const model::HandshakePace &pace, base::Instant time);
    void output(model::OutputStream stream, QByteArray bytes, base::Instant time);
    void progress(const CopyProgress &progress, base::Instant time);
    void finish(model::AttemptResult result, base::Instant time);
    void fail(model::Outcome outcome, base::Error error, base::Instant time);
    bool isFinished() const { return m_finished; }

    /// A person was asked, and it has no slot until goOn().
    bool isAside() const { return m_isAside; }
    /// Its session is open; of no effect unless it is aside.
    void askToGoOn();
    void goOn(QByteArray command, base::Instant time);

    /// What a person gave for sudo, until the command begins.
    trust::Secret becomePassword;
    /// A session that fails before the command was sent is made up for once, by another.
    bool hasMoved = false;
    /// It found its session open, so that the session may have died of age.
    bool foundSessionOpen = false;

private:
    Execution m_execution;
    model::AttemptTimes m_times;
    std::optional<model::TaskState> m_state;
    bool m_isAside = false;
    bool m_finished = false;
};

} // namespace regatta::transport::libssh
