#pragma once

#include "ui/log/log_end.h"
#include "ui/log/log_painter.h"

#include <QAbstractScrollArea>

#include <optional>
#include <vector>

namespace regatta::ui {

/// A log as text: time, host, a mark for standard error, what a terminal would show. Its rows are all lines,
/// or those that match what the feed looks for. Paints only what can be seen, and fetches only that. Follows
/// the end until a person scrolls up; End follows again. GUI thread.
class LogView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class Rows { Lines, Matches };

    /// `feed` outlives the view.
    explicit LogView(LogFeed &feed, QWidget *parent = nullptr);
    ~LogView() override;

    void setRows(Rows rows);
    Rows rows() const { return m_rows; }
    void setFollowing(bool following);
    void setWrapping(bool wrapping);
    /// Whether nothing more will be printed. `why`: a sentence for where nothing was; empty: it is no wonder.
    void setOver(bool isOver, const QString &why = {});
    /// Why there are no rows; empty: nothing was printed, or nothing matches.
    void setReason(const QString &reason);
    /// What is said instead of rows.
    QString hint() const;

    bool isFollowing() const { return m_isFollowing; }
    qint64 rowCount() const;
    /// The line of a row; rows of lines are lines.
    qint64 lineOf(qint64 row) const;

    /// Makes it the current one and brings it into sight.
    void goToRow(qint64 row);
    /// The line of the current row, or the first one in sight.
    qint64 currentLine() const;

    bool hasSelection() const { return m_anchor && *m_anchor != m_cursor; }
    void selectAll();
    void clearSelection();
    /// The answer goes to the clipboard, or to the file at `path`; without a selection it is all rows.
    LogTextRequest requestOf(bool withColors, const QString &path = {}) const;

    /// A row in sight as a screen reader says it: host and stream are words, too.
    struct SpokenRow
    {
        qint64 row = 0;
        QString words;
        qsizetype textAt = 0; ///< where in the words the text begins
        bool isThere = false; ///< else it is being fetched
    };
    std::vector<SpokenRow> spokenRows();
    /// What is printed in the rows in sight, a line each.
    QString visibleText() const;
    /// On the screen; a column below 0: what stands in front of the text. Empty: it is out of sight.
    QRect characterRect(LogPosition position) const;
    /// At a point of the viewport.
    LogPosition positionAt(const QPoint &point,
                           QTextLine::CursorPosition kind = QTextLine::CursorBetweenCharacters) const;
    LogPosition cursor() const { return m_cursor; }
    /// First and last; unset: nothing is selected.
    std::optional<std::pair<LogPosition, LogPosition>> selection() const;

Q_SIGNALS:
    void followingChanged(bool following);
    void rowCountChanged(qint64 rows);
    /// A person chose a row.
    void rowActivated(qint64 row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    /// What is at the top of the pane: a row, and how many of its wrapped lines are above it.
    struct Top
    {
        qint64 row = 0;
        int line = 0;

        auto operator<=>(const Top &) const = default;
    };

    void onReset();
    void onGrown();
    void onMatchesChanged();
    void onScrollAction(int action);
    void updateScrollBars();
    bool hasArrived(qint64 end);
    void findEnd();
    void changeFollowing(bool following);
    Top top() const;
    Top moved(Top from, int lines);
    void stay(Top at); // whether the log ends there or not
    std::optional<Top> endAbove(Top at);
    void bringMatchIntoSight();
    void bringLineIntoSight(Top match);
    void measureText(const QTextLayout &layout);
    std::pair<qsizetype, qsizetype> matchIn(const LogRow &row) const;
    int xOf(const LogRow &row, qsizetype column) const;
    void showSideways(int left, int right);
    void showColumn();
    void showFrom(Top at); // follows if that is the end
    void scrollLines(int lines);
    int linesOf(qint64 row);
    int linesAbove(const LogRow &first);
    qint64 topRow() const;
    qint64 firstToPlace() const;
    void place();
    void measureTail();
    int countTail();
    LogRow lay(qint64 row);
    void shiftUp();
    LogLook look() const;
    /// Chosen, and nothing is selected.
    std::optional<qint64> currentRow() const
    {
        return m_anchor && !hasSelection() ? std::optional(m_cursor.row) : std::nullopt;
    }
    int lineHeight() const { return fontMetrics().lineSpacing() + 4; }
    int visibleRows() const; ///< of one line each
    int rowsInSight() const;
    int gutter() const;
    void measureLabels();
    void moveCursor(LogPosition to, bool extend);
    bool moveByKey(QKeyEvent *event);
    LogPosition movedByKey(const QKeyEvent &event, LogPosition from);
    LogPosition belowBy(LogPosition from, int lines);
    int lineAt(LogPosition position);
    void showCursor();

    LogFeed &m_feed;
    Rows m_rows = Rows::Lines;
    std::vector<LogRow> m_placed;
    bool m_isFollowing = true;
    bool m_isWrapping = false;
    bool m_isOver = false;
    QString m_reason;           // see setReason()
    QString m_ending;           // see setOver()
    bool m_isAdjusting = false; // we move the scroll bar, not a person
    LogEnd m_end;               // of the rows to be painted
    int m_tailRows = 0;         // see measureTail()
    int m_topLine = 0;          // see Top; of the row at the scroll bar's value
    int m_wheel = 0;            // turned, but not by a line yet; in eighths of a degree, times lines a step
    int m_widestText = 0;
    int m_labelWidth = 0;
    std::optional<LogPosition> m_anchor; // unset: nothing has been chosen
    LogPosition m_cursor;
    std::optional<qint64> m_sought; // a row whose match has to come into sight once it is there
};

} // namespace regatta::ui
