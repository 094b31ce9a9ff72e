#include "ui/history/history_service.h"

#include "core/report/spool_measure.h"
#include "ui/text/history_words.h"

#include <QDir>
#include <QFileInfo>

#include <utility>

namespace regatta::ui {

namespace {

history::HistoryWriter::Listeners listenersOf(const std::shared_ptr<HistoryNews> &news)
{
    return {[news](const history::Error &error) { Q_EMIT news->noticed(error); },
            [news] { Q_EMIT news->changed(); }};
}

history::Expected<std::shared_ptr<const RunComparison>>
compareRuns(const history::HistoryReader &reader, const QString &before, const QString &after)
{
    auto left = reader.run(before);
    if (!left)
        return tl::unexpected(left.error());
    auto right = reader.run(after);
    if (!right)
        return tl::unexpected(right.error());
    const auto outputOf = [](const history::RunRecord &run) {
        return report::RunOutput::open(run.overview.spool).value_or(report::RunOutput());
    };
    const auto tasks = report::compare(*left, outputOf(*left), *right, outputOf(*right));
    return std::make_shared<const RunComparison>(RunComparison{*std::move(left), *std::move(right), tasks});
}

} // namespace

HistoryService::HistoryService(const QString &file, QObject *parent)
    : QObject(parent)
    , m_file(file)
    , m_news(std::make_shared<HistoryNews>())
    , m_writer(std::make_shared<history::HistoryWriter>(file, listenersOf(m_news), report::spoolMeasure()))
{
    m_pool.setMaxThreadCount(1);
    m_exports.setMaxThreadCount(1);
    connect(m_news.get(), &HistoryNews::changed, this, &HistoryService::changed, Qt::QueuedConnection);
    connect(m_news.get(), &HistoryNews::noticed, this, &HistoryService::noticed, Qt::QueuedConnection);
}

HistoryService::~HistoryService()
{
    m_stop.request_stop();
    for (QThreadPool *pool : {&m_pool, &m_exports}) {
        pool->clear();
        pool->waitForDone();
    }
}

template <typename T>
void HistoryService::ask(QThreadPool &pool, QObject *context,
                         std::function<history::Expected<T>(const history::HistoryReader &)> question,
                         Answer<T> answer)
{
    pool.start([this, file = m_file, context = QPointer<QObject>(context), question, answer] {
        history::Expected<T> result = question(history::HistoryReader(file, report::spoolMeasure()));
        // The destructor waits for the pool, so `this` is there; whether somebody still listens shows over
        // there.
        QMetaObject::invokeMethod(this, [context, answer, result = std::move(result)] {
            if (context)
                answer(result);
        });
    });
}

void HistoryService::list(const history::RunFilter &filter, QObject *context,
                          Answer<QList<history::RunOverview>> answer)
{
    ask<QList<history::RunOverview>>(
        m_pool, context, [filter](const history::HistoryReader &reader) { return reader.runs(filter); },
        std::move(answer));
}

void HistoryService::open(const QString &run, QObject *context, Answer<std::shared_ptr<const PastRun>> answer)
{
    using Result = history::Expected<std::shared_ptr<const PastRun>>;
    ask<std::shared_ptr<const PastRun>>(
        m_pool, context,
        [run](const history::HistoryReader &reader) -> Result {
            const auto record = reader.run(run);
            if (!record)
                return tl::unexpected(record.error());
            auto past = pastRunFrom(*record);
            if (!past)
                return tl::unexpected(past.error());
            return std::make_shared<const PastRun>(*std::move(past));
        },
        std::move(answer));
}

void HistoryService::pastOf(const QString &profilePath, QObject *context, Answer<history::ProfilePast> answer)
{
    ask<history::ProfilePast>(
        m_pool, context,
        [file = m_file, profilePath](const history::HistoryReader &) {
            return history::pastOfProfile(file, profilePath);
        },
        std::move(answer));
}

void HistoryService::compare(const QString &before, const QString &after, QObject *context,
                             Answer<std::shared_ptr<const RunComparison>> answer)
{
    ask<std::shared_ptr<const RunComparison>>(
        m_pool, context,
        [before, after](const history::HistoryReader &reader) { return compareRuns(reader, before, after); },
        std::move(answer));
}

void HistoryService::exportRun(const QString &run, report::Format format, const QString &path,
                               QObject *context, Answer<base::Expected<report::Exported>> answer)
{
    using Exported = base::Expected<report::Exported>;
    ask<Exported>(
        m_exports, context,
        [run, format, path,
         stop = m_stop.get_token()](const history::HistoryReader &reader) -> history::Expected<Exported> {
            const auto record = reader.run(run);
            if (!record)
                return tl::unexpected(record.error());
            return report::exportRun(*record, format, text::reportWords(record->overview), path, stop);
        },
        std::move(answer));
}

void HistoryService::remove(const QStringList &runs, QObject *context, Answer<QStringList> answer)
{
    // The answer comes on the writing thread, maybe after our end: the news carries it over.
    const auto reply = [service = QPointer<HistoryService>(this), context = QPointer<QObject>(context), runs,
                        answer](const history::Expected<QStringList> &kept) {
        if (!service)
            return;
        QStringList gone = kept ? runs : QStringList();
        for (const QString &run : kept.value_or(QStringList()))
            gone.removeAll(run);
        if (!gone.isEmpty())
            Q_EMIT service->removed(gone);
        if (context)
            answer(kept);
    };
    m_writer->remove(runs, [news = std::weak_ptr(m_news), reply](const history::Expected<QStringList> &kept) {
        if (const auto target = news.lock())
            QMetaObject::invokeMethod(target.get(), [reply, kept] { reply(kept); });
    });
}

QString HistoryService::spoolName(const QString &path) const
{
    return QFileInfo(m_file).dir().relativeFilePath(path);
}

} // namespace regatta::ui
