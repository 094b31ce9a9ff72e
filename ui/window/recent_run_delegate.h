#pragma once

#include "ui/run/run_counts.h"

#include <QMetaType>
#include <QStyledItemDelegate>

namespace regatta::ui {

/// What a line of the recent runs shows.
struct RecentRun
{
    QString id; ///< of the history
    QString name;
    QString when;
    RunCounts counts;
};

/// Draws a RecentRun (in Qt::UserRole): name, time, and a bar with a part for each group; behind them
/// what the style has for an item that is selected, or has the keys.
class RecentRunDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace regatta::ui

Q_DECLARE_METATYPE(regatta::ui::RecentRun)
