#include "ui/answers/answers_pane.h"

#include "core/base/thread_priority.h"
#include "core/model/target_names.h"
#include "ui/answers/answer_list.h"
#include "ui/answers/answer_text_model.h"
#include "ui/answers/answers_worker.h"
#include "ui/log/run_log.h"
#include "ui/text/numbers.h"
#include "ui/theme/elided_label.h"
#include "ui/theme/key_words.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QListView>
#include <QMenu>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace regatta::ui {

namespace {

QToolButton *makeSwitch(const QString &text, const char *name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setCheckable(true);
    button->setObjectName(QString::fromLatin1(name));
    return button;
}

} // namespace

AnswersPane::AnswersPane(const RunModel &tasks, QWidget *parent)
    : QWidget(parent)
    , m_tasks(tasks)
    , m_worker(new AnswersWorker)
    , m_groups(new AnswerList(this))
    , m_text(new AnswerTextModel(this))
{
    setObjectName(QStringLiteral("answersPane"));
    m_thread.setObjectName(QStringLiteral("answers"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_worker, [] { base::lowerThreadPriority(); });
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &AnswersWorker::grouped, this, &AnswersPane::showGroups);
    connect(m_worker, &AnswersWorker::compared, this, &AnswersPane::showAnswer);
    connect(&m_tasks, &RunModel::countsChanged, this, &AnswersPane::sendEndings);
    m_thread.start();
    makeActions();
    build();
    describe();
    updateActions();
}

AnswersPane::~AnswersPane()
{
    m_thread.quit();
    m_thread.wait();
}

void AnswersPane::build()
{
    auto *halves = new QSplitter(Qt::Horizontal, this);
    halves->setObjectName(QStringLiteral("answersSplitter"));
    halves->setChildrenCollapsible(false);
    halves->setHandleWidth(1);
    halves->addWidget(makeGroups());
    halves->addWidget(makeAnswer());
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    halves->setSizes({600, 400}); // in this proportion, whatever the halves themselves would like
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 2, 0, 0);
    column->setSpacing(2);
    column->addWidget(makeBar());
    column->addWidget(halves, 1);
    applyPalette();
}

QWidget *AnswersPane::makeBar()
{
    auto *bar = new QWidget(this);
    m_summary = new ElidedLabel(bar);
    m_summary->setObjectName(QStringLiteral("answersSummary"));
    m_failuresFirst = makeSwitch(tr("Failures First"), "answersFailuresFirst", bar);
    m_failuresFirst->setToolTip(tr("Groups that did not succeed stand above the larger ones"));
    connect(m_failuresFirst, &QToolButton::toggled, this, [this](bool first) {
        m_isShowing = true;
        m_groups->setFailuresFirst(first);
        m_isShowing = false;
        showGroups(m_generation, m_snapshot);
    });
    m_ignore = new QToolButton(bar);
    m_ignore->setObjectName(QStringLiteral("answersIgnore"));
    m_ignore->setPopupMode(QToolButton::InstantPopup);
    auto *options = new QMenu(m_ignore);
    using Options = answers::AnswerOptions;
    options->addAction(makeOption(tr("&White Space"), "ignoreWhiteSpace", &Options::ignoreWhiteSpace));
    options->addAction(
        makeOption(tr("&Empty Lines at the End"), "ignoreTrailingLines", &Options::ignoreTrailingLines));
    options->addAction(makeOption(tr("&Numbers"), "ignoreNumbers", &Options::ignoreNumbers));
    options->addAction(makeOption(tr("The &Host's Own Name"), "ignoreHostName", &Options::ignoreHostName));
    m_ignore->setMenu(options);
    showWhatIsIgnored();
    m_difference = makeSwitch(tr("Difference"), "answersDifference", bar);
    m_difference->setToolTip(tr("How the answer differs from what most say; else the answer itself"));
    m_difference->setChecked(true);
    connect(m_difference, &QToolButton::toggled, m_text, &AnswerTextModel::setShowsDifference);

    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_summary, 1);
    for (QToolButton *button : {m_failuresFirst, m_ignore, m_difference})
        row->addWidget(button);
    return bar;
}

