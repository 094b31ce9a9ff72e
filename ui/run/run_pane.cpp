#include "ui/run/run_pane.h"

#include "core/engine/history_listener.h"
#include "ui/answers/answers_pane.h"
#include "ui/history/history_service.h"
#include "ui/history/past_run_bar.h"
#include "ui/log/log_pane.h"
#include "ui/log/run_log.h"
#include "ui/run/confirm_dialog.h"
#include "ui/run/details_view.h"
#include "ui/run/disk_notice.h"
#include "ui/run/empty_page.h"
#include "ui/run/filter_bar.h"
#include "ui/run/limit_bar.h"
#include "ui/run/preview_dialog.h"
#include "ui/run/profile_of_tasks.h"
#include "ui/run/retry.h"
#include "ui/run/run_header.h"
#include "ui/run/task_strip.h"
#include "ui/run/task_table.h"
#include "ui/text/sentences.h"
#include "ui/theme/corner_label.h"
#include "ui/timeline/timeline_pane.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QIODevice>
#include <QMessageBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QUuid>
#include <QVBoxLayout>

#include <algorithm>

namespace regatta::ui {

namespace {

QTabWidget *makeTabs(const char *name, QWidget *parent)
{
    auto *tabs = new QTabWidget(parent);
    tabs->setObjectName(QString::fromLatin1(name));
    tabs->tabBar()->setDrawBase(false);
    tabs->setAttribute(Qt::WA_StyledBackground);
    return tabs;
}

bool haveSameTasks(const engine::RunPlan &left, const engine::RunPlan &right)
{
    const model::Manifest &a = *left.manifest();
    const model::Manifest &b = *right.manifest();
    return a.targets == b.targets && a.items == b.items;
}

} // namespace

RunPane::RunPane(const WindowServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_tasks(services.clock)
{
    setObjectName(QStringLiteral("runPane"));
    build();
    connectParts();
    connectActions();
    connectRetries();
    connectAnswers();
    connectPastRun();
    showPlan();
}

RunPane::~RunPane()
{
    // Views ask their model to the last; it is a member, and would go before the base class deletes children.
    delete m_rows;
    delete m_header;
}

void RunPane::build()
{
    m_header = new RunHeader(m_actions, this);
    m_pastBar = new PastRunBar(this);
    m_diskNotice = new DiskNotice(this);
    m_limitBar = new LimitBar(this);
    m_rows = new QSplitter(Qt::Vertical, this);
    m_rows->setObjectName(QStringLiteral("rowsSplitter"));
    m_rows->setChildrenCollapsible(false);
    m_rows->setHandleWidth(1);
    m_rows->addWidget(makeTaskArea());
    m_rows->addWidget(makeBottom());
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_pastBar);
    layout->addWidget(m_diskNotice);
    layout->addWidget(m_limitBar);
    layout->addWidget(m_rows, 1);
}

QWidget *RunPane::makeTaskArea()
{
    auto *area = new QWidget(this);
    m_filter = new FilterBar(m_actions, area);
    m_strip = new TaskStrip(m_tasks, area);
    m_table = new TaskTable(m_tasks, area);
    auto *empty = new EmptyPage(area);
    connect(empty, &EmptyPage::demoRequested, this, &RunPane::demoRequested);
    connect(empty, &EmptyPage::openRequested, this, &RunPane::openRequested);
    connect(empty, &EmptyPage::hostsRequested, this, &RunPane::hostsRequested);
    connect(empty, &EmptyPage::sshConfigRequested, this, &RunPane::sshConfigRequested);
    connect(empty, &EmptyPage::hostsFileRequested, this, &RunPane::hostsFileRequested);
    m_tableOrHint = new QStackedWidget(area);
    m_tableOrHint->addWidget(m_table);
    m_tableOrHint->addWidget(empty);

    auto *stripFrame = new QFrame(area);
    stripFrame->setObjectName(QStringLiteral("filterBar")); // the same band
    auto *stripLayout = new QVBoxLayout(stripFrame);
    stripLayout->setContentsMargins(16, 10, 16, 4);
    stripLayout->addWidget(m_strip);

    auto *layout = new QVBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(stripFrame);
    layout->addWidget(m_filter);
    layout->addWidget(m_tableOrHint, 1);
    return area;
}

QWidget *RunPane::makeBottom()
{
    m_bottom = new QSplitter(Qt::Horizontal, this);
    m_bottom->setObjectName(QStringLiteral("bottomSplitter"));
    m_bottom->setChildrenCollapsible(false);
    m_bottom->setHandleWidth(1);
    m_leftTabs = makeTabs("leftTabs", m_bottom);
    m_rightTabs = makeTabs("rightTabs", m_bottom);
    m_logPane = new LogPane(m_leftTabs);
    m_logPane->watchFailures(m_tasks);
    m_details = new DetailsView(m_tasks, m_leftTabs);
    m_timeline = new TimelinePane(m_tasks, m_rightTabs);
    m_answers = new AnswersPane(m_tasks, m_leftTabs);
    m_leftTabs->addTab(m_logPane, tr("Log"));
    m_leftTabs->addTab(m_answers, tr("Answers"));
    m_leftTabs->addTab(m_details, tr("Details"));
    m_rightTabs->addTab(m_timeline, tr("Timeline"));
    m_rightTabs->setCornerWidget(&m_timeline->headline());
    m_timeline->headline().show();
    m_bottom->addWidget(m_leftTabs);
    m_bottom->addWidget(m_rightTabs);
    return m_bottom;
}

void RunPane::connectParts()
{
    connect(m_header, &RunHeader::parallelChosen, this, &RunPane::onParallelChosen);
    connect(m_filter, &FilterBar::wordsChanged, &m_table->order(), &TaskOrder::setWords);
    connect(m_filter, &FilterBar::groupChanged, &m_table->order(), &TaskOrder::setGroup);
    connect(m_strip, &TaskStrip::taskClicked, this, &RunPane::jumpTo);
    connect(m_timeline, &TimelinePane::taskClicked, this, &RunPane::jumpTo);
    connect(m_table, &TaskTable::selectedTasksChanged, this, [this] {
        m_details->setTasks(m_table->selectedTasks());
        m_logPane->showTasks(m_table->selectedTasks());
        updateActions();
    });
    connect(&m_tasks, &RunModel::countsChanged, this, [this] {
        m_filter->showCounts(m_tasks.counts());
        m_tableOrHint->setCurrentIndex(m_tasks.rowCount() == 0 ? 1 : 0);
        updateActions();
    });
    m_table->addActions({&m_actions.copy, &m_actions.stopSelected, &m_actions.retrySelected});
}

void RunPane::jumpTo(model::TaskId task)
{
    if (!m_table->jumpTo(task)) {
        m_filter->clear();
        m_table->jumpTo(task);
    }
    m_table->setFocus();
}

void RunPane::connectActions()
{
    connect(&m_actions.run, &QAction::triggered, this, [this] {
        if (m_plan)
            askAndRun(*m_plan, {});
    });
    connect(&m_actions.preview, &QAction::triggered, this, &RunPane::showPreview);
    connect(&m_actions.pause, &QAction::triggered, this, [this](bool paused) {
        if (isRunning())
            m_session->setPaused(paused);
    });
    connect(&m_actions.stopSelected, &QAction::triggered, this, [this] {
        if (isRunning())
            m_session->stop(m_table->selectedTasks());
    });
    connect(&m_actions.stopAll, &QAction::triggered, this, [this] {
        if (isRunning())
            m_session->stopAll();
    });
    connect(&m_actions.nextFailure, &QAction::triggered, m_table, &TaskTable::jumpToNextFailure);
    connect(&m_actions.filter, &QAction::triggered, m_filter, &FilterBar::focusWords);
    connect(&m_actions.copy, &QAction::triggered, m_table, &TaskTable::copySelected);
    connect(&m_actions.selectAll, &QAction::triggered, m_table, &TaskTable::selectAll);
}

void RunPane::connectRetries()
{
    const auto connectRetry = [this](QAction &action, RetryKind kind) {
        connect(&action, &QAction::triggered, this,
                [this, kind] { retry(tasksToRetry(m_tasks.rows(), kind)); });
    };
    connectRetry(m_actions.retryUnsuccessful, RetryKind::Unsuccessful);
    connectRetry(m_actions.retryFailed, RetryKind::Failed);
    connectRetry(m_actions.retryUnreachable, RetryKind::Unreachable);
    connectRetry(m_actions.retryNotStarted, RetryKind::NotStarted);
    connect(&m_actions.retrySelected, &QAction::triggered, this,
            [this] { retry(endedTasks(m_tasks.rows(), m_table->selectedTasks())); });
}

void RunPane::connectAnswers()
{
    connect(m_answers, &AnswersPane::logRequested, this, &RunPane::showLogOf);
    connect(m_answers, &AnswersPane::retryRequested, this,
            [this](const std::vector<model::TaskId> &tasks) { retry(endedTasks(m_tasks.rows(), tasks)); });
    connect(m_answers, &AnswersPane::stopRequested, this, [this](const std::vector<model::TaskId> &tasks) {
        if (isRunning())
            m_session->stop(tasks);
    });
    connect(m_answers, &AnswersPane::profileRequested, this, [this](const std::vector<model::TaskId> &tasks) {
        if (m_shownPlan)
            Q_EMIT profileMade(profileOfTasks(*m_shownPlan->manifest(), tasks));
    });
}

void RunPane::connectPastRun()
{
    connect(m_pastBar, &PastRunBar::runRequested, &m_actions.run, &QAction::trigger);
    connect(m_pastBar, &PastRunBar::closeRequested, this, &RunPane::pastRunClosed);
    connect(m_pastBar, &PastRunBar::copyRequested, this, [this] {
        if (m_past)
            Q_EMIT copyRequested(m_past->plan.manifest()->profile);
    });
}

void RunPane::showPastRun(std::shared_ptr<const PastRun> run)
{
    if (isRunning())
        return;
    const std::shared_ptr<const model::Manifest> manifest = run->plan.manifest();
    m_past = std::move(run);
    m_profile = manifest->profile;
    m_key = m_past->overview.profilePath;
    m_connection = m_past->connection;
    m_shownPlan = m_past->plan;
    m_plan.reset();
    showPlan();
    m_tasks.showPast(manifest, m_past->tasks, m_past->overview.startedAt, m_past->overview.summary.wall);
    m_details->setPlan(m_shownPlan);
    m_timeline->setParallel(m_profile.parallel);
    auto log = RunLog::open(m_past->overview.spool);
    m_logPane->setLog(log ? log->get() : nullptr, manifest);
    m_answers->setLog(log ? log->get() : nullptr, manifest);
    m_log = log ? *std::move(log) : nullptr;
    if (m_log) {
        connect(
            &m_log->news(), &RunLogNews::lastLinesRead, this,
            [this, past = m_past](const std::vector<engine::TaskUpdate> &tasks) {
                if (past == m_past)
                    m_tasks.showLastLines(tasks);
            },
            Qt::QueuedConnection);
        m_log->startReading(manifest->taskCount());
    }
    m_pastBar->showRun(m_past->overview, m_log != nullptr);
    updateActions();
}

void RunPane::onRunsRemoved(const QStringList &runs)
{
    if (m_past && runs.contains(m_past->overview.id))
        m_pastBar->showThatItIsDeleted();
}

void RunPane::leavePastRun()
{
    if (!m_past)
        return;
    const bool isShown = m_pastBar->isVisibleTo(this);
    m_past.reset();
    m_pastBar->hide();
    if (!isShown || isRunning())
        return;
    m_plan.reset(); // what comes next is about other tasks
    m_shownPlan.reset();
    m_logPane->setLog(nullptr, nullptr);
    m_answers->setLog(nullptr, nullptr);
    m_log.reset();
}

void RunPane::showLogOf(const std::vector<model::TaskId> &tasks)
{
    const TaskOrder &order = m_table->order();
    const bool isHidden =
        std::any_of(tasks.begin(), tasks.end(), [&](model::TaskId task) { return order.rowOf(task) < 0; });
    if (isHidden)
        m_filter->clear();
    m_table->selectTasks(tasks);
    m_leftTabs->setCurrentWidget(m_logPane);
    m_logPane->setFocus();
}

void RunPane::setProfile(model::Profile profile, const QString &key,
                         const engine::ConnectionSettings &connection)
{
    leavePastRun();
    m_profile = std::move(profile);
    m_key = key;
    m_connection = connection;
    showPlan();
}

void RunPane::showPlan()
{
    const std::optional<engine::RunPlan> before = m_plan;
    const auto plan = m_past ? tl::expected<engine::RunPlan, QList<engine::PlanProblem>>(m_past->plan)
                             : engine::RunPlan::make(m_profile, m_connection);
    m_plan = plan ? std::optional(*plan) : std::nullopt;
    if (plan)
        m_header->showPlan(m_profile, *plan, noteOnTargets());
    else
        m_header->showProblems(m_profile, plan.error());
    if (!isRunning()) {
        // What the last run came to stays in sight as long as it is about the same tasks.
        if (!before || !m_plan || !haveSameTasks(*before, *m_plan))
            showPlannedTasks();
        m_header->setParallel(m_profile.parallel);
    }
    updateActions();
}

void RunPane::showPlannedTasks()
{
    m_tasks.reset(m_plan ? m_plan->manifest() : nullptr);
    m_details->setPlan(m_plan);
}

QString RunPane::noteOnTargets() const
{
    const auto last = m_lastTargets.constFind(m_key);
    if (last == m_lastTargets.constEnd() || !m_plan)
        return {};
    return *last == targetAddresses(*m_plan->manifest()) ? tr("same targets as last run")
                                                         : tr("not the targets of the last run");
}

model::RunIdentity RunPane::newIdentity(const QString &parent) const
{
    return {QUuid::createUuid().toString(QUuid::WithoutBraces), parent,
            QCoreApplication::applicationVersion(), QDateTime::currentDateTime()};
}

void RunPane::askAndRun(const engine::RunPlan &plan, const QString &parent)
{
    if (isRunning() || plan.manifest()->taskCount() == 0)
        return;
    std::optional<QStringList> last;
    if (const auto found = m_lastTargets.constFind(m_key);
        found != m_lastTargets.constEnd() && parent.isEmpty())
        last = *found;
    Confirmation confirmation = confirmationFor(plan, last);
    confirmation.isRetry = !parent.isEmpty();
    auto *dialog = new ConfirmDialog(confirmation, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, plan, parent] { begin(plan, parent); });
    dialog->open();
}

