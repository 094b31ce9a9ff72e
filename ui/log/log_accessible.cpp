#include "ui/log/log_accessible.h"

#include "ui/log/log_view.h"

#include <QAccessibleWidget>

#include <algorithm>
#include <optional>

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
    int cursorPosition() const override { return offsetOf(m_view.cursor()).value_or(0); }
    void setCursorPosition(int position) override
    {
        for (const LogView::SpokenRow &row : m_view.spokenRows()) {
            if (position <= row.words.size())
                return m_view.goToRow(row.row);
            position -= int(row.words.size()) + 1;
        }
    }

    int selectionCount() const override { return m_view.hasSelection() ? 1 : 0; }
    /// Of it, what is in sight.
    void selection(int, int *start, int *end) const override
    {
        const auto selected = m_view.selection();
        const auto rows = m_view.spokenRows();
        *start = *end = 0;
        if (!selected || rows.empty())
            return;
        const auto &[first, last] = *selected;
        if (last.row < rows.front().row || first.row > rows.back().row)
            return;
        *start = offsetOf(first).value_or(0);
        *end = offsetOf(last).value_or(characterCount());
    }
    // It is made with the keyboard.
    void addSelection(int, int) override {}
    void removeSelection(int) override {}
    void setSelection(int, int, int) override {}
    QRect characterRect(int offset) const override
    {
        for (const LogView::SpokenRow &row : m_view.spokenRows()) {
            if (offset <= row.words.size())
                return m_view.characterRect({row.row, offset - int(row.textAt)});
            offset -= int(row.words.size()) + 1;
        }
        return {};
    }
    int offsetAtPoint(const QPoint &point) const override
    {
        const QPoint inside = m_view.viewport()->mapFromGlobal(point);
        if (!m_view.viewport()->rect().contains(inside) || m_view.rowCount() == 0)
            return -1;
        return offsetOf(m_view.positionAt(inside, QTextLine::CursorOnCharacter)).value_or(-1);
    }
    void scrollToSubstring(int, int) override {}
    QString attributes(int, int *start, int *end) const override
    {
        *start = 0;
        *end = characterCount();
        return {};
    }

private:
    /// Unset: it is out of sight.
    std::optional<int> offsetOf(LogPosition position) const
    {
        qsizetype offset = 0;
        for (const LogView::SpokenRow &row : m_view.spokenRows()) {
            if (row.row == position.row)
                return int(offset + std::min<qsizetype>(row.textAt + position.column, row.words.size()));
            offset += row.words.size() + 1;
        }
        return std::nullopt;
    }
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

LogAnnouncer::Reader screenReaderOf(LogView &view)
{
    const auto say = [&view](int offset, const QString &text) {
        QAccessibleTextInsertEvent event(&view, offset, text);
        QAccessible::updateAccessibility(&event);
    };
    return {&QAccessible::isActive, say};
}

void announceCursor(LogView &view)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleInterface *log = QAccessible::queryAccessibleInterface(&view);
    QAccessibleTextCursorEvent event(&view, log->textInterface()->cursorPosition());
    QAccessible::updateAccessibility(&event);
    if (!view.hasSelection())
        return;
    int start = 0;
    int end = 0;
    log->textInterface()->selection(0, &start, &end);
    QAccessibleTextSelectionEvent selected(&view, start, end);
    QAccessible::updateAccessibility(&selected);
}

} // namespace regatta::ui