QAction *AnswersPane::makeOption(const QString &text, const char *name, bool answers::AnswerOptions::*option)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    action->setCheckable(true);
    connect(action, &QAction::toggled, this, [this, option](bool on) { setOption(option, on); });
    return action;
}

void AnswersPane::setOption(bool answers::AnswerOptions::*option, bool on)
{
    m_options.*option = on;
    showWhatIsIgnored();
    QMetaObject::invokeMethod(m_worker,
                              [worker = m_worker, options = m_options] { worker->setOptions(options); });
    describe();
}

void AnswersPane::showWhatIsIgnored()
{
    QStringList ignored;
    for (const QAction *action : m_ignore->menu()->actions()) {
        if (action->isChecked())
            ignored << action->text().remove(u'&');
    }
    m_ignore->setText(ignored.isEmpty() ? tr("Ignore") : tr("Ignore (%1)").arg(ignored.size()));
    const QString tip = tr("What makes no difference between two answers");
    m_ignore->setToolTip(ignored.isEmpty() ? tip : tr("%1: %2").arg(tip, ignored.join(QStringLiteral(", "))));
}

QWidget *AnswersPane::makeGroups()
{
    m_list = new QTableView(this);
    m_list->setObjectName(QStringLiteral("answerGroups"));
    m_list->setAccessibleName(tr("Groups of equal answers"));
    m_list->setModel(m_groups);
    m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setShowGrid(false);
    m_list->setWordWrap(false);
    m_list->setTabKeyNavigation(false);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->verticalHeader()->hide();
    m_list->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    m_list->horizontalHeader()->setHighlightSections(false);
    m_list->horizontalHeader()->setStretchLastSection(true);
    const int character = fontMetrics().averageCharWidth();
    const int heading = m_list->horizontalHeader()->sectionSizeHint(AnswerList::Tasks);
    m_list->setColumnWidth(AnswerList::Tasks, std::max(heading, character * 8));
    m_list->setColumnWidth(AnswerList::Status, character * 17);
    m_list->setColumnWidth(AnswerList::Hosts, character * 18);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_list->addActions(actions());
    auto *selectAll = new QAction(tr("S&elect All"), m_list);
    selectAll->setObjectName(QStringLiteral("answersSelectAll"));
    selectAll->setShortcut(QKeySequence::SelectAll);
    selectAll->setShortcutContext(Qt::WidgetShortcut);
    connect(selectAll, &QAction::triggered, m_list, &QAbstractItemView::selectAll);
    m_list->addAction(selectAll);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AnswersPane::onChosen);
    connect(m_list, &QTableView::activated, &m_openLog, &QAction::trigger);
    return m_list;
}

QLayout *AnswersPane::makeButtons(QWidget *parent)
{
    auto *openLog = new QToolButton(parent);
    m_openLog.setIconText(withoutMnemonic(m_openLog.text()));
    openLog->setDefaultAction(&m_openLog);
    // A menu, as a row of buttons would ask for more room than the groups can spare.
    auto *more = new QToolButton(parent);
    more->setObjectName(QStringLiteral("answersMore"));
    more->setText(tr("These Tasks"));
    more->setToolTip(tr("What can be done with the tasks of the chosen groups"));
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    menu->addActions({&m_retry, &m_stop, &m_copyFolded, &m_copyList, &m_newProfile});
    more->setMenu(menu);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(openLog);
    buttons->addWidget(more);
    buttons->addStretch();
    return buttons;
}

QWidget *AnswersPane::makeAnswer()
{
    auto *half = new QWidget(this);
    m_answer = new QListView(half);
    m_answer->setObjectName(QStringLiteral("answerText"));
    m_answer->setAccessibleName(tr("Answer of the group"));
    m_answer->setFrameShape(QFrame::NoFrame);
    m_answer->setFont(monospaceFont());
    m_answer->setModel(m_text);
    m_answer->setUniformItemSizes(true);
    m_answer->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_answer->setTextElideMode(Qt::ElideNone);
    auto *copy = new QAction(tr("&Copy"), m_answer);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &AnswersPane::copyText);
    m_answer->addAction(copy);
    m_answer->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *column = new QVBoxLayout(half);
    column->setContentsMargins(8, 0, 0, 0);
    column->addLayout(makeButtons(half));
    column->addWidget(m_answer, 1);
    return half;
}

