#include "ui/theme/corner_label.h"

#include <QTabBar>
#include <QTabWidget>

#include <algorithm>

namespace regatta::ui {

CornerLabel::CornerLabel(QWidget *parent)
    : ElidedLabel(parent)
{
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    const int margin = fontMetrics().averageCharWidth() * 2;
    setContentsMargins(margin, 0, margin, 0);
}

QSize CornerLabel::sizeHint() const
{
    const auto *tabs = qobject_cast<const QTabWidget *>(parentWidget());
    const int room = tabs ? tabs->width() - tabs->tabBar()->sizeHint().width() : 0;
    return {std::max(0, room), fontMetrics().height() * 2};
}

} // namespace regatta::ui
