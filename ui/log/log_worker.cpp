#include "ui/log/log_worker.h"

#include "ui/text/sentences.h"

#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace regatta::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto gatherTime = 33ms;             ///< news within one frame are one
constexpr quint64 headsPortion = 256'000'000; ///< of the file, of which little is read
constexpr quint64 searchPortion =
    16'000'000; ///< a page that somebody wants to see waits no longer than for this
constexpr quint64 expressionPortion = 1'000'000; ///< which takes much longer to be matched
constexpr qsizetype longestText = 64'000'000;
constexpr qsizetype longestName = 28;

/// What is wanted of a row's line.
QByteArray wantedOfRow(const LogTextRequest &request, qint64 row, const spool::LogLine &line)
{
    if (request.withColors)
        return line.bytes;
    QString shown = line.text.text;
    if (row == request.last && request.behindLastColumn >= 0)
        shown.truncate(request.behindLastColumn);
    if (row == request.first)
        shown.remove(0, request.firstColumn);
    return shown.toUtf8();
}

} // namespace

QString logNameOf(const model::Manifest *manifest, model::TaskId task)
{
    if (!manifest || task.value >= manifest->taskCount())
        return {};
    QString name = manifest->target(task).name;
    if (const QString item = manifest->item(task).label(); !item.isEmpty())
        name += u' ' + item;
    return text::neutralised(name, longestName);
}

LogWorker::LogWorker()
    : m_turn(this)
{
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &LogWorker::takeTurn);
}

void LogWorker::open(int generation, std::shared_ptr<const spool::SpoolReader> reader,
                     std::shared_ptr<const spool::SpoolIndex> index,
                     std::shared_ptr<const model::Manifest> manifest, const std::set<model::TaskId> &tasks)
{
    m_turn.stop(); // it was for the log before
    m_generation = generation;
    m_manifest = std::move(manifest);
    m_source =
        reader ? std::make_unique<spool::LogSource>(std::move(reader), std::move(index), tasks) : nullptr;
    m_search.reset();
    m_matches.clear();
    if (m_source)
        takeTurn();
}

void LogWorker::search(int generation, int pattern, const spool::LogPattern &words,
                       const std::stop_token &stop)
{
    if (generation != m_generation)
        return;
    m_patternNumber = pattern;
    m_pattern = words;
    m_matches.clear();
    m_search.reset();
    if (!m_source || words.isEmpty())
        return;
    m_search.emplace(words, stop);
    m_turn.start(0ms);
}

void LogWorker::grow()
{
    if (m_source && !m_turn.isActive())
        m_turn.start(gatherTime);
}

void LogWorker::takeTurn()
{
    const qint64 before = m_source->lineCount();
    const bool hasMore = m_source->follow(headsPortion);
    if (m_source->lineCount() != before || !hasMore)
        Q_EMIT counted(m_generation, m_source->lineCount(), !hasMore);
    if (hasMore)
        m_turn.start(0ms);
    if (m_search)
        searchOn();
}

void LogWorker::searchOn()
{
    std::vector<qint64> found;
    const quint64 portion = m_pattern.isExpression() ? expressionPortion : searchPortion;
    const bool hasMore = m_search->searchOn(*m_source, portion, found);
    spool::mergeMatches(m_matches, found);
    Q_EMIT matched(m_patternNumber, found, !hasMore);
    if (m_search->hasExploded() || m_search->isFull()) {
        Q_EMIT searchGaveUp(m_patternNumber, m_search->hasExploded());
        m_search.reset();
    } else if (hasMore) {
        m_turn.start(0ms);
    }
}

void LogWorker::fetch(int generation, const std::vector<qint64> &pages)
{
    if (generation != m_generation || !m_source)
        return;
    std::vector<std::pair<qint64, Page>> all;
    for (const qint64 page : pages) {
        auto lines = m_source->lines(page * pageSize, pageSize);
        for (spool::LogLine &line : lines)
            line.bytes.clear();
        all.emplace_back(page, std::make_shared<const std::vector<spool::LogLine>>(std::move(lines)));
    }
    Q_EMIT fetched(generation, all);
}

bool LogWorker::appendRows(const LogTextRequest &request,
                           const std::function<bool(const QByteArray &)> &append)
{
    qint64 row = request.first;
    std::optional<std::pair<model::TaskId, model::OutputStream>> goesOn; // whose line the last row cut
    const auto take = [&](const spool::LogLine &line) {
        // Rows are where a line is cut for the eye: in the text it is one again.
        const bool isRest = goesOn == std::pair(line.task, line.stream);
        goesOn.reset();
        if (line.isCut && !request.ofMatches)
            goesOn.emplace(line.task, line.stream);
        QByteArray text = wantedOfRow(request, row, line);
        if (request.withNames && !isRest)
            text.prepend(logNameOf(m_manifest.get(), line.task).toUtf8() + ": ");
        if (row++ != request.first && !isRest)
            text.prepend('\n');
        return !request.stop.stop_requested() && append(text);
    };
    if (!request.ofMatches) {
        bool isDone = true;
        m_source->visit(request.first, request.last - request.first + 1, [&](spool::LogLine &&line) {
            isDone = take(line);
            return isDone;
        });
        return isDone && (row == request.first || append("\n"));
    }
    const qint64 end = std::min(request.last + 1, qint64(m_matches.size()));
    while (row < end) {
        const auto lines = m_source->lines(m_matches[size_t(row)], 1);
        if (lines.empty() || !take(lines.front()))
            return false;
    }
    return row == request.first || append("\n");
}

void LogWorker::makeText(const LogTextRequest &request)
{
    if (!m_source)
        return;
    if (request.path.isEmpty()) {
        QByteArray text;
        const bool isWhole = appendRows(request, [&](const QByteArray &line) {
            text += line;
            return text.size() < longestText;
        });
        Q_EMIT textMade(QString::fromUtf8(text), !isWhole);
        return;
    }
    QSaveFile file(request.path);
    std::optional<base::Error> error;
    const auto fail = [&] { error = base::Error{base::ErrorCode::FileUnwritable, file.errorString()}; };
    if (!file.open(QIODevice::WriteOnly))
        fail();
    else if (!appendRows(request, [&](const QByteArray &line) { return file.write(line) == line.size(); }) ||
             !file.commit())
        fail();
    Q_EMIT textWritten(request.path, error);
}

} // namespace regatta::ui
