#include "ui/log/run_log.h"

#include "core/engine/last_lines.h"
#include "core/engine/spool_listener.h"
#include "core/spool/index_file.h"

#include <QDir>
#include <QFile>

namespace regatta::ui {

namespace {

/// What may wait between the hosts and the disk.
constexpr qint64 waitingLimit = 8 * 1024 * 1024;

} // namespace

base::Expected<std::unique_ptr<RunLog>> RunLog::create(const QString &folder, const QString &run,
                                                       const base::Clock &clock, AtEnd atEnd)
{
    if (!QDir().mkpath(folder))
        return base::failure(base::ErrorCode::FileUnwritable, folder);
    std::unique_ptr<RunLog> log(new RunLog);
    log->m_path = QDir(folder).filePath(run + QStringLiteral(".spool"));
    log->m_atEnd = atEnd;
    log->m_budget = std::make_shared<base::OutputBudget>(waitingLimit);
    log->m_index = std::make_shared<spool::SpoolIndex>([news = log->m_news] { Q_EMIT news->grown(); });
    auto writer = spool::SpoolWriter::create(log->m_path, clock.now(), log->m_budget, log->m_index,
                                             [news = log->m_news](const std::optional<base::Error> &error) {
                                                 if (error)
                                                     Q_EMIT news->troubled(*error);
                                                 else
                                                     Q_EMIT news->recovered();
                                             });
    if (!writer)
        return tl::unexpected(writer.error());
    log->m_writer = *std::move(writer);
    auto reader = spool::SpoolReader::open(log->m_path);
    if (!reader)
        return tl::unexpected(reader.error());
    log->m_reader = *std::move(reader);
    log->m_listener = std::make_shared<engine::SpoolListener>(log->m_writer);
    return log;
}

base::Expected<std::unique_ptr<RunLog>> RunLog::open(const QString &path)
{
    auto reader = spool::SpoolReader::open(path);
    if (!reader)
        return tl::unexpected(reader.error());
    std::unique_ptr<RunLog> log(new RunLog);
    log->m_path = path;
    log->m_isRead = false;
    log->m_reader = *std::move(reader);
    log->m_index = std::make_shared<spool::SpoolIndex>([news = log->m_news] { Q_EMIT news->grown(); });
    return log;
}

void RunLog::startReading(size_t tasks)
{
    m_indexer = std::thread([this, tasks] { readAll(tasks); });
}

void RunLog::readAll(size_t tasks)
{
    const bool isIndexed = spool::loadIndex(m_path, *m_reader, *m_index);
    const quint64 size = m_reader->fileSize(); // who opens a run that has just ended may be early
    m_reader->buildIndex(*m_index, m_isCancelled);
    m_isRead = true;
    Q_EMIT m_news->grown();
    if (!m_isCancelled && m_index->extent().end < size)
        Q_EMIT m_news->endMissed();
    if (!isIndexed && !m_isCancelled && !m_reader->isDeleted())
        spool::saveIndex(m_path, *m_index);
    engine::readLastLines(
        *m_reader, tasks, m_isCancelled,
        [this](const std::vector<engine::TaskUpdate> &some) { Q_EMIT m_news->lastLinesRead(some); });
}

RunLog::~RunLog()
{
    m_isCancelled = true;
    if (m_indexer.joinable())
        m_indexer.join(); // a batch of heads at most
    if (m_atEnd == AtEnd::Remove)
        for (const QString &file : {m_path, spool::indexFileOf(m_path)})
            QFile::remove(file);
}

} // namespace regatta::ui
