#include "ui/log/log_accessible.h"

#include "ui/log/log_view.h"

#include <QAccessibleWidget>

namespace regatta::ui {

namespace {

class LogAccessible final : public QAccessibleWidget
{
public:
    explicit LogAccessible(LogView *view)
        : QAccessibleWidget(view, QAccessible::Terminal, view->accessibleName())
        , m_view(*view)
    {}

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? m_view.visibleText() : QAccessibleWidget::text(kind);
    }

private:
    LogView &m_view;
};

} // namespace

void makeAccessible(LogView &view)
{
    QAccessible::registerAccessibleInterface(
        new LogAccessible(&view)); // Qt owns it, and ends it with the view
}

void announceLogChange(LogView &view)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleValueChangeEvent event(&view, view.visibleText());
    QAccessible::updateAccessibility(&event);
}

} // namespace regatta::ui
