#pragma once

#include "core/transport/transport.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace regatta::tests {

/// As a limit to connecting it is reached by no server that answers, however busy the machine is with others.
constexpr std::chrono::seconds busyMachine{60};

/// Writes down all that a transport says of executions. All functions may be called from any thread; waiting
/// is for tests' own threads.
class RecordingObserver final : public transport::ExecutionObserver
{
public:
    struct StateChange
    {
        model::TaskState state = model::TaskState::Queued;
        base::Instant time;
    };

    struct Record
    {
        QList<StateChange> states;
        QByteArray standardOutput;
        QByteArray standardError;
        base::Instant lastOutput;
        QList<transport::CopyProgress> progress;
        QList<model::AttemptResult> results; ///< a sound transport leaves exactly one
        int callsAfterFinish = 0;            ///< a sound transport makes none
        int wishesToGoOn = 0;                ///< of an execution that stands aside
        int emptyOutputs = 0;                ///< a sound transport makes none

        QList<model::TaskState> stateNames() const;
        bool reached(model::TaskState state) const;
    };

    /// As a writer does, takes what comes from this budget; giving back is the test's part. May be null.
    explicit RecordingObserver(std::shared_ptr<base::OutputBudget> budget = nullptr);

    void stateChanged(transport::ExecutionId id, model::TaskState state, base::Instant time) override;
    void wantsToGoOn(transport::ExecutionId id) override;
    void paceChanged(transport::ExecutionId id, const model::HandshakePace &pace,
                     base::Instant time) override;
    void output(transport::ExecutionId id, model::OutputStream stream, QByteArray bytes,
                base::Instant time) override;
    void progressed(transport::ExecutionId id, const transport::CopyProgress &progress,
                    base::Instant time) override;
    void finished(transport::ExecutionId id, model::AttemptResult result) override;

    /// True once this many executions have finished; false if the time runs out before.
    bool waitForFinished(qsizetype count, std::chrono::milliseconds timeout = defaultTimeout);
    bool waitForState(transport::ExecutionId id, model::TaskState state,
                      std::chrono::milliseconds timeout = defaultTimeout);
    bool waitForWishToGoOn(transport::ExecutionId id, std::chrono::milliseconds timeout = defaultTimeout);
    /// True once standard output holds these bytes.
    bool waitForOutput(transport::ExecutionId id, const QByteArray &bytes,
                       std::chrono::milliseconds timeout = defaultTimeout);

    /// True once so many bytes have been copied.
    bool waitForProgress(transport::ExecutionId id, qint64 bytes,
                         std::chrono::milliseconds timeout = defaultTimeout);

    Record record(transport::ExecutionId id) const;
    qsizetype finishedCount() const;
    /// Told through any execution, in the order of telling.
    QList<model::HandshakePace> paces() const;

    /// Long enough for a loaded machine under a sanitizer; a test that gets here has failed.
    static constexpr std::chrono::milliseconds defaultTimeout{100'000};

private:
    bool waitFor(std::chrono::milliseconds timeout, const std::function<bool()> &condition);
    Record &touch(transport::ExecutionId id);

    const std::shared_ptr<base::OutputBudget> m_budget;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    QHash<transport::ExecutionId, Record> m_records; // guarded by m_mutex
    qsizetype m_finished = 0;                        // guarded by m_mutex
    QList<model::HandshakePace> m_paces;             // guarded by m_mutex
};

} // namespace regatta::tests