void RunPane::runWithoutAsking()
{
    if (m_plan)
        begin(*m_plan, {});
}

void RunPane::retry(const std::vector<model::TaskId> &tasks)
{
    if (!m_shownPlan || isRunning() || tasks.empty())
        return;
    askAndRun(m_shownPlan->restrictedTo(tasks, {}), m_shownPlan->manifest()->identity.run);
}

void RunPane::begin(const engine::RunPlan &plan, const QString &parent)
{
    if (isRunning())
        return;
    if (parent.isEmpty())
        m_lastTargets.insert(m_key, targetAddresses(*plan.manifest()));
    const engine::RunPlan identified = plan.withIdentity(newIdentity(parent));
    const auto atEnd = m_services.history ? RunLog::AtEnd::Keep : RunLog::AtEnd::Remove;
    auto log =
        RunLog::create(m_services.spoolFolder, identified.manifest()->identity.run, m_services.clock, atEnd);
    if (!log) {
        tellThatNothingRan(log.error());
        return;
    }
    std::vector<std::shared_ptr<engine::RunListener>> listeners{(*log)->listener()};
    if (HistoryService *history = m_services.history) {
        listeners.push_back(std::make_shared<engine::HistoryListener>(
            history->writer(),
            engine::RunSurroundings{m_key, history->spoolName((*log)->path()), m_connection}));
    }
    m_session =
        std::make_unique<RunSession>(identified, m_tasks, m_services, std::move(listeners), (*log)->budget());
    m_shownPlan = identified;
    m_pastBar->hide();
    m_logPane->setLog(log->get(), identified.manifest());
    m_answers->setLog(log->get(), identified.manifest());
    m_log = *std::move(log);
    m_diskNotice->watch(m_log->news(), *m_session);
    m_timeline->setParallel(m_profile.parallel);
    connect(m_session.get(), &RunSession::parallelChanged, m_timeline, &TimelinePane::setParallel);
    connect(m_session.get(), &RunSession::pausedChanged, &m_actions.pause, &QAction::setChecked);
    m_details->setPlan(m_session->plan());
    m_actions.pause.setChecked(false);
    connect(m_session.get(), &RunSession::finished, this, &RunPane::onFinished);
    m_limitBar->follow(m_session.get());
    m_session->setParallel(m_profile.parallel);
    m_table->setTicking(true);
    m_session->start();
    updateActions();
    Q_EMIT runStarted(m_session.get());
}

