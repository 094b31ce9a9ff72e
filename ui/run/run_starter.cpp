#include "ui/run/run_starter.h"

#include "core/engine/history_listener.h"
#include "core/engine/usual_durations.h"
#include "core/transport/libssh/libssh_transport.h"
#include "ui/history/history_service.h"
#include "ui/log/run_log.h"
#include "ui/run/confirm_dialog.h"
#include "ui/run/open_sessions.h"
#include "ui/run/preview_dialog.h"
#include "ui/run/run_session.h"
#include "ui/settings/settings.h"
#include "ui/text/names.h"
#include "ui/text/sentences.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QMessageBox>
#include <QUuid>

#include <utility>

namespace regatta::ui {

RunStarter::RunStarter(const WindowServices &services, QWidget &widget)
    : QObject(&widget)
    , m_services(services)
    , m_widget(widget)
{
    if (services.history)
        connect(services.history, &HistoryService::changed, this, &RunStarter::lookUpPast);
}

void RunStarter::followPast(const QString &key)
{
    if (std::exchange(m_followed, key) != key)
        lookUpPast();
}

void RunStarter::lookUpPast()
{
    if (!m_services.history || m_followed.isEmpty())
        return;
    m_services.history->pastOf(m_followed, this,
                               [this, key = m_followed](const history::Expected<history::ProfilePast> &past) {
                                   if (past)
                                       setPast(key, *past);
                               });
}

void RunStarter::setPast(const QString &key, const history::ProfilePast &past)
{
    QStringList addresses;
    for (const history::TaskSubject &target : past.lastTargets)
        addresses << model::address(
            {.name = target.host, .user = target.user, .port = target.port, .variables = {}});
    // What ran here is newer than what the history has heard of it.
    if (!addresses.isEmpty() && !m_lastTargets.contains(key))
        m_lastTargets.insert(key, addresses);
    m_pastTasks.insert(key, past.tasks);
    Q_EMIT pastKnown();
}

QString RunStarter::noteOnTargets(const QString &key, const engine::RunPlan &plan) const
{
    const auto last = m_lastTargets.constFind(key);
    if (last == m_lastTargets.constEnd())
        return {};
    return *last == targetAddresses(*plan.manifest()) ? tr("same targets as last run")
                                                      : tr("not the targets of the last run");
}

void RunStarter::ask(const RunRequest &request)
{
    const bool isRetry = !request.parent.isEmpty();
    std::optional<QStringList> last;
    if (const auto found = m_lastTargets.constFind(request.key);
        found != m_lastTargets.constEnd() && !isRetry)
        last = *found;
    Confirmation confirmation =
        confirmationFor(request.plan, last, m_services.settings.value(Setting::NumberFrom));
    confirmation.title = text::jobName(confirmation.title, request.key);
    confirmation.parallel = request.parallel;
    if (request.plan.manifest()->profile.transport == model::TransportKind::LibSsh)
        confirmation.mostConnected = transport::mostOpenSessions();
    confirmation.isRetry = isRetry;
    confirmation.isAgain = request.isAgain;
    confirmation.needsReview = request.needsReview;
    auto *dialog = new ConfirmDialog(confirmation, m_widget.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConfirmDialog::previewRequested, dialog,
            [dialog, plan = request.plan] { PreviewDialog::openFor(plan, dialog); });
    connect(dialog, &QDialog::accepted, this, [this, request] { Q_EMIT confirmed(request); });
    dialog->open();
}

std::optional<PreparedRun> RunStarter::prepare(const RunRequest &request, RunModel &tasks)
{
    if (request.parent.isEmpty())
        m_lastTargets.insert(request.key, targetAddresses(*request.plan.manifest()));
    const engine::RunPlan plan = request.plan.withIdentity(newIdentity(request.parent));
    const auto atEnd = m_services.history ? RunLog::AtEnd::Keep : RunLog::AtEnd::Remove;
    auto log = RunLog::create(m_services.spoolFolder, plan.manifest()->identity.run, m_services.clock, atEnd);
    if (!log) {
        tellThatNothingRan(log.error());
        return std::nullopt;
    }
    std::vector<std::shared_ptr<engine::RunListener>> listeners{(*log)->listener()};
    if (HistoryService *history = m_services.history) {
        listeners.push_back(std::make_shared<engine::HistoryListener>(
            history->writer(),
            engine::RunSurroundings{request.key, history->spoolName((*log)->path()), request.connection}));
    }
    auto session =
        std::make_unique<RunSession>(plan, tasks, m_services, std::move(listeners), (*log)->budget());
    if (plan.manifest()->profile.environment == model::Environment::Production)
        connect(session.get(), &RunSession::finished, this, &RunStarter::leaveProduction);
    session->setUsualDurations(engine::usualDurations(*plan.manifest(), m_pastTasks.value(request.key)));
    return PreparedRun{*std::move(log), std::move(session)};
}

void RunStarter::leaveProduction()
{
    if (m_services.sessions && m_services.settings.value(Setting::ProductionSessions) == 0)
        m_services.sessions->closeAll();
}

model::RunIdentity RunStarter::newIdentity(const QString &parent)
{
    return {QUuid::createUuid().toString(QUuid::WithoutBraces), parent,
            QCoreApplication::applicationVersion(), QDateTime::currentDateTime()};
}

void RunStarter::tellThatNothingRan(const base::Error &error)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Nothing was run"),
                                tr("There is no place to keep what the hosts print."), QMessageBox::Ok,
                                m_widget.window());
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(text::sentence(error));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace regatta::ui
