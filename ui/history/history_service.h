#pragma once

#include "core/history/history_reader.h"
#include "core/history/history_writer.h"
#include "core/history/profile_past.h"
#include "core/report/comparison.h"
#include "core/report/export.h"
#include "ui/history/past_run.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <stop_token>

namespace regatta::ui {

/// What the thread that writes the history says. Connect queued. It outlives the service as long as a run
/// still hands something in.
class HistoryNews : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    /// A run was added, ended or removed.
    void changed();
    void noticed(const regatta::history::Error &error);
};

/// Two runs, compared.
struct RunComparison
{
    history::RunRecord before;
    history::RunRecord after;
    report::Comparison tasks;
};

/// The history for the window: asks on threads of its own and answers on the GUI thread, in order. GUI
/// thread.
class HistoryService : public QObject
{
    Q_OBJECT

public:
    /// `file`: of the history; its folder is where the spools' paths begin.
    explicit HistoryService(const QString &file, QObject *parent = nullptr);
    /// Waits for what is being read.
    ~HistoryService() override;

    template <typename T>
    using Answer = std::function<void(const history::Expected<T> &)>;

    // Answers come while `context` lives.
    void list(const history::RunFilter &filter, QObject *context, Answer<QList<history::RunOverview>> answer);
    void open(const QString &run, QObject *context, Answer<std::shared_ptr<const PastRun>> answer);
    /// What is known of a profile's earlier runs.
    void pastOf(const QString &profilePath, QObject *context, Answer<history::ProfilePast> answer);
    void compare(const QString &before, const QString &after, QObject *context,
                 Answer<std::shared_ptr<const RunComparison>> answer);
    /// Writes a run as report::exportRun() does, beside what else is asked. The service's end stops it.
    void exportRun(const QString &run, report::Format format, const QString &path, QObject *context,
                   Answer<base::Expected<report::Exported>> answer);
    /// Answers with the runs that could not be removed because they go on.
    void remove(const QStringList &runs, QObject *context, Answer<QStringList> answer);

    void setSizeLimit(qint64 bytes) { m_writer->setSizeLimit(bytes); }

    const std::shared_ptr<history::HistoryWriter> &writer() const { return m_writer; }

    /// As the history keeps the path of a spool.
    QString spoolName(const QString &path) const;

Q_SIGNALS:
    void changed();
    void noticed(const regatta::history::Error &error);
    /// These are gone, and what shows them should say so.
    void removed(const QStringList &runs);

private:
    template <typename T>
    void ask(QThreadPool &pool, QObject *context,
             std::function<history::Expected<T>(const history::HistoryReader &)> question, Answer<T> answer);

    const QString m_file;
    const std::shared_ptr<HistoryNews> m_news;
    const std::shared_ptr<history::HistoryWriter> m_writer;
    QThreadPool m_pool;    // answers in order
    QThreadPool m_exports; // may take minutes
    std::stop_source m_stop;
};

} // namespace regatta::ui