void RunPane::tellThatNothingRan(const base::Error &error)
{
    auto *box =
        new QMessageBox(QMessageBox::Warning, tr("Nothing was run"),
                        tr("There is no place to keep what the hosts print."), QMessageBox::Ok, window());
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(text::sentence(error));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void RunPane::onFinished()
{
    m_table->setTicking(false);
    m_actions.pause.setChecked(false);
    showPlan();
    Q_EMIT runFinished(m_session.get());
}

void RunPane::onParallelChosen(int parallel)
{
    m_profile.parallel = parallel;
    if (isRunning())
        m_session->setParallel(parallel);
    else
        showPlan();
    if (!m_past) // a past run's profile isn't the one that is being edited
        Q_EMIT parallelChosen(parallel);
}

void RunPane::showPreview()
{
    if (!m_plan)
        return;
    auto *dialog = new PreviewDialog(*m_plan, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void RunPane::updateActions()
{
    const bool running = isRunning();
    const bool hasPlan = m_plan && m_plan->manifest()->taskCount() > 0;
    const bool canRetry = m_shownPlan && !running && m_tasks.manifest() == m_shownPlan->manifest();
    const RunCounts &counts = m_tasks.counts();
    const bool hasSelection = m_table->selectionModel()->hasSelection();
    m_answers->setRunning(running);
    m_actions.run.setEnabled(hasPlan && !running);
    m_actions.preview.setEnabled(hasPlan);
    m_actions.pause.setEnabled(running);
    m_actions.stopAll.setEnabled(running);
    m_actions.stopSelected.setEnabled(running && hasSelection);
    m_actions.copy.setEnabled(hasSelection);
    m_actions.nextFailure.setEnabled(counts[StatusGroup::Failed] + counts[StatusGroup::Unreachable] > 0);
    m_actions.retryUnsuccessful.setEnabled(canRetry && counts.finished() > counts[StatusGroup::Succeeded]);
    m_actions.retryFailed.setEnabled(canRetry && counts[StatusGroup::Failed] > 0);
    m_actions.retryUnreachable.setEnabled(canRetry && counts[StatusGroup::Unreachable] > 0);
    m_actions.retryNotStarted.setEnabled(canRetry && counts[StatusGroup::Stopped] > 0);
    m_actions.retrySelected.setEnabled(canRetry && hasSelection);
}

void RunPane::focusTasks()
{
    m_tableOrHint->currentWidget()->setFocus();
}

QByteArray RunPane::saveLayout() const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << m_rows->saveState() << m_bottom->saveState() << m_table->saveColumns();
    return bytes;
}

void RunPane::restoreLayout(const QByteArray &state)
{
    QByteArray rows;
    QByteArray bottom;
    QByteArray columns;
    QDataStream stream(state);
    stream >> rows >> bottom >> columns;
    if (stream.status() != QDataStream::Ok)
        return;
    m_rows->restoreState(rows);
    m_bottom->restoreState(bottom);
    m_table->restoreColumns(columns);
}

} // namespace regatta::ui
