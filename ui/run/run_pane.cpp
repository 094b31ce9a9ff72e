#include "ui/run/run_pane.h"

#include "core/profile/questions.h"
#include "ui/answers/answers_pane.h"
#include "ui/history/past_run.h"
#include "ui/history/past_run_bar.h"
#include "ui/log/run_log.h"
#include "ui/run/details_view.h"
#include "ui/run/disk_notice.h"
#include "ui/run/empty_page.h"
#include "ui/run/preview_dialog.h"
#include "ui/run/questions_dialog.h"
#include "ui/run/result_panes.h"
#include "ui/run/run_decisions.h"
#include "ui/run/run_header.h"
#include "ui/run/run_notice.h"
#include "ui/run/task_area.h"
#include "ui/run/task_table.h"
#include "ui/text/form_sentences.h"
#include "ui/timeline/timeline_pane.h"

#include <QDataStream>
#include <QIODevice>
#include <QSplitter>
#include <QVBoxLayout>

namespace regatta::ui {

namespace {

bool haveSameTargets(const model::Profile &profile, const model::Profile &other)
{
    return profile.targets == other.targets && profile.exclude == other.exclude &&
           profile.groups == other.groups && profile.matrix == other.matrix;
}

} // namespace

RunPane::RunPane(const WindowServices &services, QWidget *parent)
    : QWidget(parent)
    , m_starter(new RunStarter(services, *this))
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
    auto *notice = new RunNotice(this);
    m_decisions = new RunDecisions(m_actions, m_tasks, *notice, this);
    m_rows = new QSplitter(Qt::Vertical, this);
    m_rows->setObjectName(QStringLiteral("rowsSplitter"));
    m_rows->setChildrenCollapsible(false);
    m_rows->setHandleWidth(1);
    m_area = new TaskArea(m_tasks, m_actions, m_rows);
    m_results = new ResultPanes(m_tasks, m_rows);
    m_rows->addWidget(m_area);
    m_rows->addWidget(m_results);
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_pastBar);
    layout->addWidget(m_diskNotice);
    layout->addWidget(notice);
    layout->addWidget(m_rows, 1);
}

TaskTable &RunPane::table() const
{
    return m_area->table();
}

EmptyPage &RunPane::emptyPage()
{
    return m_area->emptyPage();
}

/// What comes into sight are other tasks: the numbers of the run's would be taken for theirs, and theirs for
/// the run's.
void RunPane::forgetRun()
{
    if (!m_shownPlan)
        return;
    m_shownPlan.reset();
    m_results->setLog(nullptr, nullptr);
    m_log.reset();
}

void RunPane::showLogOf(const std::vector<model::TaskId> &tasks)
{
    m_area->select(tasks);
    m_results->showLog();
}

void RunPane::setProfile(model::Profile profile, const QString &key,
                         const engine::ConnectionSettings &connection)
{
    leavePastRun();
    m_profile = std::move(profile);
    m_key = key;
    m_header->setFile(key);
    m_starter->followPast(key);
    m_connection = connection;
    showPlan();
}

void RunPane::setNeedsReview(bool needsReview)
{
    m_needsReview = needsReview;
    showNeedsReview();
}

/// A past run is the person's own.
void RunPane::showNeedsReview()
{
    m_header->setNeedsReview(m_needsReview && !m_past);
}

void RunPane::makePlan()
{
    const auto plan = m_past ? tl::expected<engine::RunPlan, QList<engine::PlanProblem>>(m_past->plan)
                             : engine::RunPlan::make(profile::withStandIns(m_profile), m_connection);
    m_plan = plan ? std::optional(*plan) : std::nullopt;
    if (m_plan)
        showPlanInHeader();
    else
        showProblems(plan.error());
    showNeedsReview();
}

/// Of a profile that is unsound only what it says of its targets can be compared: a command that is half
/// typed takes nothing out of sight.
bool RunPane::isStillAboutTheSame() const
{
    if (!m_lastSound)
        return false;
    if (m_plan)
        return m_plan->isAboutTasksOf(*m_lastSound);
    return m_shownPlan && haveSameTargets(m_profile, m_lastSound->manifest()->profile);
}

void RunPane::showPlan()
{
    makePlan();
    const bool isSame = isStillAboutTheSame();
    if (!isRunning()) {
        if (!isSame)
            showPlannedTasks();
        m_header->setParallel(m_profile.parallel);
    }
    if (m_plan || (!isSame && !isRunning()))
        m_lastSound = m_plan;
    updateActions();
}

void RunPane::showPlanInHeader()
{
    // A run that goes on would be compared with itself.
    const bool isComparable = !m_past && !isRunning();
    m_header->showPlan(m_profile, *m_plan,
                       isComparable ? m_starter->noteOnTargets(m_key, *m_plan) : QString());
}

