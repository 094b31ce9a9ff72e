#pragma once

#include "ui/log/log_worker.h"

#include <QCache>
#include <QThread>

#include <optional>
#include <stop_token>

namespace regatta::ui {

class RunLog;

/// The lines of a log for whoever shows them: how many there are, which of them match what is looked for, and
/// what they say. Reading and searching go on elsewhere; nothing here waits. GUI thread.
class LogFeed : public QObject
{
    Q_OBJECT

public:
    explicit LogFeed(QObject *parent = nullptr);
    ~LogFeed() override;

    /// `log` may be null: nothing to show. It outlives the feed's interest in it: set another (or null)
    /// before it goes. Shows all tasks.
    void setLog(RunLog *log, std::shared_ptr<const model::Manifest> manifest);
    /// Empty: all.
    void showTasks(const std::vector<model::TaskId> &tasks);
    /// Empty: nothing is looked for.
    void setPattern(const spool::LogPattern &pattern);

    bool hasLog() const { return m_log != nullptr; }
    /// Of all tasks, whichever are shown; unset: there is no log, or it is still being read.
    std::optional<qint64> bytesOnDisk() const;
    /// With names that tell its targets apart.
    const std::shared_ptr<const model::Manifest> &manifest() const { return m_manifest; }
    bool isMerged() const { return m_tasks.size() != 1; }
    /// What stands in front of a line: the host where those of several are shown, and which attempt printed
    /// it from the second one on, as "web01 (2)".
    QString labelOf(const spool::LogLine &line) const;
    qint64 lineCount() const { return m_lineCount; }
    const spool::LogPattern &pattern() const { return m_pattern; }
    /// Numbers of lines, ascending.
    const std::vector<qint64> &matches() const { return m_matches; }
    bool isSearching() const { return m_isSearching; }
    /// What is looked for takes too much effort, also for whoever would mark it.
    bool hasExploded() const { return m_hasExploded; }

    /// Null: it is being fetched, and fetched() will say when it is there.
    const spool::LogLine *line(qint64 number);

    /// Answered by textMade() or textWritten().
    void makeText(const LogTextRequest &request);

Q_SIGNALS:
    /// Another log, or other tasks: every line has another number.
    void reset();
    void grown();
    /// More of it is on the disk, though maybe no line more: an open one has gone on.
    void written();
    void fetched();
    void matchesChanged();
    void searchGaveUp(bool hasExploded);
    void textMade(const QString &text, bool isCut);
    void textWritten(const QString &path, const std::optional<regatta::base::Error> &error);

private:
    void open();
    void connectWorker();
    void want(qint64 page);
    void sendWanted();
    void onCounted(int generation, qint64 lines);
    void keep(int generation, const std::vector<std::pair<qint64, LogWorker::Page>> &pages);
    template <typename Call>
    void post(Call call);

    QThread m_thread;
    LogWorker *const m_worker; // lives on m_thread, which deletes it when it ends
    RunLog *m_log = nullptr;
    std::shared_ptr<const model::Manifest> m_manifest;
    std::set<model::TaskId> m_tasks;
    int m_generation = 0;
    int m_patternNumber = 0;
    spool::LogPattern m_pattern;
    qint64 m_lineCount = 0;
    std::vector<qint64> m_matches;
    bool m_isSearching = false;
    bool m_hasExploded = false;
    std::stop_source m_searchStop; // of the search that goes on
    std::stop_source m_stop;       // of everything else
    QCache<qint64, LogWorker::Page> m_pages;
    std::set<qint64> m_openPages;  // kept, but with a line that may have gone on since they were fetched
    std::set<qint64> m_stalePages; // those of them that were fetched before the log last grew
    std::set<qint64> m_wanted;
    bool m_isFetching = false;
};

} // namespace regatta::ui
