#pragma once

#include "core/base/error.h"
#include "core/base/output_budget.h"
#include "core/model/task_event.h"
#include "core/spool/record_batch.h"
#include "core/spool/spool_index.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace regatta::spool {

/// The one writer of a run's spool, on a thread of its own. What has been handed to append() is in the file
/// (that is, with the operating system: a killed program loses nothing of it) after 250 ms at most, and
/// counts in the budget until then, so that hosts that print faster than the disk writes are slowed down.
///
/// Neighbouring chunks of a stream become one record, and a record ends with a whole line wherever the 250 ms
/// allow.
class SpoolWriter
{
public:
    /// Called on the writing thread: with an error when the disk is full or fails (the writer tries again
    /// every second, and nothing is lost as long as the program lives), without one when it works again.
    using TroubleListener = std::function<void(std::optional<base::Error>)>;

    /// Makes the file; it must not exist. `start` is the run's. `index` learns of each record once it can be
    /// read.
    static base::Expected<std::unique_ptr<SpoolWriter>> create(const QString &path, base::Instant start,
                                                               std::shared_ptr<base::OutputBudget> budget,
                                                               std::shared_ptr<SpoolIndex> index,
                                                               TroubleListener onTrouble = {});

    /// Writes what is left, unless the disk refuses it, and, beside a large spool, its index.
    ~SpoolWriter();

    /// Any thread; returns at once.
    void append(const model::TaskOutput &output);

    /// Blocks until everything that was handed in before is in the file (or the disk refuses it).
    void flush();

private:
    /// One stream of one task: what belongs into one record.
    struct Key
    {
        model::TaskId task;
        int attempt = 1;
        int step = 0;
        model::OutputStream stream = model::OutputStream::Stdout;

        auto operator<=>(const Key &) const = default;
    };
    struct Pending
    {
        QByteArray bytes;
        base::Instant first; ///< when the first of them came
        base::Instant since; ///< when the writer got it
    };

    SpoolWriter(QString path, int descriptor, base::Instant start, std::shared_ptr<base::OutputBudget> budget,
                std::shared_ptr<SpoolIndex> index, TroubleListener onTrouble);

    void writeLoop();
    /// When the oldest line that waits for its end can wait no longer; whatever others print meanwhile.
    std::chrono::steady_clock::time_point nextDue() const;
    void write(std::vector<model::TaskOutput> outputs, bool everything);
    /// Gives the size of what its stream has waiting now.
    qsizetype sort(model::TaskOutput output);
    void writeDue(bool everything);
    void take(const Key &key, Pending &pending, bool everything, RecordBatch &batch) const;
    bool writeOrComplain(std::vector<iovec> parts);
    bool complainAndWait();

    void keepIndex() const;

    const QString m_path;
    const int m_descriptor;
    const base::Instant m_start;
    const std::shared_ptr<base::OutputBudget> m_budget;
    const std::shared_ptr<SpoolIndex> m_index;
    const TroubleListener m_onTrouble;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<model::TaskOutput> m_incoming; // guarded by m_mutex
    qsizetype m_incomingSize = 0;              // guarded by m_mutex
    int m_flushesWanted = 0;                   // guarded by m_mutex
    int m_flushesDone = 0;                     // guarded by m_mutex
    bool m_isClosing = false;                  // guarded by m_mutex

    // The writing thread's own.
    std::map<Key, Pending> m_pending;
    quint64 m_fileSize = 0;
    bool m_isInTrouble = false;
    bool m_hasGivenUp = false;
    std::thread m_thread;
};

} // namespace regatta::spool
