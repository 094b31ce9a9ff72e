#include "core/transport/libssh/session_hub.h"

#include "core/transport/input_source.h"

namespace regatta::transport::libssh {

SessionHub::SessionHub(Surroundings &surroundings)
    : m_surroundings(surroundings)
    , m_beyond(surroundings.reactor)
{}

void SessionHub::start(Execution execution)
{
    auto record = std::make_unique<ExecutionRecord>(std::move(execution));
    const auto readable = checkInput(record->execution().input);
    if (!readable)
        return record->fail(model::Outcome::CommandFailed, readable.error(), m_surroundings.reactor.now());
    join(std::move(record));
}

void SessionHub::join(std::unique_ptr<ExecutionRecord> record)
{
    Session *current = m_current.value(record->execution().endpoint);
    Session &session = current ? *current : open(record->execution());
    add(session, std::move(record));
}

void SessionHub::openAnother(std::unique_ptr<ExecutionRecord> record)
{
    if (Session *former = m_current.take(record->execution().endpoint))
        former->retire();
    Session &session = open(record->execution());
    add(session, std::move(record));
}

Session &SessionHub::open(const Execution &execution)
{
    auto session = std::make_shared<Session>(m_surroundings, *this, execution.endpoint,
                                             OpeningLimits(execution.timeouts, execution.jumpHandshakes));
    Session &reference = *session;
    m_current.insert(execution.endpoint, &reference);
    m_sessions.emplace(&reference, std::move(session));
    return reference;
}

void SessionHub::add(Session &session, std::unique_ptr<ExecutionRecord> record)
{
    m_sessionOf.insert(record->id(), &session);
    session.add(std::move(record));
}

void SessionHub::park(std::unique_ptr<ExecutionRecord> record)
{
    m_sessionOf.remove(record->id());
    const std::uint64_t id = record->id().value;
    m_parked.emplace(id, std::move(record));
}

void SessionHub::stop(ExecutionId id)
{
    if (const auto parked = m_parked.extract(id.value)) {
        parked.mapped()->fail(model::Outcome::Cancelled, {base::ErrorCode::Cancelled, {}},
                              m_surroundings.reactor.now());
        return;
    }
    if (Session *session = m_sessionOf.value(id)) {
        const auto alive = session->shared_from_this();
        session->stop(id);
    }
}

void SessionHub::goOn(ExecutionId id, const QByteArray &command)
{
    if (auto parked = m_parked.extract(id.value)) {
        parked.mapped()->goOn(command, m_surroundings.reactor.now());
        return join(std::move(parked.mapped()));
    }
    if (Session *session = m_sessionOf.value(id)) {
        const auto alive = session->shared_from_this();
        session->goOn(id, command);
    }
}

void SessionHub::closeIdleSessions()
{
    std::vector<std::shared_ptr<Session>> all;
    for (const auto &[pointer, session] : m_sessions)
        all.push_back(session);
    for (const auto &session : all) {
        if (session->isParked())
            session->closeParked();
        else
            session->closeIfUnused();
    }
}

void SessionHub::closeIdleSessions(int count)
{
    std::vector<std::shared_ptr<Session>> chosen;
    for (auto idle = m_idle.begin(); idle != m_idle.end() && chosen.size() < size_t(count); ++idle)
        chosen.push_back(idle->second->shared_from_this());
    for (const auto &session : chosen)
        session->closeIdle();
    const size_t missing = size_t(count) - chosen.size();
    chosen.clear();
    for (auto each = m_sessions.begin(); each != m_sessions.end() && chosen.size() < missing; ++each) {
        if (each->first->isParked())
            chosen.push_back(each->second);
    }
    for (const auto &session : chosen)
        session->closeParked();
}

void SessionHub::sessionIdle(Session &session, base::Instant since)
{
    m_idle.emplace(since, &session);
    if (!m_surroundings.idleSessions.add())
        closeThoseBeyondSoon();
}

void SessionHub::closeThoseBeyondSoon()
{
    if (!m_beyond.isActive())
        m_beyond.startIn(m_surroundings.settings.idleGrace, [this] { closeThoseBeyond(); });
}

void SessionHub::closeThoseBeyond()
{
    const base::Instant latest = m_surroundings.reactor.now() - m_surroundings.settings.idleGrace;
    while (!m_idle.empty() && m_surroundings.idleSessions.areTooMany()) {
        const auto [since, session] = *m_idle.begin();
        if (since > latest)
            return closeThoseBeyondSoon();
        session->shared_from_this()->closeIdle();
    }
}

void SessionHub::idleLimitsChanged()
{
    for (const auto &[since, session] : m_idle)
        session->idleLimitChanged();
    closeThoseBeyond();
}

void SessionHub::sessionBusy(Session &session, base::Instant since)
{
    if (m_idle.erase({since, &session}) > 0)
        m_surroundings.idleSessions.remove();
}

void SessionHub::shutDown()
{
    const auto sessions = std::move(m_sessions);
    m_sessions.clear();
    for (const auto &[pointer, session] : sessions)
        session->shutDown();
    const auto parked = std::move(m_parked);
    m_parked.clear();
    for (const auto &[id, record] : parked)
        record->fail(model::Outcome::Cancelled, {base::ErrorCode::Cancelled, {}},
                     m_surroundings.reactor.now());
}

void SessionHub::sessionClosed(Session &session)
{
    const auto current = m_current.constFind(session.endpoint());
    if (current != m_current.cend() && *current == &session)
        m_current.erase(current);
    const auto place = m_sessions.find(&session);
    if (place == m_sessions.end())
        return;
    // Whoever closes it is still at work in it.
    m_surroundings.reactor.post([closed = std::move(place->second)] {});
    m_sessions.erase(place);
}

} // namespace regatta::transport::libssh
