#pragma once

#include "ui/log/log_lines.h"
#include "ui/log/log_reader.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <memory>
#include <optional>

namespace regatta::model {
struct Manifest;
}

namespace regatta::ui {

class RunLog;
struct Theme;

/// The output of one task, of several, or of all merged in the order of arrival: time, host, text. Paints
/// only the lines that can be seen, and fetches only those. Follows the end until a person scrolls up; End
/// follows again. GUI thread.
class LogView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit LogView(QWidget *parent = nullptr);
    ~LogView() override;

    /// `log` may be null: nothing to show. It outlives the view's interest in it: set another (or null)
    /// before it goes.
    void setLog(RunLog *log, std::shared_ptr<const model::Manifest> manifest);
    /// Empty: all.
    void showTasks(const std::vector<model::TaskId> &tasks);
    void setFollowing(bool following);

    bool isFollowing() const { return m_isFollowing; }
    qint64 lineCount() const { return m_lines.count(); }
    /// The selected lines as text, host names included where several tasks are shown; lines that have not
    /// been fetched yet are left out.
    QString selectedText();
    void copySelected();
    void selectAll();

Q_SIGNALS:
    void followingChanged(bool following);
    void lineCountChanged(qint64 lines);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void refresh();
    void updateScrollBars();
    void paintLine(QPainter &painter, const Theme &theme, qint64 line, const QRect &where);
    QString nameOf(model::TaskId task) const;
    QString timeOf(base::Duration sinceStart) const;
    int lineHeight() const { return fontMetrics().lineSpacing() + 4; }
    int visibleLines() const;
    int gutter() const;
    qint64 lineAt(const QPoint &point) const;
    void select(qint64 line, bool extend);

    RunLog *m_log = nullptr;
    std::shared_ptr<const model::Manifest> m_manifest;
    LogLines m_lines;
    LogReader m_reader;
    QTimer m_gather; // news within one frame are one refresh
    bool m_isFollowing = true;
    bool m_isMerged = true;
    bool m_isAdjusting = false; // we move the scroll bar, not a person
    int m_widestText = 0;
    int m_nameWidth = 0;
    std::optional<qint64> m_anchor;
    qint64 m_cursor = 0;
};

} // namespace regatta::ui
