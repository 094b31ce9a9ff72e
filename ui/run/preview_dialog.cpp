#include "ui/run/preview_dialog.h"

#include "ui/run/preview_model.h"
#include "ui/text/numbers.h"
#include "ui/theme/dialog_size.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

namespace regatta::ui {

PreviewDialog::PreviewDialog(engine::RunPlan plan, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("previewDialog"));
    setWindowTitle(tr("What would be run"));
    const int character = fontMetrics().averageCharWidth();
    resizeOnScreen(*this, {character * 120, fontMetrics().height() * 32});

    m_lines = new QSortFilterProxyModel(this);
    m_lines->setSourceModel(new PreviewModel(std::move(plan), m_lines));
    m_lines->setFilterKeyColumn(-1);
    m_lines->setFilterCaseSensitivity(Qt::CaseInsensitive);

    auto *search = new QLineEdit(this);
    search->setObjectName(QStringLiteral("previewSearch"));
    search->setPlaceholderText(tr("Find in hosts, items and commands"));
    search->setAccessibleName(tr("Find"));
    search->setClearButtonEnabled(true);
    connect(search, &QLineEdit::textChanged, m_lines, &QSortFilterProxyModel::setFilterFixedString);
    connect(search, &QLineEdit::textChanged, this, &PreviewDialog::showCount);

    auto *table = new QTableView(this);
    table->setObjectName(QStringLiteral("previewTable"));
    table->setModel(m_lines);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 8 / 5);
    table->setAlternatingRowColors(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
    for (const auto &[column, characters] :
         {std::pair{PreviewModel::Host, 24}, {PreviewModel::Item, 14}, {PreviewModel::Step, 12}})
        table->setColumnWidth(column, character * characters);

    m_count = new QLabel(this);
    m_count->setObjectName(QStringLiteral("previewCount"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    for (QWidget *part : {static_cast<QWidget *>(search), static_cast<QWidget *>(table),
                          static_cast<QWidget *>(m_count), static_cast<QWidget *>(buttons)})
        layout->addWidget(part);
    showCount();
}

void PreviewDialog::openFor(engine::RunPlan plan, QWidget *parent)
{
    auto *dialog = new PreviewDialog(std::move(plan), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void PreviewDialog::showCount()
{
    const int shown = m_lines->rowCount();
    const int all = m_lines->sourceModel()->rowCount();
    m_count->setText(shown == all ? tr("%Ln command line(s)", nullptr, all)
                                  : tr("%1 of %Ln command line(s)", nullptr, all).arg(text::count(shown)));
}

} // namespace regatta::ui
