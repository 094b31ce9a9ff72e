#include "core/transport/libssh/session.h"

#include "core/transport/libssh/command_run.h"
#include "core/transport/libssh/copy_run.h"
#include "core/transport/libssh/session_hub.h"
#include "core/transport/libssh/turn.h"

#include <sys/epoll.h>

#include <algorithm>
#include <limits>

namespace regatta::transport::libssh {

using base::ErrorCode;
using model::Outcome;
using model::TaskState;

namespace {

using namespace std::chrono_literals;

bool isAside(const std::unique_ptr<ExecutionRecord> &record)
{
    return record->isAside();
}

} // namespace

Session::Session(Surroundings &surroundings, SessionHub &hub, const Endpoint &endpoint,
                 const OpeningLimits &limits)
    : m_surroundings(surroundings)
    , m_hub(hub)
    , m_endpoint(endpoint)
    , m_mostChannels(std::numeric_limits<size_t>::max())
    , m_idleLimit(surroundings.reactor)
    , m_pauseTick(surroundings.reactor)
    , m_receiver(surroundings.reactor)
{
    Handshake::Listener listener;
    listener.entered = [this](TaskState state) { entered(state); };
    listener.paceChanged = [this](const model::HandshakePace &pace) { paceChanged(pace); };
    listener.succeeded = [this](std::shared_ptr<SshConnection> connection, PlaceGate::Place place) {
        opened(std::move(connection), std::move(place));
    };
    listener.failed = [this](Outcome outcome, const base::Error &error) { openingFailed(outcome, error); };
    m_handshake = std::make_unique<Handshake>(surroundings, endpoint, limits, std::move(listener));
    m_handshake->start();
}

Session::~Session()
{
    close();
}

void Session::add(std::unique_ptr<ExecutionRecord> record)
{
    becomeBusy();
    const base::Instant time = m_surroundings.reactor.now();
    record->foundSessionOpen = m_connection != nullptr;
    if (m_handshake) {
        for (const TaskState state : m_entered)
            record->enter(state, time);
    }
    m_waiting.push_back(std::move(record));
    if (m_connection)
        schedulePump();
}

void Session::schedulePump()
{
    if (!std::exchange(m_pumpIsScheduled, true)) {
        m_surroundings.reactor.post([weak = weak_from_this()] {
            if (const auto self = weak.lock()) {
                self->m_pumpIsScheduled = false;
                self->pump();
            }
        });
    }
}

void Session::stop(ExecutionId id)
{
    const auto isIt = [id](const auto &one) { return one->id() == id; };
    const auto waiting = std::find_if(m_waiting.begin(), m_waiting.end(), isIt);
    if (waiting != m_waiting.end()) {
        (*waiting)->fail(Outcome::Cancelled, {ErrorCode::Cancelled, {}}, m_surroundings.reactor.now());
        m_waiting.erase(waiting);
        m_hub.executionFinished(id);
        if (m_handshake && m_waiting.empty())
            close(); // nobody needs it any more
        else if (isIdle())
            becomeIdle();
        return;
    }
    const auto run = std::find_if(m_runs.begin(), m_runs.end(), isIt);
    if (run != m_runs.end()) {
        (*run)->stop();
        schedulePump();
    }
}

bool Session::isIdle() const
{
    return m_connection && m_waiting.empty() && m_runs.empty() && m_closing.empty();
}

void Session::entered(TaskState state)
{
    m_entered.push_back(state);
    const base::Instant time = m_surroundings.reactor.now();
    for (const auto &record : m_waiting)
        record->enter(state, time);
}

/// One is enough: it is news of all.
void Session::paceChanged(const model::HandshakePace &pace)
{
    if (!m_waiting.empty())
        m_waiting.front()->paceChanged(pace, m_surroundings.reactor.now());
}

void Session::goOn(ExecutionId id, const QByteArray &command)
{
    const auto record =
        std::find_if(m_waiting.begin(), m_waiting.end(), [id](const auto &one) { return one->id() == id; });
    if (record == m_waiting.end()) {
        const auto run =
            std::find_if(m_runs.begin(), m_runs.end(), [id](const auto &one) { return one->id() == id; });
        if (run != m_runs.end() && (*run)->mayGoOn(command))
            schedulePump();
        return;
    }
    (*record)->goOn(command, m_surroundings.reactor.now());
    if (m_connection)
        schedulePump();
}

void Session::opened(std::shared_ptr<SshConnection> connection, PlaceGate::Place place)
{
    m_connection = std::move(connection);
    m_descriptorPlace = std::move(place);
    m_handshake.reset();
    for (const auto &record : m_waiting)
        record->askToGoOn();
    if (m_surroundings.descriptors.waiting() > 0 && isParked())
        return closeParked();
    pump();
}

void Session::openingFailed(Outcome outcome, const base::Error &error)
{
    const auto self = shared_from_this();
    const auto waiting = std::move(m_waiting);
    m_waiting.clear();
    close();
    const base::Instant time = m_surroundings.reactor.now();
    for (const auto &record : waiting) {
        record->fail(outcome, error, time);
        m_hub.executionFinished(record->id());
    }
}

void Session::descriptorReady(std::uint32_t)
{
    const auto self = shared_from_this();
    for (int call = 0; call < callsPerTurn; ++call) {
        const quint64 before = m_connection->bytesReceived();
        if (m_connection->dispatch() != Progress::Done || m_paused)
            break;
        if (m_connection->bytesReceived() - before < bytesPerCall)
            break; // the socket is empty, and if it isn't we are told
    }
    pump();
}

void Session::pump()
{
    if (m_closed || m_pumping)
        return;
    const auto self = shared_from_this();
    m_pumping = true;
    // Every call into libssh may read what was meant for another channel, and no event would tell.
    quint64 seen = 0;
    int rounds = 0;
    do {
        seen = m_connection->bytesReceived();
        advanceRuns();
        pauseOrGoOn();
        if (!m_paused)
            startWaiting();
        closeChannels();
        if (m_paused)
            break;
        // What was just sent has to be seen leaving; that is cheaper to look at here than to be woken for.
        if (m_connection->isAlive() && m_connection->wantsToWrite())
            m_connection->dispatch();
    } while (m_connection->isAlive() && m_connection->bytesReceived() != seen && ++rounds < roundsPerTurn);
    m_pumping = false;

    if (!m_connection->isAlive())
        return connectionLost();
    if (rounds == roundsPerTurn)
        schedulePump();
    watchSocket();
    if (isIdle())
        becomeIdle();
}

ChannelUser *Session::whoHasToPause() const
{
    const auto run =
        std::find_if(m_runs.begin(), m_runs.end(), [](const auto &one) { return one->hasToPause(); });
    return run == m_runs.end() ? nullptr : run->get();
}

void Session::pauseOrGoOn()
{
    const ChannelUser *run = whoHasToPause();
    if (run)
        waitForRelief(run->record().execution().budget);
    const bool wasPaused = std::exchange(m_paused, run != nullptr);
    if (m_paused && !wasPaused)
        pause();
    else if (!m_paused && wasPaused)
        goOn();
}

void Session::pause()
{
    for (const auto &run : m_runs)
        run->hold();
    sendNothingInAWhile();
}

void Session::goOn()
{
    m_pauseTick.stop();
    for (const auto &run : m_runs)
        run->goOn();
    schedulePump(); // for what was held back
}

/// Once for each time that it is relieved; another budget may be the one that counts meanwhile.
void Session::waitForRelief(const std::shared_ptr<base::OutputBudget> &budget)
{
    if (m_waitedFor == budget)
        return;
    m_waitedFor = budget;
    budget->callWhenRelieved(m_receiver.posted([this, relieved = budget.get()] {
        if (m_waitedFor.get() == relieved)
            m_waitedFor.reset();
        pump();
    }));
}

void Session::advanceRuns()
{
    auto awaiting =
        std::count_if(m_runs.begin(), m_runs.end(), [](const auto &run) { return run->awaitsReceipt(); });
    for (size_t i = 0; i < m_runs.size();) {
        ChannelUser &run = *m_runs[i];
        awaiting -= run.awaitsReceipt();
        const ChannelUser::Next next = run.advance({m_runs.size() > 1, awaiting > 0});
        if (next == ChannelUser::Next::Continue) {
            awaiting += run.awaitsReceipt();
            ++i;
            continue;
        }
        switch (next) {
        case ChannelUser::Next::Continue:
        case ChannelUser::Next::Finished:
            m_hub.executionFinished(run.id());
            break;
        case ChannelUser::Next::ChannelRefused:
            channelRefused(run);
            break;
        case ChannelUser::Next::BeginAgain:
            m_waiting.push_front(run.takeRecord());
            break;
        }
        for (auto &channel : run.takeChannels())
            m_closing.push_back(std::move(channel));
        m_runs.erase(m_runs.begin() + std::ptrdiff_t(i));
    }
}

void Session::channelRefused(ChannelUser &run)
{
    std::unique_ptr<ExecutionRecord> record = run.takeRecord();
    const size_t others = m_runs.size() - 1;
    m_mostChannels = std::max<size_t>(others, 1);
    if (others > 0) {
        // Until one of them has ended; first come, first served.
        const auto later = std::find_if(m_waiting.begin(), m_waiting.end(),
                                        [&](const auto &other) { return other->id() > record->id(); });
        m_waiting.insert(later, std::move(record));
    } else if (!std::exchange(record->hasMoved, true)) {
        m_hub.openAnother(std::move(record));
    } else {
        const ExecutionId id = record->id();
        record->fail(Outcome::CommandFailed, {ErrorCode::ChannelRefused, m_connection->errorText()},
                     m_surroundings.reactor.now());
        m_hub.executionFinished(id);
    }
}

void Session::startWaiting()
{
    if (std::any_of(m_runs.begin(), m_runs.end(), [](const auto &run) { return run->isBeingStopped(); }))
        return;
    const size_t before = m_runs.size();
    while (m_runs.size() < m_mostChannels && m_connection->isAlive()) {
        const auto next = std::find_if_not(m_waiting.begin(), m_waiting.end(), isAside);
        if (next == m_waiting.end())
            break;
        m_runs.push_back(userFor(std::move(*next)));
        m_waiting.erase(next);
    }
    if (m_runs.size() > before)
        advanceRuns();
}

std::unique_ptr<ChannelUser> Session::userFor(std::unique_ptr<ExecutionRecord> record)
{
    auto changed = [this] { schedulePump(); };
    if (record->execution().copy)
        return std::make_unique<CopyRun>(m_surroundings, *m_connection, std::move(record), changed);
    return std::make_unique<CommandRun>(m_surroundings, *m_connection, std::move(record), changed);
}

void Session::closeChannels()
{
    std::erase_if(m_closing, [](const auto &command) { return command->close() != Progress::Again; });
}

void Session::connectionLost()
{
    const QString detail = m_connection->errorText();
    const base::Instant time = m_surroundings.reactor.now();
    std::vector<std::unique_ptr<ExecutionRecord>> unsent;
    for (const auto &run : m_runs) {
        const ExecutionId id = run->id();
        if (auto record = run->connectionLost(detail))
            unsent.push_back(std::move(record));
        else
            m_hub.executionFinished(id);
    }
    std::move(m_waiting.begin(), m_waiting.end(), std::back_inserter(unsent));
    m_waiting.clear();
    close();
    for (auto &record : unsent) {
        // Dead of age, or of what another command did: worth another session, once.
        const bool hadToWait = record->foundSessionOpen || record->isAside();
        if (hadToWait && !std::exchange(record->hasMoved, true)) {
            m_hub.openAnother(std::move(record));
            continue;
        }
        const ExecutionId id = record->id();
        record->fail(Outcome::ConnectionLost, {ErrorCode::ConnectionLost, detail}, time);
        m_hub.executionFinished(id);
    }
}

void Session::watchSocket()
{
    const std::uint32_t in = m_paused ? 0U : std::uint32_t(EPOLLIN);
    const std::uint32_t out = m_connection->wantsToWrite() ? std::uint32_t(EPOLLOUT) : 0U;
    m_surroundings.reactor.watch(m_connection->descriptor(), in | out, this);
}

void Session::sendNothingInAWhile()
{
    m_pauseTick.startIn(m_surroundings.settings.pauseTick, [this] {
        m_connection->sendNothing();
        sendNothingInAWhile();
        schedulePump();
    });
}

void Session::becomeIdle()
{
    if (m_idleSince)
        return;
    if (m_retired || m_surroundings.descriptors.waiting() > 0)
        return close();
    m_idleSince = m_surroundings.reactor.now();
    idleLimitChanged();
    m_hub.sessionIdle(*this, *m_idleSince);
}

void Session::idleLimitChanged()
{
    if (m_idleSince) {
        m_idleLimit.start(*m_idleSince + m_surroundings.idleSessions.limits().longest,
                          [this] { closeIdle(); });
    }
}

void Session::becomeBusy()
{
    m_idleLimit.stop();
    if (const auto since = std::exchange(m_idleSince, std::nullopt))
        m_hub.sessionBusy(*this, *since);
}

void Session::closeIfUnused()
{
    if (m_connection && m_waiting.empty() && m_runs.empty())
        retire(); // a channel may still be closing
}

void Session::retire()
{
    m_retired = true;
    closeIdle();
}

void Session::closeIdle()
{
    if (isIdle())
        close();
}

bool Session::isParked() const
{
    return m_connection && m_closing.empty() && !(m_waiting.empty() && m_runs.empty()) &&
           std::all_of(m_waiting.begin(), m_waiting.end(), isAside) &&
           std::all_of(m_runs.begin(), m_runs.end(), [](const auto &run) { return run->isAside(); });
}

void Session::closeParked()
{
    if (!isParked())
        return;
    const auto self = shared_from_this();
    auto waiting = std::move(m_waiting);
    m_waiting.clear();
    for (const auto &run : m_runs) {
        waiting.push_back(run->takeRecord());
        // sudo will ask anew, and a person is asked when it has a slot.
        if (waiting.back()->becomePassword.isEmpty())
            waiting.back()->askToGoOn();
    }
    close();
    for (auto &record : waiting)
        m_hub.park(std::move(record));
}

void Session::shutDown()
{
    const base::Instant time = m_surroundings.reactor.now();
    for (const auto &record : m_waiting)
        record->fail(Outcome::Cancelled, {ErrorCode::Cancelled, {}}, time);
    m_waiting.clear();
    for (const auto &run : m_runs)
        run->shutDown();
    close();
}

void Session::close()
{
    if (std::exchange(m_closed, true))
        return;
    becomeBusy();
    m_pauseTick.stop();
    m_handshake.reset();
    m_runs.clear();
    m_closing.clear();
    if (m_connection)
        m_surroundings.reactor.forget(m_connection->descriptor(), this);
    m_connection.reset();
    m_descriptorPlace.reset();
    m_hub.sessionClosed(*this);
}

} // namespace regatta::transport::libssh
