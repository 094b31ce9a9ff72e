#pragma once

#include "core/base/error.h"
#include "core/model/manifest.h"
#include "core/spool/log_search.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace regatta::ui {

/// Lines of a log that somebody wants as text.
struct LogTextRequest
{
    qint64 first = 0; ///< row
    qint64 last = 0;  ///< row, included
    int firstColumn = 0;
    int behindLastColumn = -1; ///< -1: the whole last line
    bool withColors = false;   ///< the bytes as they came, else what is shown of them
    bool withNames = false;    ///< of hosts, in front of each line
    bool ofMatches = false;    ///< rows are matches, else lines
    QString path;              ///< of the file to be written; empty: the text comes back
    std::stop_token stop = {}; ///< when nobody wants it any more; of a file nothing is left then
};

/// "host item" as a log's gutter names a task; at most 28 characters.
QString logNameOf(const model::Manifest *manifest, model::TaskId task);

/// Reads, searches and writes on a thread of its own, which owns it; call it through its event loop.
/// `generation` says which log, and `pattern` which search, an answer is about.
class LogWorker : public QObject
{
    Q_OBJECT

public:
    LogWorker();

    static constexpr qint64 pageSize = 64; ///< lines that are fetched together

    void open(int generation, std::shared_ptr<const spool::SpoolReader> reader,
              std::shared_ptr<const spool::SpoolIndex> index, std::shared_ptr<const model::Manifest> manifest,
              const std::set<model::TaskId> &tasks);
    /// `stop`: when nobody wants to know any more.
    void search(int generation, int pattern, const spool::LogPattern &words, const std::stop_token &stop);
    /// There is more in the spool.
    void grow();
    void fetch(int generation, const std::vector<qint64> &pages);
    void makeText(const LogTextRequest &request);

    using Page = std::shared_ptr<const std::vector<spool::LogLine>>;

Q_SIGNALS:
    void counted(int generation, qint64 lines, bool isComplete);
    void fetched(int generation, const std::vector<std::pair<qint64, regatta::ui::LogWorker::Page>> &pages);
    /// More matches; see spool::mergeMatches().
    void matched(int pattern, const std::vector<qint64> &lines, bool isComplete);
    void searchGaveUp(int pattern, bool hasExploded);
    void textMade(const QString &text, bool isCut);
    void textWritten(const QString &path, const std::optional<regatta::base::Error> &error);

private:
    void takeTurn();
    void searchOn();
    bool appendRows(const LogTextRequest &request, const std::function<bool(const QByteArray &)> &append);

    QTimer m_turn;
    int m_generation = 0;
    int m_patternNumber = 0;
    std::shared_ptr<const model::Manifest> m_manifest;
    std::unique_ptr<spool::LogSource> m_source;
    spool::LogPattern m_pattern;
    std::optional<spool::LogSearch> m_search;
    std::vector<qint64> m_matches; // all so far
};

} // namespace regatta::ui
