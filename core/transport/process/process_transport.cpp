#include "core/transport/process/process_transport.h"

#include "core/base/broken_pipes.h"
#include "core/transport/process/departures.h"
#include "core/transport/process/mailbox.h"
#include "core/transport/process/process_execution.h"

#include <QTimer>

#include <algorithm>
#include <list>
#include <sys/resource.h>
#include <unordered_map>

namespace regatta::transport::process {

namespace {

constexpr int mostProcesses = 256;

/// Four pipes, one of them with both ends, the handle of the child, and the pipe that tells of its start;
/// twice, for one that waits for a person. A copy never waits for one, and opens files instead, see
/// mostFilesOfACopy.
constexpr int descriptorsPerProcess = 16;

/// For everything else in this process.
constexpr int reservedDescriptors = 64;

/// Queued, so that an execution that is about to be destroyed has returned from all its functions.
struct DeleteLater
{
    void operator()(QObject *object) const { object->deleteLater(); }
};

void finishAsNeverStarted(const Execution &execution)
{
    model::AttemptResult result;
    result.outcome = model::Outcome::Cancelled;
    result.error = base::Error{base::ErrorCode::Cancelled, {}};
    result.times.finished = base::SteadyClock().now();
    execution.observer->finished(execution.id, std::move(result));
}

} // namespace

class ProcessTransport::Worker final : public QObject
{
public:
    Worker(MakeInterpreter makeInterpreter, MakeCopy makeCopy, int processLimit,
           trust::Credentials *credentials)
        : m_surroundings{std::move(makeInterpreter), std::make_shared<Mailbox>(this),
                         credentials ? *credentials : m_nobody, std::max(1, processLimit)}
        , m_makeCopy(std::move(makeCopy))
        , m_nextDeparture(this)
    {
        m_nextDeparture.setSingleShot(true);
        connect(&m_nextDeparture, &QTimer::timeout, this, &Worker::fillPlaces);
    }

    const std::shared_ptr<Mailbox> &mailbox() const { return m_surroundings.mailbox; }

    void start(Execution execution)
    {
        m_waiting.push_back(std::move(execution));
        fillPlaces();
    }

    void stop(ExecutionId id)
    {
        if (const auto running = m_running.find(id); running != m_running.end())
            return running->second->stop();
        const auto waiting = std::find_if(m_waiting.begin(), m_waiting.end(),
                                          [id](const Execution &execution) { return execution.id == id; });
        if (waiting != m_waiting.end()) {
            finishAsNeverStarted(*waiting);
            m_waiting.erase(waiting);
        }
    }

    void goOn(ExecutionId id, const QByteArray &command)
    {
        if (const auto running = m_running.find(id); running != m_running.end())
            running->second->mayGoOn(command);
    }

    /// Ends the thread as soon as everything has finished.
    void shutDown()
    {
        m_isShuttingDown = true;
        for (const Execution &execution : m_waiting)
            finishAsNeverStarted(execution);
        m_waiting.clear();
        for (const auto &[id, running] : m_running)
            running->stop();
        leaveIfDone();
    }

private:
    void fillPlaces()
    {
        const auto places = [this] { return size_t(m_surroundings.processLimit + m_surroundings.aside); };
        while (!m_waiting.empty() && m_running.size() < places()) {
            if (const base::Duration pause = m_departures.untilNext(m_clock.now()); pause.count() > 0)
                return m_nextDeparture.start(std::chrono::ceil<std::chrono::milliseconds>(pause));
            Execution execution = std::move(m_waiting.front());
            m_waiting.pop_front();
            begin(std::move(execution));
        }
    }

    void begin(Execution execution)
    {
        const ExecutionId id = execution.id;
        std::unique_ptr<Work, DeleteLater> running(workFor(std::move(execution)).release());
        connect(running.get(), &Work::stoodAside, this, &Worker::fillPlaces, Qt::QueuedConnection);
        connect(running.get(), &Work::over, this, &Worker::remove, Qt::QueuedConnection);
        connect(running.get(), &Work::arrived, this, &Worker::arrived, Qt::QueuedConnection);
        Work &work = *m_running.emplace(id, std::move(running)).first->second;
        work.begin();
        if (work.isConnecting())
            m_departures.left(id, m_clock.now());
    }

    void arrived(ExecutionId id)
    {
        m_departures.arrived(id);
        fillPlaces();
    }

    std::unique_ptr<Work> workFor(Execution execution)
    {
        if (execution.copy)
            return m_makeCopy(std::move(execution));
        return std::make_unique<ProcessExecution>(std::move(execution), m_surroundings);
    }

    void remove(ExecutionId id)
    {
        m_running.erase(id);
        m_departures.arrived(id);
        fillPlaces();
        leaveIfDone();
    }

    void leaveIfDone()
    {
        if (m_isShuttingDown && m_running.empty())
            thread()->quit();
    }

    trust::Credentials m_nobody{nullptr};
    ProcessSurroundings m_surroundings;
    const MakeCopy m_makeCopy;
    const base::SteadyClock m_clock;
    Departures m_departures;
    QTimer m_nextDeparture;
    std::list<Execution> m_waiting;
    std::unordered_map<ExecutionId, std::unique_ptr<Work, DeleteLater>> m_running;
    bool m_isShuttingDown = false;
};

ProcessTransport::ProcessTransport(MakeInterpreter makeInterpreter, MakeCopy makeCopy, int processLimit,
                                   trust::Credentials *credentials)
    : m_worker(std::make_unique<Worker>(std::move(makeInterpreter), std::move(makeCopy), processLimit,
                                        credentials))
    , m_mailbox(m_worker->mailbox())
{
    m_mailbox->post(base::blockBrokenPipes); // a child that stops reading its input is not ours to die of
    m_worker->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("processes"));
    m_thread.start();
}

ProcessTransport::~ProcessTransport()
{
    m_mailbox->post([worker = m_worker.get()] { worker->shutDown(); });
    m_thread.wait();
    m_mailbox->close();
}

void ProcessTransport::start(Execution execution)
{
    m_mailbox->post([worker = m_worker.get(), execution = std::move(execution)]() mutable {
        worker->start(std::move(execution));
    });
}

void ProcessTransport::stop(ExecutionId id)
{
    m_mailbox->post([worker = m_worker.get(), id] { worker->stop(id); });
}

void ProcessTransport::goOn(ExecutionId id, QByteArray command)
{
    m_mailbox->post(
        [worker = m_worker.get(), id, command = std::move(command)] { worker->goOn(id, command); });
}

int defaultProcessLimit()
{
    rlimit descriptors = {};
    if (::getrlimit(RLIMIT_NOFILE, &descriptors) != 0 || descriptors.rlim_cur == RLIM_INFINITY)
        return mostProcesses;
    const auto usable =
        static_cast<qint64>(std::min<rlim_t>(descriptors.rlim_cur, 1 << 20)) - reservedDescriptors;
    return static_cast<int>(std::clamp<qint64>(usable / descriptorsPerProcess, 1, mostProcesses));
}

} // namespace regatta::transport::process