void RunPane::showProblems(const QList<engine::PlanProblem> &problems)
{
    QStringList sentences;
    for (const engine::PlanProblem &problem : problems)
        sentences << text::formSentence(problem);
    m_header->showProblems(m_profile, sentences);
    // Without hosts the page says how to get some.
    emptyPage().showProblems(m_profile.targets.isEmpty() ? QStringList() : sentences);
}

void RunPane::showPlannedTasks()
{
    forgetRun();
    m_tasks.reset(m_plan ? m_plan->manifest() : nullptr);
    m_results->details().setPlan(m_plan);
}

/// What the profile itself wants to be asked comes first: the confirmation shows the commands as they are
/// run.
void RunPane::askToRun()
{
    if (!m_plan || isRunning())
        return;
    const QList<model::Question> questions = profile::openQuestions(m_profile);
    if (m_past || questions.isEmpty())
        return ask(*m_plan);
    auto *dialog = new QuestionsDialog(questions, m_answers, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_answers.insert(dialog->answers());
        model::Profile answered = m_profile;
        answered.variables.insert(dialog->answers());
        const auto plan = engine::RunPlan::make(answered, m_connection);
        if (plan)
            ask(*plan);
        else
            showProblems(plan.error());
    });
    dialog->open();
}

void RunPane::ask(const engine::RunPlan &plan, const QString &parent)
{
    if (!isRunning() && plan.manifest()->taskCount() > 0)
        m_starter->ask({.plan = plan,
                        .parent = parent,
                        .key = m_key,
                        .connection = m_connection,
                        .parallel = m_profile.parallel,
                        .isAgain = m_past && parent.isEmpty(),
                        .needsReview = m_needsReview && !m_past});
}

void RunPane::runWithoutAsking()
{
    if (m_plan)
        begin({.plan = *m_plan, .key = m_key, .connection = m_connection, .parallel = m_profile.parallel});
}

void RunPane::begin(const RunRequest &request)
{
    if (isRunning())
        return;
    std::optional<PreparedRun> run = m_starter->prepare(request, m_tasks);
    if (!run)
        return;
    m_session = std::move(run->session);
    m_shownPlan = m_session->plan();
    m_pastBar->hide();
    m_results->setLog(run->log.get(), m_shownPlan->manifest());
    m_log = std::move(run->log);
    m_diskNotice->watch(m_log->news(), *m_session);
    m_results->timeline().setParallel(request.parallel);
    m_results->details().setPlan(m_shownPlan);
    connectSession();
    m_session->setParallel(request.parallel);
    table().setTicking(true);
    m_session->start();
    if (m_plan)
        showPlanInHeader();
    updateActions();
    if (m_past)
        Q_EMIT pastRunChanged();
    Q_EMIT runStarted(m_session.get());
}

void RunPane::connectSession()
{
    connect(m_session.get(), &RunSession::parallelChanged, &m_results->timeline(),
            &TimelinePane::setParallel);
    m_decisions->follow(m_session.get());
    m_area->follow(*m_session);
    connect(m_session.get(), &RunSession::finished, this, &RunPane::onFinished);
}

void RunPane::onFinished()
{
    table().setTicking(false);
    m_actions.pause.setChecked(false);
    // What it came to stays, whatever has become of the profile meanwhile.
    makePlan();
    m_header->setParallel(m_profile.parallel);
    updateActions();
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
    if (m_plan)
        PreviewDialog::openFor(*m_plan, window());
}

void RunPane::updateActions()
{
    const bool running = isRunning();
    const bool hasPlan = m_plan && m_plan->manifest()->taskCount() > 0;
    const bool hasSelection = table().selectionModel()->hasSelection();
    m_results->answers().setRunning(running);
    // The open profile is another one.
    m_actions.edit.setEnabled(!isPastRunInSight());
    m_header->setRunButtonVisible(!isPastRunInSight()); // the past run's bar has one
    m_actions.run.setEnabled(hasPlan && !running);
    m_actions.preview.setEnabled(hasPlan);
    m_actions.stopSelected.setEnabled(running && hasSelection);
    m_actions.rerunSelected.setEnabled(running && hasSelection);
    m_actions.copy.setEnabled(hasSelection);
    m_actions.nextFailure.setEnabled(m_tasks.counts().bad() > 0);
    updateRetries();
    m_decisions->update();
}

void RunPane::focusTasks()
{
    m_area->focusTasks();
}

QByteArray RunPane::saveLayout() const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << m_rows->saveState() << m_results->saveState() << table().saveColumns();
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
    m_results->restoreState(bottom);
    table().restoreColumns(columns);
}

} // namespace regatta::ui
