#include "ui/run/task_table.h"

#include "ui/run/task_delegate.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QItemSelection>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>
#include <array>

namespace regatta::ui {

namespace {

using namespace std::chrono_literals;

/// A column's width at first, in average characters.
struct ColumnSetUp
{
    RunModel::Column column;
    int characters;
    bool isShown;
};

constexpr std::array columns = {
    ColumnSetUp{RunModel::State, 19, true},    ColumnSetUp{RunModel::Host, 17, true},
    ColumnSetUp{RunModel::Item, 12, true},     ColumnSetUp{RunModel::Phase, 12, false},
    ColumnSetUp{RunModel::Exit, 7, true},      ColumnSetUp{RunModel::Elapsed, 10, true},
    ColumnSetUp{RunModel::Waited, 10, true},   ColumnSetUp{RunModel::Progress, 10, false},
    ColumnSetUp{RunModel::LastLine, 50, true}, ColumnSetUp{RunModel::Bytes, 9, true},
    ColumnSetUp{RunModel::Attempt, 6, true},   ColumnSetUp{RunModel::Slot, 7, true},
    ColumnSetUp{RunModel::Started, 10, false}, ColumnSetUp{RunModel::Error, 22, true},
};
constexpr int leastLastLine = 24;
constexpr int longestName = 36; ///< characters that a name gets without being asked
static_assert(columns.size() == RunModel::ColumnCount);

/// Tabs and line ends are what the rows are made of; nothing else is changed.
QString cellAsText(QString text)
{
    return text.replace(u'\t', u' ').replace(u'\n', u' ');
}

/// The average of a font may be that of narrow letters; most columns hold numbers.
int characterWidth(const QFontMetrics &metrics)
{
    return std::max(metrics.averageCharWidth(), metrics.horizontalAdvance(u'0'));
}

} // namespace

TaskTable::TaskTable(RunModel &tasks, QWidget *parent)
    : QTableView(parent)
    , m_order(tasks)
{
    setObjectName(QStringLiteral("taskTable"));
    setAccessibleName(tr("Tasks"));
    setModel(&m_order);
    setItemDelegate(new TaskDelegate(m_order, this));
    setUpRows();
    setUpColumns();
    keepSelectionOverResets();
    keepChosenRowInPlace();
    m_tick.setInterval(500ms);
    connect(&m_tick, &QTimer::timeout, this, &TaskTable::redrawDurations);
}

void TaskTable::setUpRows()
{
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerItem); // what keepChosenRowInPlace() counts in
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 8 / 5);
}

void TaskTable::setUpColumns()
{
    QHeaderView &header = *horizontalHeader();
    header.setHighlightSections(false);
    header.setSectionsMovable(true);
    header.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&header, &QWidget::customContextMenuRequested, this, [this](QPoint where) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnMenu(*menu);
        menu->popup(horizontalHeader()->mapToGlobal(where));
    });
    connect(&header, &QHeaderView::sectionResized, this, [this](int column) { fillWidth(column); });
    showDefaultColumns();
    setSortingEnabled(true);
    sortByColumn(RunModel::State, Qt::AscendingOrder);
}

void TaskTable::showDefaultColumns()
{
    const int character = characterWidth(fontMetrics());
    for (const auto &[column, characters, isShown] : columns) {
        setColumnWidth(column, character * characters);
        setColumnHidden(column, !isShown);
    }
    m_fittedHost = columnWidth(RunModel::Host);
    m_fittedItem = columnWidth(RunModel::Item);
    m_wantsItem = true;
    fitColumns();
}

void TaskTable::fitColumns()
{
    const RunModel &tasks = m_order.tasks();
    const bool hasItems = tasks.manifest() && !tasks.manifest()->profile.matrix.isEmpty();
    setColumnHidden(RunModel::Item, !m_wantsItem || !hasItems);
    fitWidth(RunModel::Host, m_fittedHost);
    fitWidth(RunModel::Item, m_fittedItem);
    fillWidth(-1);
}

void TaskTable::fitWidth(int column, int &fitted)
{
    if (isColumnHidden(column) || columnWidth(column) != fitted)
        return;
    const auto isShorter = [column](const TaskRow &left, const TaskRow &right) {
        return column == RunModel::Host ? left.host.size() < right.host.size()
                                        : left.item.size() < right.item.size();
    };
    const std::vector<TaskRow> &rows = m_order.tasks().rows();
    const auto longest = std::max_element(rows.begin(), rows.end(), isShorter);
    if (longest == rows.end())
        return;
    const int character = characterWidth(fontMetrics());
    const QString &name = column == RunModel::Host ? longest->host : longest->item;
    const int usual = character * columns[size_t(column)].characters;
    fitted =
        std::clamp(fontMetrics().horizontalAdvance(name) + 3 * character, usual, character * longestName);
    setColumnWidth(column, fitted);
}

void TaskTable::fillWidth(int except)
{
    if (m_isFillingWidth || viewport()->width() <= 0)
        return;
    const QHeaderView &header = *horizontalHeader();
    const int leastLine = fontMetrics().averageCharWidth() * leastLastLine;
    int column = RunModel::LastLine;
    if (column == except || isColumnHidden(column))
        column = header.logicalIndex(header.count() - 1);
    for (int place = header.count() - 1; isColumnHidden(column) && place >= 0; --place)
        column = header.logicalIndex(place);
    const int spare = viewport()->width() - header.length();
    const int width =
        std::max(column == RunModel::LastLine ? leastLine : columnWidth(column), columnWidth(column) + spare);
    m_isFillingWidth = true;
    setColumnWidth(column, width);
    m_isFillingWidth = false;
}

void TaskTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fillWidth(-1);
}

void TaskTable::fillColumnMenu(QMenu &menu)
{
    for (int column = RunModel::Host; column < RunModel::ColumnCount; ++column) {
        QAction *action =
            menu.addAction(m_order.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            setColumnHidden(column, !shown);
            if (column == RunModel::Item)
                m_wantsItem = shown;
            fillWidth(-1);
        });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("Show the usual columns")), &QAction::triggered, this,
            &TaskTable::showDefaultColumns);
}

QByteArray TaskTable::saveColumns() const
{
    return horizontalHeader()->saveState();
}

void TaskTable::restoreColumns(const QByteArray &state)
{
    if (state.isEmpty() || !horizontalHeader()->restoreState(state))
        return;
    sortByColumn(horizontalHeader()->sortIndicatorSection(), horizontalHeader()->sortIndicatorOrder());
    fillWidth(-1);
}

void TaskTable::keepSelectionOverResets()
{
    connect(&m_order, &TaskOrder::modelAboutToBeReset, this, [this] {
        m_kept = selectedTasks();
        m_isReordering = true;
    });
    connect(&m_order, &TaskOrder::modelReset, this, [this] {
        selectTasks(m_kept);
        m_isReordering = false;
        if (selectedTasks() != m_kept)
            Q_EMIT selectedTasksChanged();
        m_kept.clear();
    });
    connect(&m_order.tasks(), &RunModel::modelReset, this, &TaskTable::fitColumns);
    // Another run's tasks have nothing to do with the selected ones.
    connect(&m_order.tasks(), &RunModel::modelAboutToBeReset, this, [this] { m_kept.clear(); });
}

void TaskTable::keepChosenRowInPlace()
{
    connect(&m_order, &TaskOrder::layoutAboutToBeChanged, this, [this] {
        const QModelIndex chosen = currentIndex();
        const bool isInSight = chosen.isValid() && selectionModel()->isRowSelected(chosen.row()) &&
                               viewport()->rect().intersects(visualRect(chosen));
        m_placeOfChosen =
            isInSight ? std::optional(chosen.row() - verticalScrollBar()->value()) : std::nullopt;
    });
    connect(&m_order, &TaskOrder::layoutChanged, this, [this] {
        if (!m_placeOfChosen || !currentIndex().isValid())
            return;
        executeDelayedItemsLayout();
        verticalScrollBar()->setValue(currentIndex().row() - *m_placeOfChosen);
    });
}

std::vector<model::TaskId> TaskTable::selectedTasks() const
{
    std::vector<model::TaskId> tasks;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        tasks.push_back(m_order.taskAt(index.row()));
    std::sort(tasks.begin(), tasks.end(), [this](model::TaskId left, model::TaskId right) {
        return m_order.rowOf(left) < m_order.rowOf(right);
    });
    return tasks;
}

void TaskTable::selectTasks(const std::vector<model::TaskId> &tasks)
{
    QItemSelection selection;
    QModelIndex first;
    for (const model::TaskId task : tasks) {
        if (task.value >= std::uint32_t(m_order.tasks().rowCount()) || m_order.rowOf(task) < 0)
            continue;
        const QModelIndex index = m_order.index(m_order.rowOf(task), 0);
        selection.select(index, index);
        if (!first.isValid())
            first = index;
    }
    selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

bool TaskTable::jumpTo(model::TaskId task)
{
    const int row = m_order.rowOf(task);
    if (row < 0)
        return false;
    selectRow(row);
    scrollTo(m_order.index(row, RunModel::State));
    return true;
}

void TaskTable::jumpToNextFailure()
{
    const int count = m_order.rowCount();
    const int current = currentIndex().isValid() ? currentIndex().row() : -1;
    for (int step = 1; step <= count; ++step) {
        const model::TaskId task = m_order.taskAt((current + step) % count);
        if (isBad(groupOf(m_order.tasks().row(int(task.value))))) {
            jumpTo(task);
            return;
        }
    }
}

QString TaskTable::rowsAsText() const
{
    QList<int> shown;
    for (int place = 0; place < RunModel::ColumnCount; ++place) {
        const int column = horizontalHeader()->logicalIndex(place);
        if (!isColumnHidden(column))
            shown.append(column);
    }
    QStringList lines;
    QStringList cells;
    for (const int column : shown)
        cells << m_order.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    lines << cells.join(u'\t');
    for (const model::TaskId task : selectedTasks()) {
        cells.clear();
        for (const int column : shown)
            cells << cellAsText(m_order.tasks().text(int(task.value), column));
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

void TaskTable::copySelected()
{
    if (selectionModel()->hasSelection())
        QGuiApplication::clipboard()->setText(rowsAsText());
}

void TaskTable::setTicking(bool ticking)
{
    if (ticking)
        m_tick.start();
    else
        m_tick.stop();
    viewport()->update();
}

void TaskTable::redrawDurations()
{
    for (const int column : {RunModel::Elapsed, RunModel::Waited}) {
        if (!isColumnHidden(column))
            viewport()->update(columnViewportPosition(column), 0, columnWidth(column), viewport()->height());
    }
}

void TaskTable::enterEvent(QEnterEvent *event)
{
    m_order.setHeld(true);
    QTableView::enterEvent(event);
}

void TaskTable::leaveEvent(QEvent *event)
{
    m_order.setHeld(false);
    QTableView::leaveEvent(event);
}

void TaskTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (!m_isReordering)
        Q_EMIT selectedTasksChanged();
}

void TaskTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (actions().isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(actions());
    menu->popup(event->globalPos());
}

} // namespace regatta::ui
