#pragma once

#include "ui/log/log_feed.h"
#include "ui/log/terminal_colors.h"

#include <QDateTime>
#include <QFontMetrics>
#include <QTextLayout>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

class QPainter;

namespace regatta::ui {

struct Theme;

/// A place between two characters of a log.
struct LogPosition
{
    qint64 row = 0;
    int column = 0;

    auto operator<=>(const LogPosition &) const = default;
};

/// A row as it stands in the viewport.
struct LogRow
{
    qint64 row = 0;
    int y = 0;
    int height = 0;
    const spool::LogLine *line = nullptr; ///< null: being fetched; valid while painting alone
    QString text;
    std::unique_ptr<QTextLayout> layout;
};

/// How a log is looked at just now.
struct LogLook
{
    const LogFeed &feed;
    const Theme &theme;
    QFontMetrics metrics;
    int lineHeight = 0;
    int labelWidth = 0; ///< of LogFeed::labelOf() in sight; 0: none has one
    int textLeft = 0;   ///< where the text begins, behind time, label and mark
    int shift = 0;      ///< how far it has been scrolled to the side
    int width = 0;
    bool repeatsTimes = false; ///< in each row; else once a record
    std::optional<std::pair<LogPosition, LogPosition>> selection = {};
    std::optional<qint64> currentRow = {};
};

/// Paints rows: time, label, a mark for standard error, text with what is found and what is selected.
class LogPainter
{
public:
    LogPainter(QPainter &painter, LogLook look);

    void paint(const LogRow &row);

private:
    void paintGutter(const LogRow &row, const RowColors &colors);
    QString timeOf(base::Duration sinceStart);
    QList<QTextLayout::FormatRange> marksOf(const LogRow &row);
    void markMatches(const LogRow &row, QList<QTextLayout::FormatRange> &marks) const;
    void markSelection(const LogRow &row, QList<QTextLayout::FormatRange> &marks) const;

    QPainter &m_painter;
    const LogLook m_look;
    const RowColors m_colors; // but for the current row
    QDateTime m_start;        // of the run, with the time zone's offset for the rows in sight
    std::chrono::steady_clock::duration m_marking{}; // time spent on finding what is looked for
};

/// As wide as any time in a log, with the gap behind it.
QString widestLogTime();

} // namespace regatta::ui
