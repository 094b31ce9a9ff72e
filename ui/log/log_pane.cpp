#include "ui/log/log_pane.h"

#include "core/model/manifest.h"
#include "ui/log/find_bar.h"
#include "ui/log/log_feed.h"
#include "ui/log/log_view.h"
#include "ui/log/run_log.h"
#include "ui/run/run_model.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"
#include "ui/theme/elided_label.h"
#include "ui/theme/key_words.h"
#include "ui/theme/symbols.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

namespace regatta::ui {

namespace {

constexpr int leastWidthForAll = 64; ///< in average characters

/// As the column that says why has it.
QString whyItEnded(const TaskRow &row)
{
    return row.error ? text::sentence(*row.error) : QString();
}

} // namespace

LogPane::LogPane(QWidget *parent)
    : QWidget(parent)
    , m_feed(new LogFeed(this))
    , m_view(new LogView(*m_feed, this))
    , m_results(new LogView(*m_feed, this))
    , m_findBar(new FindBar(this))
    , m_whose(new ElidedLabel(this))
    , m_trouble(new QLabel(this))
    , m_all(new QToolButton(this))
    , m_follow(new QToolButton(this))
{
    setUpActions();
    build();
    connectActions();
    connectFinding();
    connect(m_all, &QToolButton::clicked, this, &LogPane::allTasksRequested);
    connect(m_follow, &QToolButton::toggled, m_view, &LogView::setFollowing);
    connect(m_follow, &QToolButton::toggled, this, &LogPane::showWhetherItFollows);
    connect(m_view, &LogView::followingChanged, m_follow, &QToolButton::setChecked);
    connect(m_view, &LogView::rowCountChanged, this, &LogPane::describe);
    connect(m_feed, &LogFeed::written, this, &LogPane::describe);
    connect(m_feed, &LogFeed::textMade, this, [this](const QString &text, bool isCut) {
        QGuiApplication::clipboard()->setText(text);
        if (isCut)
            showTrouble(tr("Only the first 64 MB were copied. Save the log to have all of it."));
    });
    connect(m_feed, &LogFeed::textWritten, this,
            [this](const QString &, const std::optional<base::Error> &error) {
                if (error)
                    showTrouble(text::sentence(*error));
            });
    showWhetherItFollows();
    describe();
}

LogPane::~LogPane() = default;

void LogPane::build()
{
    m_whose->setObjectName(QStringLiteral("logWhose"));
    m_whose->setToolTip(tr("In the order of arrival"));
    m_trouble->setObjectName(QStringLiteral("logTrouble"));
    m_trouble->setTextFormat(Qt::PlainText);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    m_findBar->hide();
    m_results->setObjectName(QStringLiteral("findResultList"));
    m_results->setAccessibleName(tr("Matches"));
    m_results->setFollowing(false);
    m_results->setRows(LogView::Rows::Matches);
    m_results->hide();

    auto *halves = new QSplitter(Qt::Vertical, this);
    halves->setChildrenCollapsible(false);
    halves->setHandleWidth(1);
    halves->addWidget(m_view);
    halves->addWidget(m_results);
    halves->setStretchFactor(0, 2);
    halves->setStretchFactor(1, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 2, 0, 0);
    column->setSpacing(2);
    column->addWidget(makeHead());
    column->addWidget(m_findBar);
    column->addWidget(m_trouble);
    column->addWidget(halves, 1);
    setFocusProxy(m_view);
}

QWidget *LogPane::makeHead()
{
    m_all->setText(tr("All Tasks"));
    m_all->setToolTip(tr("Show what all tasks print, not only the selected ones"));
    m_all->setObjectName(QStringLiteral("logAllTasks"));
    m_follow->setText(tr("Follow"));
    m_follow->setToolTip(tr("Keep the newest line in sight (End)"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_follow->setObjectName(QStringLiteral("followLog"));
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_whose, 1);
    row->addWidget(m_all);
    for (QAction *action : {&onlyFailures, &wrap, &find}) {
        auto *button = new QToolButton(head);
        action->setIconText(withoutMnemonic(action->text()));
        button->setDefaultAction(action);
        row->addWidget(button);
    }
    row->addWidget(m_follow);
    return head;
}

void LogPane::setUpActions()
{
    setUp(find, tr("&Find"), "logFind", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
          tr("Find in the log (Ctrl+Shift+F)"));
    setUp(findNext, tr("Find &Next"), "logFindNext", QKeySequence(Qt::Key_F3));
    setUp(findPrevious, tr("Find &Previous"), "logFindPrevious", QKeySequence(Qt::SHIFT | Qt::Key_F3));
    setUp(copy, tr("&Copy"), "logCopy", QKeySequence::Copy);
    copy.setShortcutContext(Qt::WidgetWithChildrenShortcut);
    setUp(copyWithColors, tr("Copy wi&th Colours"), "logCopyWithColors");
    setUp(save, tr("&Save as Text…"), "logSave");
    setUp(saveWithColors, tr("Save with C&olours…"), "logSaveWithColors");
    setUp(wrap, tr("&Wrap"), "logWrap", {}, tr("Break long lines"));
    setUp(onlyFailures, tr("Only F&ailures"), "logOnlyFailures", {},
          tr("Tasks that did not succeed, and no others"));
    wrap.setCheckable(true);
    onlyFailures.setCheckable(true);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->addActions({&copy, &copyWithColors, &save, &saveWithColors, &find, &wrap, &onlyFailures});
}

void LogPane::setUp(QAction &action, const QString &text, const char *name, const QKeySequence &keys,
                    const QString &tip)
{
    action.setParent(this);
    action.setText(text);
    action.setObjectName(QString::fromLatin1(name));
    action.setShortcut(keys);
    if (!tip.isEmpty())
        action.setToolTip(tip);
    addAction(&action);
}

void LogPane::connectActions()
{
    connect(&wrap, &QAction::toggled, m_view, &LogView::setWrapping);
    connect(&onlyFailures, &QAction::toggled, this, &LogPane::takeFailures);
    connect(&copy, &QAction::triggered, this, [this] { m_feed->makeText(m_view->requestOf(false)); });
    connect(&copyWithColors, &QAction::triggered, this,
            [this] { m_feed->makeText(m_view->requestOf(true)); });
    connect(&save, &QAction::triggered, this, [this] { chooseFile(false); });
    connect(&saveWithColors, &QAction::triggered, this, [this] { chooseFile(true); });
}

void LogPane::connectFinding()
{
    connect(&find, &QAction::triggered, this, [this] {
        m_findBar->show();
        m_results->setVisible(m_findBar->showsResults()); // it went with the bar
        m_findBar->focusWords();
    });
    connect(&findNext, &QAction::triggered, this, [this] { goToMatch(true); });
    connect(&findPrevious, &QAction::triggered, this, [this] { goToMatch(false); });
    connect(m_findBar, &FindBar::patternChanged, this, &LogPane::setPattern);
    connect(m_findBar, &FindBar::nextRequested, this, [this] { goToMatch(true); });
    connect(m_findBar, &FindBar::previousRequested, this, [this] { goToMatch(false); });
    connect(m_findBar, &FindBar::matchesOnlyToggled, this, &LogPane::showMatches);
    connect(m_findBar, &FindBar::resultsToggled, m_results, &QWidget::setVisible);
    connect(m_findBar, &FindBar::closed, this, &LogPane::endFinding);
    connect(m_feed, &LogFeed::matchesChanged, this, &LogPane::showMatches);
    connect(m_feed, &LogFeed::searchGaveUp, this, [this](bool hasExploded) {
        m_findBar->showTrouble(
            hasExploded ? tr("The expression takes too long on one line; the search has ended there.")
                        : tr("Only the first %1 matches are kept.")
                              .arg(text::count(qint64(spool::LogSearch::mostMatches))));
    });
    connect(m_feed, &LogFeed::reset, this, [this] { m_found.reset(); }); // lines have other numbers
    connect(m_results, &LogView::rowActivated, this, &LogPane::goToResult);
}

void LogPane::setPattern(const spool::LogPattern &pattern)
{
    // Taken before the matches go, since no row is left then that could tell the place.
    const bool wasAmongMatches =
        m_view->rows() == LogView::Rows::Matches && m_view->rowCount() > 0 && !m_view->isFollowing();
    const qint64 line = wasAmongMatches ? m_view->currentLine() : 0;
    m_found.reset();
    m_feed->setPattern(pattern);
    showMatches();
    if (wasAmongMatches && m_view->rows() == LogView::Rows::Lines)
        m_view->goToRow(line);
}

void LogPane::goToMatch(bool forwards)
{
    const auto &matches = m_feed->matches();
    if (matches.empty()) {
        find.trigger();
        return;
    }
    const qint64 line = m_view->currentLine();
    auto match = forwards ? std::upper_bound(matches.begin(), matches.end(), line)
                          : std::lower_bound(matches.begin(), matches.end(), line);
    // Around the end, and around the beginning.
    if (forwards)
        match = match == matches.end() ? matches.begin() : match;
    else
        match = match == matches.begin() ? std::prev(matches.end()) : std::prev(match);
    const qint64 place = match - matches.begin();
    m_view->goToRow(m_view->rows() == LogView::Rows::Lines ? *match : place);
    m_results->goToRow(place);
    m_found = *match;
    countMatches();
}

void LogPane::goToResult(qint64 row)
{
    if (row >= m_results->rowCount())
        return;
    const qint64 line = m_results->lineOf(row);
    m_view->goToRow(m_view->rows() == LogView::Rows::Lines ? line : row);
    m_found = line;
    countMatches();
}

void LogPane::showMatches()
{
    const bool isFinding = !m_feed->pattern().isEmpty();
    m_view->setRows(isFinding && m_findBar->showsMatchesOnly() ? LogView::Rows::Matches
                                                               : LogView::Rows::Lines);
    countMatches();
}

void LogPane::countMatches()
{
    const auto &matches = m_feed->matches();
    qint64 place = 0;
    // Looked up each time: others are found before it and behind it while it is read.
    if (m_found) {
        const auto found = std::lower_bound(matches.begin(), matches.end(), *m_found);
        place = found != matches.end() && *found == *m_found ? found - matches.begin() + 1 : 0;
    }
    m_findBar->showCount(qint64(matches.size()), place, m_feed->isSearching());
}

void LogPane::endFinding()
{
    m_findBar->hide();
    m_results->hide();
    setPattern({});
    m_view->setFocus();
}

void LogPane::chooseFile(bool withColors)
{
    auto *dialog = new QFileDialog(window(), tr("Save the Log"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->selectFile(tr("log.txt"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, withColors](const QString &path) {
        m_feed->makeText(m_view->requestOf(withColors, path));
    });
    dialog->open();
}

void LogPane::showWhetherItFollows()
{
    m_follow->setIcon(m_follow->isChecked() ? symbolIcon(Symbol::Check, &Theme::accent)
                                            : symbolIcon(Symbol::Ring, &Theme::muted));
}

void LogPane::setLog(RunLog *log, std::shared_ptr<const model::Manifest> manifest)
{
    m_manifest = manifest;
    m_tasks.clear();
    m_failures.clear();
    m_trouble->hide();
    m_feed->setLog(log, std::move(manifest));
    m_view->setFollowing(true);
    applyTasks();
}

void LogPane::showTasks(const std::vector<model::TaskId> &tasks)
{
    m_tasks = tasks;
    // The table may be about other tasks than the log: their numbers mean nothing here.
    const size_t count = m_manifest ? m_manifest->taskCount() : 0;
    const bool areOthers = m_model && m_model->manifest() != m_manifest;
    std::erase_if(m_tasks, [&](model::TaskId task) { return areOthers || task.value >= count; });
    applyTasks();
}

void LogPane::watchFailures(const RunModel &tasks)
{
    m_model = &tasks;
    connect(&tasks, &RunModel::countsChanged, this, [this] {
        if (onlyFailures.isChecked())
            return takeFailures();
        seeWhetherItIsOver();
        if (m_model->counts().finished() == m_model->counts().total())
            describe(); // whether all of it is there
    });
}

void LogPane::seeWhetherItIsOver()
{
    const auto hasEnded = [this](model::TaskId task) { return m_model->row(int(task.value)).isFinished(); };
    const auto haveAllEnded = [&] {
        return m_tasks.empty() ? m_model->counts().finished() == m_model->counts().total()
                               : std::all_of(m_tasks.begin(), m_tasks.end(), hasEnded);
    };
    const bool isOver = isKnownToTheModel() && haveAllEnded();
    const bool isOne = isOver && m_tasks.size() == 1;
    m_view->setOver(isOver, isOne ? whyItEnded(m_model->row(int(m_tasks.front().value))) : QString());
}

bool LogPane::isKnownToTheModel() const
{
    return m_manifest && m_model && m_model->manifest() == m_manifest;
}

void LogPane::takeFailures()
{
    std::vector<model::TaskId> failures;
    if (isKnownToTheModel()) {
        for (size_t i = 0; i < m_model->rows().size(); ++i) {
            const auto &outcome = m_model->rows()[i].outcome;
            if (outcome && *outcome != model::Outcome::Succeeded)
                failures.push_back({std::uint32_t(i)});
        }
    }
    m_failures = std::move(failures);
    applyTasks();
}

std::vector<model::TaskId> LogPane::failuresAmongTasks() const
{
    if (m_tasks.empty())
        return m_failures;
    // There may be many of both, and this is asked with each change.
    std::vector<model::TaskId> tasks = m_tasks;
    std::sort(tasks.begin(), tasks.end());
    std::vector<model::TaskId> failures;
    std::set_intersection(m_failures.begin(), m_failures.end(), tasks.begin(), tasks.end(),
                          std::back_inserter(failures));
    return failures;
}

void LogPane::applyTasks()
{
    seeWhetherItIsOver();
    if (!onlyFailures.isChecked()) {
        m_view->setReason({});
        m_feed->showTasks(m_tasks);
    } else {
        const std::vector<model::TaskId> shown = failuresAmongTasks();
        m_failuresInSight = int(shown.size());
        const QString none = m_tasks.empty() ? tr("There are no failures.")
                                             : tr("There are no failures among what is selected.");
        m_view->setReason(shown.empty() ? none : QString());
        // No task at all, which is not the same as all of them: one that there never is.
        m_feed->showTasks(shown.empty() ? std::vector{model::TaskId{~std::uint32_t(0)}} : shown);
    }
    describe();
}

void LogPane::describe()
{
    const bool hasRoom = width() >= fontMetrics().averageCharWidth() * leastWidthForAll;
    m_all->setVisible(!m_tasks.empty() && hasRoom); // else it would push the timeline aside
    const QString lines =
        tr("%1 line(s)", nullptr, text::plural(m_view->rowCount())).arg(text::count(m_view->rowCount()));
    if (!m_manifest) {
        m_whose->setText({});
    } else if (onlyFailures.isChecked()) {
        m_whose->setText(tr("%n task(s) that did not succeed · %1", nullptr, m_failuresInSight).arg(lines));
    } else if (m_tasks.empty()) {
        m_whose->setText(tr("All tasks · %1").arg(lines) + completeness());
    } else if (m_tasks.size() > 1) {
        m_whose->setText(tr("%n selected task(s) · %1", nullptr, int(m_tasks.size())).arg(lines));
    } else {
        const QString host = m_feed->manifest()->target(m_tasks.front()).name;
        const QString item = m_manifest->item(m_tasks.front()).label();
        m_whose->setText(QStringLiteral("%1 · %2").arg(
            text::neutralised(item.isEmpty() ? host : host + u' ' + item), lines));
    }
}

QString LogPane::completeness() const
{
    const auto onDisk = m_feed->bytesOnDisk();
    if (!onDisk || !isKnownToTheModel() || m_model->counts().finished() != m_model->counts().total())
        return {};
    const auto &rows = m_model->rows();
    const qint64 printed = std::accumulate(rows.begin(), rows.end(), qint64(0),
                                           [](qint64 sum, const TaskRow &row) { return sum + row.bytes; });
    const qint64 missing = printed - *onDisk;
    return QStringLiteral(" · ") +
           (missing <= 0 ? tr("complete") : tr("%1 not on disk").arg(text::bytes(missing)));
}

void LogPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    describe();
}

void LogPane::showTrouble(const QString &sentence)
{
    m_trouble->setText(sentence);
    m_trouble->show();
}

} // namespace regatta::ui
