#include "ui/log/log_accessible.h"

#include "ui/log/log_view.h"

#include <QAccessibleWidget>

#include <algorithm>

namespace regatta::ui {

namespace {

/// The rows in sight as a text that can be read line by line. A log changes and scrolls all the time, so that
/// offsets hold only until the next event.
class LogAccessible final : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit LogAccessible(LogView *view)
        : QAccessibleWidget(view, QAccessible::Terminal, view->accessibleName())
        , m_view(*view)
    {}

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TextInterface)
            return static_cast<QAccessibleTextInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.multiLine = true;
        state.readOnly = true;
        return state;
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? spoken() : QAccessibleWidget::text(kind);
    }

    QString text(int start, int end) const override { return spoken().mid(start, end - start); }
    int characterCount() const override { return int(spoken().size()); }
    int cursorPosition() const override
    {
        const LogPosition cursor = m_view.cursor();
        qsizetype offset = 0;
        for (const LogView::SpokenRow &row : m_view.spokenRows()) {
            if (row.row == cursor.row)
                return int(offset + std::min<qsizetype>(row.textAt + cursor.column, row.words.size()));
            offset += row.words.size() + 1;
        }
        return 0;
    }
    void setCursorPosition(int position) override
    {
        for (const LogView::SpokenRow &row : m_view.spokenRows()) {
            if (position <= row.words.size())
                return m_view.goToRow(row.row);
            position -= int(row.words.size()) + 1;
        }
    }

    // A selection is made with the keyboard and copied; it isn't told apart.
    int selectionCount() const override { return 0; }
    void selection(int, int *start, int *end) const override { *start = *end = 0; }
    void addSelection(int, int) override {}
    void removeSelection(int) override {}
    void setSelection(int, int, int) override {}
    QRect characterRect(int) const override { return {}; }
    int offsetAtPoint(const QPoint &) const override { return -1; }
    void scrollToSubstring(int, int) override {}
    QString attributes(int, int *start, int *end) const override
    {
        *start = 0;
        *end = characterCount();
        return {};
    }

private:
    QString spoken() const
    {
        QStringList lines;
        for (const LogView::SpokenRow &row : m_view.spokenRows())
            lines << row.words;
        return lines.join(u'\n');
    }

    LogView &m_view;
};

} // namespace

void makeAccessible(LogView &view)
{
    QAccessible::registerAccessibleInterface(
        new LogAccessible(&view)); // Qt owns it, and ends it with the view
}

void announceCursor(LogView &view)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleInterface *log = QAccessible::queryAccessibleInterface(&view);
    QAccessibleTextCursorEvent event(&view, log->textInterface()->cursorPosition());
    QAccessible::updateAccessibility(&event);
}

} // namespace regatta::ui