void AnswersPane::makeActions()
{
    const auto set = [this](QAction &action, const QString &text, const char *name, const QString &tip) {
        action.setText(text);
        action.setObjectName(QString::fromLatin1(name));
        action.setToolTip(tip);
        action.setParent(this);
        addAction(&action);
    };
    set(m_openLog, tr("Show &Log"), "answersOpenLog", tr("Select these tasks and show what they printed"));
    set(m_retry, tr("&Retry"), "answersRetry", tr("Run these tasks again"));
    set(m_stop, tr("&Stop"), "answersStop", tr("Stop those of these tasks that still run"));
    set(m_copyFolded, tr("&Copy Hosts"), "answersCopyFolded", tr("As one short expression: web[01-10]"));
    m_copyFolded.setShortcut(QKeySequence::Copy);
    m_copyFolded.setShortcutContext(Qt::WidgetShortcut); // in the list of groups; the answer copies its lines
    set(m_copyList, tr("Copy Hosts &as a List"), "answersCopyList", tr("One a line"));
    set(m_newProfile, tr("&New Profile"), "answersNewProfile", tr("A profile with these hosts alone"));
    connect(&m_openLog, &QAction::triggered, this, [this] { Q_EMIT logRequested(chosenTasks()); });
    connect(&m_retry, &QAction::triggered, this, [this] { Q_EMIT retryRequested(chosenTasks()); });
    connect(&m_stop, &QAction::triggered, this, [this] { Q_EMIT stopRequested(chosenTasks()); });
    connect(&m_newProfile, &QAction::triggered, this, [this] { Q_EMIT profileRequested(chosenTasks()); });
    connect(&m_copyFolded, &QAction::triggered, this, [this] { copyHosts(true); });
    connect(&m_copyList, &QAction::triggered, this, [this] { copyHosts(false); });
}

void AnswersPane::setLog(RunLog *log, std::shared_ptr<const model::Manifest> manifest)
{
    if (m_log)
        disconnect(&m_log->news(), nullptr, m_worker, nullptr);
    m_log = log;
    m_manifest = std::move(manifest);
    ++m_generation;
    m_chosen.clear();
    m_isEndingSent.assign(m_manifest ? m_manifest->taskCount() : 0, false);
    m_text->show(nullptr);
    showGroups(m_generation, nullptr);
    if (log)
        connect(&log->news(), &RunLogNews::grown, m_worker, &AnswersWorker::readOn, Qt::QueuedConnection);
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, generation = m_generation, reader = log ? log->reader() : nullptr,
                   index = log ? log->index() : nullptr, shown = m_manifest,
                   options = m_options] { worker->open(generation, reader, index, shown, options); });
    sendEndings();
}

void AnswersPane::sendEndings()
{
    if (!m_log || m_tasks.manifest() != m_manifest)
        return;
    AnswersWorker::Endings endings;
    for (size_t i = 0; i < m_isEndingSent.size(); ++i) {
        const TaskRow &row = m_tasks.row(int(i));
        if (m_isEndingSent[i] || !row.outcome)
            continue;
        m_isEndingSent[i] = true;
        endings.push_back({model::TaskId{std::uint32_t(i)}, {row.outcome, row.exitCode}});
    }
    if (!endings.empty())
        QMetaObject::invokeMethod(
            m_worker, [worker = m_worker, endings = std::move(endings)] { worker->setEndings(endings); });
}

void AnswersPane::showGroups(int generation, std::shared_ptr<const AnswerSnapshot> snapshot)
{
    if (generation != m_generation)
        return;
    m_snapshot = std::move(snapshot);
    m_isShowing = true;
    std::optional<answers::AnswerGroup> current;
    if (const QModelIndex index = m_list->currentIndex(); index.isValid())
        current = m_groups->row(index.row()).group;
    m_groups->show(m_snapshot);
    selectChosen(current);
    m_isShowing = false;
    onChosen();
    describe();
}

