#include "ui/run/task_area.h"

#include "ui/run/empty_page.h"
#include "ui/run/filter_bar.h"
#include "ui/run/limit_meter.h"
#include "ui/run/run_model.h"
#include "ui/run/task_strip.h"
#include "ui/run/task_table.h"
#include "ui/text/numbers.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace regatta::ui {

TaskArea::TaskArea(RunModel &tasks, RunActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_filter(new FilterBar(actions, this))
    , m_table(new TaskTable(tasks, this))
    , m_empty(new EmptyPage(this))
    , m_tableOrHint(new QStackedWidget(this))
{
    auto *stripFrame = new QFrame(this);
    stripFrame->setObjectName(QStringLiteral("filterBar")); // the same band
    m_strip = new TaskStrip(tasks, stripFrame);
    auto *stripLayout = new QHBoxLayout(stripFrame);
    stripLayout->setContentsMargins(16, 10, 16, 4);
    stripLayout->setSpacing(12);
    stripLayout->addWidget(m_strip, 1);
    m_found = new QLabel(stripFrame);
    m_found->setObjectName(QStringLiteral("foundTasks"));
    stripLayout->addWidget(m_found);
    m_limit = new LimitMeter(tasks, stripFrame);
    stripLayout->addWidget(m_limit);
    m_tableOrHint->addWidget(m_table);
    m_tableOrHint->addWidget(m_empty);
    m_nothingFound = makeNothingFound();
    m_tableOrHint->addWidget(m_nothingFound);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(stripFrame);
    layout->addWidget(m_filter);
    layout->addWidget(m_tableOrHint, 1);
    connectParts(tasks);
}

QWidget *TaskArea::makeNothingFound()
{
    auto *page = new QWidget(this);
    page->setObjectName(QStringLiteral("nothingFound"));
    auto *words = new QLabel(tr("No task matches the filter."), page);
    auto *clear = new QPushButton(tr("Show All &Tasks"), page);
    clear->setObjectName(QStringLiteral("clearFilterButton"));
    clear->setAutoDefault(true); // Return presses it, too
    connect(clear, &QPushButton::clicked, m_filter, &FilterBar::clear);
    auto *column = new QVBoxLayout(page);
    column->addStretch();
    column->addWidget(words, 0, Qt::AlignHCenter);
    column->addWidget(clear, 0, Qt::AlignHCenter);
    column->addStretch();
    return page;
}

void TaskArea::connectParts(RunModel &tasks)
{
    connect(m_filter, &FilterBar::wordsChanged, &m_table->order(), &TaskOrder::setWords);
    connect(m_filter, &FilterBar::groupChanged, &m_table->order(), &TaskOrder::setGroup);
    connect(m_filter, &FilterBar::stragglersChosen, &m_table->order(), &TaskOrder::setOnlyStragglers);
    connect(m_strip, &TaskStrip::taskClicked, this, &TaskArea::jumpTo);
    connect(&tasks, &RunModel::countsChanged, this, [this, &tasks] {
        m_filter->showCounts(tasks.counts());
        showWhatIsFound(tasks);
    });
    connect(&m_table->order(), &QAbstractItemModel::modelReset, this,
            [this, &tasks] { showWhatIsFound(tasks); });
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &TaskArea::stepBack);
    showWhatIsFound(tasks);
}

void TaskArea::showWhatIsFound(const RunModel &tasks)
{
    const int all = tasks.rowCount();
    const int shown = m_table->order().rowCount();
    m_found->setText(tr("%1 of %2 shown").arg(text::count(shown), text::count(all)));
    m_found->setVisible(shown != all);
    QWidget *found = shown == 0 ? m_nothingFound : static_cast<QWidget *>(m_table);
    m_tableOrHint->setCurrentWidget(all == 0 ? m_empty : found);
}

void TaskArea::stepBack()
{
    if (m_table->hasFocus() && m_table->selectionModel()->hasSelection())
        m_table->clearSelection();
    else
        m_filter->clear();
}

void TaskArea::follow(const RunSession &run)
{
    m_limit->follow(run);
}

void TaskArea::select(const std::vector<model::TaskId> &tasks)
{
    const TaskOrder &order = m_table->order();
    const bool isHidden =
        std::any_of(tasks.begin(), tasks.end(), [&](model::TaskId task) { return order.rowOf(task) < 0; });
    if (isHidden)
        m_filter->clear();
    m_table->selectTasks(tasks);
}

void TaskArea::jumpTo(model::TaskId task)
{
    if (!m_table->jumpTo(task)) {
        m_filter->clear();
        m_table->jumpTo(task);
    }
    m_table->setFocus();
}

void TaskArea::focusFilter()
{
    m_filter->focusWords();
}

void TaskArea::showStragglers()
{
    m_filter->chooseStragglers();
    m_table->setFocus();
}

void TaskArea::focusTasks()
{
    m_tableOrHint->currentWidget()->setFocus();
}

} // namespace regatta::ui
