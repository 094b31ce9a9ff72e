#pragma once

#include "core/transport/libssh/session.h"

#include <QHash>

#include <set>
#include <unordered_map>

namespace regatta::transport::libssh {

/// All sessions of one reactor: the one for each endpoint that takes new executions, and those that only
/// finish what they have. Of the reactor's thread.
class SessionHub
{
public:
    explicit SessionHub(Surroundings &surroundings);

    void start(Execution execution);
    void stop(ExecutionId id);
    void goOn(ExecutionId id, const QByteArray &command);
    void closeIdleSessions();
    /// Closes those that have been idle for longest, then those that are parked.
    void closeIdleSessions(int count);
    void idleLimitsChanged();
    void shutDown();

    /// From sessions: what they can't do another may.
    void openAnother(std::unique_ptr<ExecutionRecord> record);
    /// It gets a session again when it may go on.
    void park(std::unique_ptr<ExecutionRecord> record);
    void executionFinished(ExecutionId id) { m_sessionOf.remove(id); }
    void sessionClosed(Session &session);
    /// It has nothing to do.
    void sessionIdle(Session &session, base::Instant since);
    void sessionBusy(Session &session, base::Instant since);

private:
    Session &open(const Execution &execution);
    void join(std::unique_ptr<ExecutionRecord> record);
    void add(Session &session, std::unique_ptr<ExecutionRecord> record);
    void closeThoseBeyond();
    void closeThoseBeyondSoon();

    Surroundings &m_surroundings;
    std::unordered_map<Session *, std::shared_ptr<Session>> m_sessions;
    std::set<std::pair<base::Instant, Session *>> m_idle; // the longest first
    QHash<Endpoint, Session *> m_current;
    QHash<ExecutionId, Session *> m_sessionOf;
    std::unordered_map<std::uint64_t, std::unique_ptr<ExecutionRecord>> m_parked; // by the execution's id
    Timer m_beyond; // runs only while more are without work than may be
};

} // namespace regatta::transport::libssh
