#pragma once

#include <QStyledItemDelegate>

namespace regatta::ui {

/// Cells with commands: typed in the font they are shown in, and lines that follow the first one can be told
/// from blanks. GUI thread.
class MonospacedCells : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    QString displayText(const QVariant &value, const QLocale &locale) const override;
};

} // namespace regatta::ui
