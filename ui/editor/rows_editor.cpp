#include "ui/editor/rows_editor.h"

#include "ui/editor/monospaced_cells.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>
#include <utility>

namespace regatta::ui {

namespace {

constexpr int originRole = Qt::UserRole;

} // namespace

RowsEditor::RowsEditor(const QStringList &columns, int wide, const QString &addLabel, QWidget *parent)
    : QWidget(parent)
    , m_table(new QTableWidget(0, int(columns.size()), this))
{
    m_table->setHorizontalHeaderLabels(columns);
    m_table->horizontalHeader()->setSectionResizeMode(wide, QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 9 / 5);
    for (int column = 0; column < int(columns.size()); ++column)
        m_table->setColumnWidth(column, fontMetrics().averageCharWidth() * 18);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false); // Tab leaves the table, arrows move in it
    m_table->setEditTriggers(QAbstractItemView::AllEditTriggers);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusProxy(m_table);

    auto *buttons = new QHBoxLayout;
    const auto addButton = [&](const QString &label, auto whenClicked) {
        auto *button = new QPushButton(label, this);
        button->setProperty("link", true);
        connect(button, &QPushButton::clicked, this, whenClicked);
        buttons->addWidget(button);
    };
    addButton(addLabel, [this] { addRow(); });
    addButton(tr("Remove"), [this] { removeRow(); });
    addButton(tr("Up"), [this] { moveRow(-1); });
    addButton(tr("Down"), [this] { moveRow(+1); });
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table);
    column->addLayout(buttons);
    connect(m_table, &QTableWidget::cellChanged, this, [this] {
        if (!m_isFilling)
            Q_EMIT edited();
    });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row, int, int before) {
        if (!m_isFilling && row != before)
            Q_EMIT currentRowChanged();
    });
    fitHeight();
}

void RowsEditor::setMonospaceColumn(int column)
{
    m_monospace = column;
    m_table->setItemDelegateForColumn(column, new MonospacedCells(m_table));
}

void RowsEditor::setRows(const QList<QStringList> &wanted)
{
    if (rows() != wanted)
        refill(wanted);
    settle();
}

/// In place: the current cell stays where the person was, and the keys where they go, which may be another
/// field that shows the same.
void RowsEditor::refill(const QList<QStringList> &texts)
{
    m_isFilling = true;
    const QAbstractItemView::EditTriggers triggers = m_table->editTriggers();
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers); // a row that goes makes another one current
    while (m_table->rowCount() > texts.size())
        m_table->removeRow(m_table->rowCount() - 1);
    while (m_table->rowCount() < texts.size())
        insertRow(m_table->rowCount(), {});
    for (int row = 0; row < m_table->rowCount(); ++row) {
        for (int column = 0; column < m_table->columnCount(); ++column)
            m_table->item(row, column)->setText(texts[row].value(column));
    }
    m_table->setEditTriggers(triggers);
    m_isFilling = false;
    fitHeight();
}

int RowsEditor::currentRow() const
{
    return m_table->currentRow();
}

void RowsEditor::setCurrentRow(int row)
{
    const QAbstractItemView::EditTriggers triggers = m_table->editTriggers();
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    if (row < m_table->rowCount())
        m_table->setCurrentCell(row, m_firstColumn);
    m_table->setEditTriggers(triggers);
}

QList<int> RowsEditor::origins() const
{
    QList<int> all;
    for (int row = 0; row < m_table->rowCount(); ++row)
        all << m_table->item(row, 0)->data(originRole).toInt();
    return all;
}

void RowsEditor::settle()
{
    QList<int> places(m_table->rowCount());
    std::iota(places.begin(), places.end(), 0);
    setOrigins(places);
}

void RowsEditor::setOrigins(const QList<int> &origins)
{
    const bool wasFilling = std::exchange(m_isFilling, true);
    for (int row = 0; row < m_table->rowCount(); ++row)
        m_table->item(row, 0)->setData(originRole, origins[row]);
    m_isFilling = wasFilling;
}

QList<QStringList> RowsEditor::rows() const
{
    QList<QStringList> all;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        QStringList texts;
        for (int column = 0; column < m_table->columnCount(); ++column) {
            const QTableWidgetItem *item = m_table->item(row, column);
            texts << (item ? item->text() : QString());
        }
        all << texts;
    }
    return all;
}

void RowsEditor::insertRow(int row, const QStringList &texts)
{
    m_table->insertRow(row);
    for (int column = 0; column < m_table->columnCount(); ++column) {
        auto *item = new QTableWidgetItem(texts.value(column));
        if (column == m_monospace)
            item->setFont(monospaceFont());
        m_table->setItem(row, column, item);
    }
    m_table->item(row, 0)->setData(originRole, -1);
}

void RowsEditor::addRow()
{
    m_isFilling = true;
    insertRow(m_table->rowCount(), {});
    m_isFilling = false;
    fitHeight();
    m_table->setCurrentCell(m_table->rowCount() - 1, m_firstColumn);
    m_table->setFocus();
    Q_EMIT edited();
}

void RowsEditor::removeRow()
{
    if (m_table->currentRow() < 0)
        return;
    m_table->removeRow(m_table->currentRow());
    fitHeight();
    Q_EMIT edited();
}

void RowsEditor::moveRow(int by)
{
    const int from = m_table->currentRow();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= m_table->rowCount())
        return;
    QList<QStringList> all = rows();
    QList<int> places = origins();
    all.swapItemsAt(from, to);
    places.swapItemsAt(from, to);
    refill(all);
    setOrigins(places);
    m_table->setCurrentCell(to, m_table->currentColumn());
    Q_EMIT edited();
}

void RowsEditor::fitHeight()
{
    constexpr int mostRows = 12;
    const int rowHeight = m_table->verticalHeader()->defaultSectionSize();
    const int shown = std::clamp(m_table->rowCount(), 1, mostRows);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + shown * rowHeight + 4);
    m_table->setVerticalScrollBarPolicy(m_table->rowCount() > mostRows ? Qt::ScrollBarAsNeeded
                                                                       : Qt::ScrollBarAlwaysOff);
}

} // namespace regatta::ui
