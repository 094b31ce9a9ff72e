#include "ui/run/task_delegate.h"

#include "ui/run/task_order.h"
#include "ui/theme/symbols.h"

#include <QPainter>

namespace regatta::ui {

namespace {

constexpr int padding = 8;

void paintBackground(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme)
{
    if (option.state & QStyle::State_Selected)
        painter.fillRect(option.rect, theme.selection);
    else if (option.features & QStyleOptionViewItem::Alternate)
        painter.fillRect(option.rect, theme.band);
}

void paintFocus(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme)
{
    // The row that keys move from: a bar at its beginning, since a frame would make one cell of it.
    if (option.state & QStyle::State_HasFocus)
        painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), theme.accent);
}

bool isBad(const TaskRow &row)
{
    return row.outcome && groupOf(row) == StatusGroup::Failed;
}

QColor colorOf(const TaskRow &row, int column, const Theme &theme)
{
    const bool saysWhy = column == RunModel::Error ||
                         (column == RunModel::LastLine && row.lastLineStream == model::OutputStream::Stderr);
    return saysWhy && isBad(row) ? theme.vermillion : theme.text;
}

} // namespace

TaskDelegate::TaskDelegate(const TaskOrder &order, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_order(order)
    , m_monospace(monospaceFont())
{}

void TaskDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const int task = int(m_order.taskAt(index.row()).value);
    const TaskRow &row = m_order.tasks().row(task);
    const Theme &theme = Theme::of(option.palette);
    paintBackground(*painter, option, theme);

    QRect area = option.rect.adjusted(padding, 0, -padding, 0);
    if (index.column() == RunModel::State) {
        const int side = option.fontMetrics.height();
        const StatusLook look = lookOf(theme, row.state, row.outcome, row.straggling);
        paintSymbol(*painter, QRectF(area.left(), area.center().y() - side / 2.0 + 0.5, side, side),
                    look.symbol, look.color);
        area.setLeft(area.left() + side + side / 3);
    }

    const QString text = m_order.tasks().text(task, index.column());
    if (!text.isEmpty()) {
        const bool isOutput = index.column() == RunModel::LastLine;
        const QFont &font = isOutput ? m_monospace : option.font;
        painter->setFont(font);
        painter->setPen(colorOf(row, index.column(), theme));
        const auto alignment =
            m_order.tasks().data(m_order.mapToSource(index), Qt::TextAlignmentRole).value<Qt::Alignment>();
        const QFontMetrics metrics = isOutput ? QFontMetrics(font) : option.fontMetrics;
        painter->drawText(area, int(alignment) | Qt::TextSingleLine,
                          metrics.elidedText(text, Qt::ElideRight, area.width()));
    }
    paintFocus(*painter, option, theme);
}

} // namespace regatta::ui
