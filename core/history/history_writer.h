#pragma once

#include "core/history/error.h"
#include "core/history/interruption.h"
#include "core/history/patience.h"
#include "core/history/records.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace regatta::history {

struct HistoryFile;
class HistoryStore;

/// The one writer of the history in this process, on a thread of its own. Several processes may write to the
/// same file. News of 250 ms (or 500 of them) share a transaction; beginnings and ends of runs are written at
/// once. What another process holds up is tried again until it can be written; what can't be written at all
/// is dropped, and said once: no run ever waits for its history.
///
/// When it starts, runs whose process is gone are marked Interrupted, with what their spools tell quickly.
class HistoryWriter
{
public:
    /// Called on the writing thread.
    struct Listeners
    {
        /// SetAside (detail: the new name), Newer, Locked, Unwritable, DiskFull, each once; NotRecorded for
        /// each run that is lost.
        std::function<void(const Error &)> notice;
        /// A run was added, ended or removed.
        std::function<void()> changed;
    };

    /// `patience`: see Database::open().
    explicit HistoryWriter(const QString &path, Listeners listeners = {}, SpoolMeasure measure = {},
                           std::chrono::milliseconds patience = busyPatience);
    /// Writes what is left. For what others hold up it has a few times the patience; then it says which runs
    /// are lost.
    ~HistoryWriter();
    HistoryWriter(const HistoryWriter &) = delete;
    HistoryWriter &operator=(const HistoryWriter &) = delete;

    const QString &path() const { return m_path; }

    // Any thread; they return at once. Times count from the run's start: that is the Instant zero.
    void begin(RunStart run);
    void taskState(const QString &run, const model::TaskStateChanged &event);
    void taskFinished(const QString &run, const model::TaskFinished &event, qint64 outputBytes);
    void end(const QString &run, const model::RunSummary &summary);

    /// Removes runs and their spools; `done`, on the writing thread, gets those that could not be removed
    /// because they still go on, or an error.
    using Removed = std::function<void(Expected<QStringList>)>;
    void remove(const QStringList &runs, Removed done = {});

    /// From now on the oldest runs are removed whenever all spools together need more; 0: never.
    void setSizeLimit(qint64 bytes);

    /// Blocks until everything that was handed in before is written or dropped.
    void flush();

private:
    struct StateNews
    {
        QString run;
        model::TaskStateChanged event;
    };
    struct FinishedNews
    {
        QString run;
        model::TaskFinished event;
        qint64 bytes = 0;
    };
    struct RunEnd
    {
        QString run;
        model::RunSummary summary;
    };
    struct Removal
    {
        QStringList runs;
        Removed done;
    };
    struct SizeLimit
    {
        qint64 bytes = 0;
    };
    using RunBegin = std::shared_ptr<const RunStart>;
    using News = std::variant<RunBegin, StateNews, FinishedNews, RunEnd, Removal, SizeLimit>;
    using Change = std::variant<RunBegin, TaskNews, RunEnd, Removal>;

    void post(News news, bool isUrgent);
    void writeLoop();
    bool waitForNews();
    void merge(std::vector<News> news);
    TaskRecord &newsOf(const QString &run, model::TaskId task);
    void writeChanges();
    bool openFile();
    Expected<void> markInterrupted();
    Expected<void> applyChanges(QStringList &spools, std::vector<QStringList> &kept);
    Expected<void> apply(const Change &change, QStringList &spools, std::vector<QStringList> &kept);
    Expected<void> removeBeyondLimit(QStringList &spools);
    void onFailure(const Error &error);
    void beginAnew();
    void giveUp(Error error);
    void sayWhatIsLost();
    void answerRemovals(const std::vector<QStringList> &kept);
    void say(const Error &error);

    const QString m_path;
    const Listeners m_listeners;
    const SpoolMeasure m_measure;
    const std::chrono::milliseconds m_patience;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<News> m_incoming; // guarded by m_mutex
    bool m_isUrgent = false;      // guarded by m_mutex
    bool m_isClosing = false;     // guarded by m_mutex
    int m_flushesWanted = 0;      // guarded by m_mutex
    int m_flushesDone = 0;        // guarded by m_mutex

    // The writing thread's own.
    std::unique_ptr<HistoryFile> m_file;
    std::unique_ptr<HistoryStore> m_store;
    std::vector<Change> m_changes;                              // not yet written
    QHash<std::pair<QString, std::uint32_t>, size_t> m_placeOf; // in m_changes, of news to merge with
    QHash<QString, RunBegin> m_live;                            // begun, not ended
    QList<ErrorCode> m_said;
    qint64 m_sizeLimit = 0;
    bool m_limitIsDue = false;
    std::optional<Error> m_offReason; // set: nothing can be written
    std::optional<Error> m_trouble;   // why it tries again
    bool m_triesAgain = false;
    int m_lastTries = 3; // after the one that is made when it is to end
    std::thread m_thread;
};

} // namespace regatta::history
