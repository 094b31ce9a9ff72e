#pragma once

#include <QFont>
#include <QStyledItemDelegate>

namespace regatta::ui {

class TaskOrder;

/// Draws a cell of the task table: state as shape, word and colour, output in monospace, reasons in the
/// outcome's colour. Short on purpose: it runs some hundred times a frame.
class TaskDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TaskDelegate(const TaskOrder &order, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    const TaskOrder &m_order;
    const QFont m_monospace;
};

} // namespace regatta::ui
