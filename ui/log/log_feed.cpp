#include "ui/log/log_feed.h"

#include "core/model/target_names.h"
#include "ui/log/run_log.h"

#include <algorithm>
#include <utility>

namespace regatta::ui {

namespace {

constexpr qsizetype keptPages = 256;

} // namespace

LogFeed::LogFeed(QObject *parent)
    : QObject(parent)
    , m_worker(new LogWorker)
    , m_pages(keptPages)
{
    m_thread.setObjectName(QStringLiteral("log"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connectWorker();
    m_thread.start();
}

LogFeed::~LogFeed()
{
    // Else the window would wait until all has been searched and written.
    m_searchStop.request_stop();
    m_stop.request_stop();
    m_thread.quit();
    m_thread.wait();
}

void LogFeed::connectWorker()
{
    connect(m_worker, &LogWorker::counted, this, &LogFeed::onCounted);
    connect(m_worker, &LogWorker::fetched, this, &LogFeed::keep);
    connect(m_worker, &LogWorker::matched, this,
            [this](int pattern, const std::vector<qint64> &lines, bool isComplete) {
                if (pattern != m_patternNumber)
                    return;
                spool::mergeMatches(m_matches, lines);
                if (lines.empty() && m_isSearching == !isComplete)
                    return;
                m_isSearching = !isComplete;
                Q_EMIT matchesChanged();
            });
    connect(m_worker, &LogWorker::searchGaveUp, this, [this](int pattern, bool hasExploded) {
        if (pattern != m_patternNumber)
            return;
        m_hasExploded = hasExploded;
        Q_EMIT searchGaveUp(hasExploded);
    });
    connect(m_worker, &LogWorker::textMade, this, &LogFeed::textMade);
    connect(m_worker, &LogWorker::textWritten, this, &LogFeed::textWritten);
}

void LogFeed::onCounted(int generation, qint64 lines)
{
    if (generation != m_generation)
        return;
    std::erase_if(m_openPages, [this](qint64 page) { return !m_pages.contains(page); });
    m_stalePages = m_openPages;
    if (lines != m_lineCount) {
        m_lineCount = lines;
        Q_EMIT grown();
    } else if (!m_stalePages.empty()) {
        Q_EMIT fetched(); // what was fetched may have gone on
    }
    Q_EMIT written();
}

template <typename Call>
void LogFeed::post(Call call)
{
    QMetaObject::invokeMethod(m_worker, std::move(call));
}

std::optional<qint64> LogFeed::bytesOnDisk() const
{
    if (!m_log || !m_log->isRead())
        return std::nullopt;
    return m_log->index()->extent().payload();
}

void LogFeed::setLog(RunLog *log, std::shared_ptr<const model::Manifest> manifest)
{
    if (m_log)
        disconnect(&m_log->news(), nullptr, m_worker, nullptr);
    m_log = log;
    m_manifest = model::withDistinctNames(std::move(manifest));
    if (log)
        connect(&log->news(), &RunLogNews::grown, m_worker, &LogWorker::grow, Qt::QueuedConnection);
    m_tasks.clear();
    open();
}

void LogFeed::showTasks(const std::vector<model::TaskId> &tasks)
{
    std::set<model::TaskId> wanted(tasks.begin(), tasks.end());
    if (wanted == m_tasks)
        return;
    m_tasks = std::move(wanted);
    open();
}

void LogFeed::open()
{
    ++m_generation;
    m_lineCount = 0;
    m_pages.clear();
    m_openPages.clear();
    m_stalePages.clear();
    m_wanted.clear();
    m_isFetching = false;
    auto reader = m_log ? m_log->reader() : nullptr;
    auto index = m_log ? m_log->index() : nullptr;
    post([worker = m_worker, generation = m_generation, reader, index, manifest = m_manifest,
          tasks = m_tasks] { worker->open(generation, reader, index, manifest, tasks); });
    setPattern(m_pattern);
    Q_EMIT reset();
}

void LogFeed::setPattern(const spool::LogPattern &pattern)
{
    m_pattern = pattern;
    ++m_patternNumber;
    m_matches.clear();
    m_isSearching = !pattern.isEmpty() && m_log;
    m_hasExploded = false;
    m_searchStop.request_stop();
    m_searchStop = {};
    post([worker = m_worker, generation = m_generation, number = m_patternNumber, pattern,
          stop = m_searchStop.get_token()] { worker->search(generation, number, pattern, stop); });
    Q_EMIT matchesChanged();
}

const spool::LogLine *LogFeed::line(qint64 number)
{
    const qint64 page = number / LogWorker::pageSize;
    const auto place = size_t(number % LogWorker::pageSize);
    const LogWorker::Page *kept = m_pages.object(page);
    if (kept && place < (*kept)->size()) {
        if (m_stalePages.contains(page))
            want(page); // and what it said is shown until then
        return &(**kept)[place];
    }
    want(page);
    return nullptr;
}

void LogFeed::want(qint64 page)
{
    // What is wanted while a fetch is under way is asked for again when the view is painted after it, unless
    // it has been scrolled away by then.
    if (m_isFetching)
        return;
    if (m_wanted.empty())
        QMetaObject::invokeMethod(this, &LogFeed::sendWanted, Qt::QueuedConnection);
    m_wanted.insert(page);
}

void LogFeed::sendWanted()
{
    if (m_wanted.empty())
        return;
    m_isFetching = true;
    const std::vector<qint64> pages(m_wanted.begin(), m_wanted.end());
    for (const qint64 page : pages)
        m_stalePages.erase(page);
    m_wanted.clear();
    post([worker = m_worker, generation = m_generation, pages] { worker->fetch(generation, pages); });
}

void LogFeed::keep(int generation, const std::vector<std::pair<qint64, LogWorker::Page>> &pages)
{
    if (generation != m_generation)
        return;
    m_isFetching = false;
    for (const auto &[number, page] : pages) {
        m_pages.insert(number, new LogWorker::Page(page));
        m_openPages.erase(number);
        if (std::any_of(page->begin(), page->end(), [](const spool::LogLine &line) { return line.isOpen; }))
            m_openPages.insert(number);
    }
    Q_EMIT fetched();
}

QString LogFeed::labelOf(const spool::LogLine &line) const
{
    QStringList words;
    if (isMerged())
        words << logNameOf(m_manifest.get(), line.task);
    if (line.attempt > 1)
        words << QStringLiteral("(%1)").arg(line.attempt);
    return words.join(u' ');
}

void LogFeed::makeText(const LogTextRequest &request)
{
    LogTextRequest stoppable = request;
    stoppable.stop = m_stop.get_token();
    post([worker = m_worker, stoppable] { worker->makeText(stoppable); });
}

} // namespace regatta::ui
