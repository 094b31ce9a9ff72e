#include "ui/editor/monospaced_cells.h"

#include "ui/theme/theme.h"

namespace regatta::ui {

QWidget *MonospacedCells::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                       const QModelIndex &index) const
{
    QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (editor)
        editor->setFont(monospaceFont());
    return editor;
}

QString MonospacedCells::displayText(const QVariant &value, const QLocale &locale) const
{
    return QStyledItemDelegate::displayText(value, locale).replace(u'\n', QStringLiteral("↵ "));
}

} // namespace regatta::ui