/// The groups that were chosen stay so, wherever they stand now, and no others become so: what is done next
/// is done to their tasks. At first it is the topmost. `current`: where the keys were.
void AnswersPane::selectChosen(const std::optional<answers::AnswerGroup> &current)
{
    std::vector<int> rows = m_groups->rowsLike(m_chosen);
    if (rows.empty() && m_groups->rowCount() > 0)
        rows.push_back(0);
    QItemSelection selection;
    for (size_t first = 0; first < rows.size();) {
        size_t last = first;
        while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1)
            ++last;
        selection.select(m_groups->index(rows[first], 0), m_groups->index(rows[last], 0));
        first = last + 1;
    }
    std::vector<int> keys;
    if (current)
        keys = m_groups->rowsLike({&*current, 1});
    if (keys.empty())
        keys = rows;
    QItemSelectionModel &selected = *m_list->selectionModel();
    if (!keys.empty())
        selected.setCurrentIndex(m_groups->index(keys.front(), 0), QItemSelectionModel::NoUpdate);
    selected.select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void AnswersPane::onChosen()
{
    if (m_isShowing)
        return;
    updateActions();
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    if (rows.isEmpty()) {
        m_text->show(nullptr);
        return;
    }
    m_chosen.clear();
    for (const QModelIndex &index : rows)
        m_chosen.push_back(m_groups->row(index.row()).group);
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, task = m_chosen.front().representative()] { worker->compare(task); });
}

void AnswersPane::showAnswer(int generation, std::shared_ptr<const AnswerComparison> comparison)
{
    if (generation != m_generation || m_chosen.empty() ||
        comparison->task != m_chosen.front().representative())
        return;
    const QModelIndex top = m_answer->indexAt(QPoint(1, 1));
    m_text->show(std::move(comparison));
    if (top.isValid())
        m_answer->scrollTo(m_text->index(std::min(top.row(), m_text->rowCount() - 1)),
                           QAbstractItemView::PositionAtTop);
    m_difference->setEnabled(m_text->hasDifference());
}

void AnswersPane::describe()
{
    if (!m_snapshot || m_snapshot->rows.empty()) {
        m_summary->setText(m_log ? tr("No answers yet") : tr("Who said the same appears here."));
        return;
    }
    const QString different = tr("%n different answer(s)", nullptr, int(m_snapshot->rows.size()));
    const QString tasks = tr("from %n task(s)", nullptr, int(m_snapshot->taskCount()));
    const QString more = m_snapshot->isComplete ? QString() : tr(" · still reading");
    m_summary->setText(different + u' ' + tasks + more);
    m_list->setAccessibleDescription(m_summary->text());
}

std::vector<model::TaskId> AnswersPane::chosenTasks() const
{
    std::vector<model::TaskId> tasks;
    for (const QModelIndex &index : m_list->selectionModel()->selectedRows()) {
        const auto &group = m_groups->row(index.row()).group.tasks;
        tasks.insert(tasks.end(), group.begin(), group.end());
    }
    return tasks;
}

void AnswersPane::setRunning(bool running)
{
    m_isRunning = running;
    updateActions();
}

void AnswersPane::updateActions()
{
    const bool hasChoice = m_list->selectionModel()->hasSelection();
    m_retry.setEnabled(hasChoice && !m_isRunning);
    m_stop.setEnabled(hasChoice && m_isRunning);
    for (QAction *action : {&m_copyFolded, &m_copyList, &m_openLog, &m_newProfile})
        action->setEnabled(hasChoice);
}

void AnswersPane::copyHosts(bool folded)
{
    QStringList hosts;
    if (folded) {
        for (const QModelIndex &index : m_list->selectionModel()->selectedRows())
            hosts.append(m_groups->row(index.row()).hosts);
    } else {
        // Of the answers' own run, whatever is in the table by now.
        const auto shown = model::withDistinctNames(m_manifest);
        for (const model::TaskId task : chosenTasks())
            hosts.append(shown->target(task).name);
        hosts.removeDuplicates();
    }
    QGuiApplication::clipboard()->setText(hosts.join(folded ? u',' : u'\n'));
}

void AnswersPane::copyText()
{
    QModelIndexList rows = m_answer->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QString text;
    for (const QModelIndex &row : std::as_const(rows))
        text += m_text->textOf(row.row()) + u'\n';
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void AnswersPane::applyPalette()
{
    m_groups->setPalette(palette());
    m_text->setPalette(palette());
}

void AnswersPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
    QWidget::changeEvent(event);
}

} // namespace regatta::ui
