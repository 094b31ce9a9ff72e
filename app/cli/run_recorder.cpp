#include "app/cli/run_recorder.h"

#include "app/cli/messages.h"
#include "app/data_folder.h"
#include "core/engine/history_listener.h"
#include "core/engine/spool_listener.h"
#include "core/report/spool_measure.h"
#include "ui/text/history_words.h"
#include "ui/text/sentences.h"

#include <QDir>
#include <QFileInfo>

namespace regatta::cli {

RunRecorder::RunRecorder(const QString &profilePath, const engine::ConnectionSettings &connection,
                         OutputChannel &channel, const base::Clock &clock,
                         spool::SpoolWriter::TroubleListener onDisk)
    : m_profilePath(profilePath.isEmpty() ? QString() : QDir::current().absoluteFilePath(profilePath))
    , m_connection(connection)
    , m_channel(channel)
    , m_clock(clock)
    , m_onDisk(std::move(onDisk))
    , m_history(std::make_shared<history::HistoryWriter>(
          app::historyFile(),
          history::HistoryWriter::Listeners{[this](const history::Error &error) { say(error); }, {}},
          report::spoolMeasure()))
{}

std::vector<std::shared_ptr<engine::RunListener>>
RunRecorder::listenersFor(const model::Manifest &manifest, const std::shared_ptr<base::OutputBudget> &budget)
{
    std::vector<std::shared_ptr<engine::RunListener>> listeners;
    engine::RunSurroundings surroundings{m_profilePath, {}, m_connection};
    QDir().mkpath(app::spoolFolder());
    const QString name = app::spoolName(manifest.identity.run);
    auto spool = spool::SpoolWriter::create(QFileInfo(app::historyFile()).dir().filePath(name), m_clock.now(),
                                            budget, std::make_shared<spool::SpoolIndex>(), m_onDisk);
    if (spool) {
        surroundings.spool = name;
        listeners.push_back(std::make_shared<engine::SpoolListener>(*std::move(spool)));
    } else {
        say({history::ErrorCode::Unwritable, spool.error().detail});
    }
    listeners.push_back(std::make_shared<engine::HistoryListener>(m_history, std::move(surroundings)));
    return listeners;
}

/// Any thread.
void RunRecorder::say(const history::Error &error)
{
    if (error.code != history::ErrorCode::Unwritable || !m_saidUnwritable.exchange(true))
        m_channel.write(OutputChannel::Sink::Stderr, "regatta: " + text::sentence(error).toUtf8() + '\n');
}

} // namespace regatta::cli
