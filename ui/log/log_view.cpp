#include "ui/log/log_view.h"

#include "ui/log/log_accessible.h"
#include "ui/log/log_painter.h"
#include "ui/log/terminal_colors.h"
#include "ui/text/sentences.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <limits>
#include <utility>

namespace regatta::ui {

namespace {

/// Null: it is being fetched.
QString shownTextOf(const spool::LogLine *line)
{
    if (!line)
        return QStringLiteral("…");
    return line->isSpoilt ? LogView::tr("(the disk has spoilt this line)") : line->text.text;
}

} // namespace

LogView::LogView(LogFeed &feed, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_feed(feed)
{
    setObjectName(QStringLiteral("log"));
    setAccessibleName(tr("Log"));
    makeAccessible(*this);
    new LogAnnouncer(*this, feed, screenReaderOf(*this)); // a child of ours
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setFont(monospaceFont());
    viewport()->setCursor(Qt::IBeamCursor);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &LogView::onScrollAction);
    connect(&m_feed, &LogFeed::reset, this, &LogView::onReset);
    connect(&m_feed, &LogFeed::grown, this, &LogView::onGrown);
    connect(&m_feed, &LogFeed::matchesChanged, this, &LogView::onMatchesChanged);
    connect(&m_feed, &LogFeed::fetched, viewport(), QOverload<>::of(&QWidget::update));
    connect(&m_feed, &LogFeed::searchGaveUp, viewport(), QOverload<>::of(&QWidget::update)); // see hint()
}

LogView::~LogView() = default;

qint64 LogView::rowCount() const
{
    return m_rows == Rows::Lines ? m_feed.lineCount() : qint64(m_feed.matches().size());
}

qint64 LogView::lineOf(qint64 row) const
{
    return m_rows == Rows::Lines ? row : m_feed.matches()[size_t(row)];
}

void LogView::setRows(Rows rows)
{
    if (m_rows == rows)
        return;
    const qint64 line = rowCount() > 0 ? currentLine() : 0;
    m_rows = rows;
    stay({}); // the rows are others; where one was may be behind their end
    m_end.restart();
    clearSelection();
    onGrown();
    if (m_isFollowing || rowCount() == 0)
        return;
    const auto &matches = m_feed.matches();
    goToRow(rows == Rows::Lines ? line
                                : std::lower_bound(matches.begin(), matches.end(), line) - matches.begin());
}

void LogView::setWrapping(bool wrapping)
{
    m_isWrapping = wrapping;
    m_topLine = 0;
    updateScrollBars();
    viewport()->update();
}

void LogView::setOver(bool isOver, const QString &why)
{
    const bool wasOver = std::exchange(m_isOver, isOver);
    const QString before = std::exchange(m_ending, why);
    if (wasOver != isOver || before != why)
        viewport()->update();
}

void LogView::setReason(const QString &reason)
{
    if (std::exchange(m_reason, reason) != reason)
        viewport()->update();
}

QString LogView::hint() const
{
    if (!m_feed.hasLog())
        return tr("What the hosts print appears here.");
    if (!m_reason.isEmpty())
        return m_reason;
    if (m_rows == Rows::Matches) {
        // Else nothing is looked for, or not to the end, and what is wrong is said above.
        const bool isSought = !m_feed.pattern().isEmpty() && !m_feed.hasExploded();
        return isSought ? tr("Nothing matches.") : QString();
    }
    if (!m_isOver)
        return tr("Nothing printed yet.");
    return m_ending.isEmpty() ? tr("Nothing was printed.") : tr("Nothing was printed. %1").arg(m_ending);
}

void LogView::onReset()
{
    clearSelection();
    m_end.restart();
    m_topLine = 0;
    m_widestText = 0;
    m_labelWidth = 0;
    onGrown();
    if (!m_isFollowing)
        verticalScrollBar()->setValue(0);
}

void LogView::onGrown()
{
    const qint64 end = m_end.row();
    if (rowCount() < end)
        m_end.restart();
    updateScrollBars();
    // Who follows the end sees what is new once it has been fetched: until then nothing else would be
    // painted.
    const bool isAwaited = m_isFollowing && viewport()->isVisible();
    if (isAwaited)
        findEnd();
    if (!isAwaited || m_end.row() != end)
        viewport()->update();
    Q_EMIT rowCountChanged(rowCount());
}

void LogView::onMatchesChanged()
{
    onGrown();
    viewport()->update(); // they are marked in the lines that are there
}

int LogView::visibleRows() const
{
    return std::max(1, viewport()->height() / lineHeight());
}

int LogView::gutter() const
{
    const int time = fontMetrics().horizontalAdvance(widestLogTime());
    return fontMetrics().averageCharWidth() * 2 + time + m_labelWidth;
}

void LogView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void LogView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        viewport()->update();
    QAbstractScrollArea::changeEvent(event);
}

/// Of the rows in sight when this is the end; asks for those that have not.
bool LogView::hasArrived(qint64 end)
{
    bool all = true;
    for (qint64 row = std::max<qint64>(0, end - visibleRows()); row < end; ++row)
        all = m_feed.line(lineOf(row)) && all;
    return all;
}

void LogView::findEnd()
{
    if (m_isFollowing)
        m_end.follow(rowCount(), [this](qint64 end) { return hasArrived(end); });
    else
        m_end.jumpTo(rowCount());
}

LogRow LogView::lay(qint64 row)
{
    LogRow placed;
    placed.row = row;
    placed.line = m_feed.line(lineOf(row));
    placed.text = shownTextOf(placed.line);
    const Theme &theme = Theme::of(palette());
    const QColor &background = currentRow() == row ? theme.selection : theme.surface;
    const bool isError = placed.line && placed.line->stream == model::OutputStream::Stderr;
    placed.layout = std::make_unique<QTextLayout>(placed.text, font());
    QTextOption option;
    option.setWrapMode(m_isWrapping ? QTextOption::WrapAnywhere : QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    placed.layout->setTextOption(option);
    if (placed.line)
        placed.layout->setFormats(
            formatsOf(placed.line->text, background, isError ? theme.vermillion : theme.text));
    placed.layout->beginLayout();
    const int width = std::max(viewport()->width() - gutter(), fontMetrics().averageCharWidth() * 8);
    int lines = 0;
    for (QTextLine line = placed.layout->createLine(); line.isValid(); line = placed.layout->createLine()) {
        if (m_isWrapping)
            line.setLineWidth(width);
        line.setPosition(QPointF(0, lines++ * lineHeight() + 2));
    }
    placed.layout->endLayout();
    measureText(*placed.layout);
    placed.height = std::max(1, lines) * lineHeight();
    return placed;
}

void LogView::place()
{
    m_placed.clear();
    const int height = viewport()->height();
    const qint64 first = firstToPlace();
    if (m_isWrapping && first > 0)
        m_feed.line(lineOf(first - 1)); // who scrolls up has to know how high it is
    int y = 0;
    for (qint64 row = first; row < m_end.row() && y < height; ++row) {
        m_placed.push_back(lay(row));
        if (row == first)
            y = -linesAbove(m_placed.back()) * lineHeight();
        m_placed.back().y = y;
        y += m_placed.back().height;
    }
    if (m_isFollowing && y > height)
        shiftUp();
}

void LogView::shiftUp()
{
    // Rows that are higher than one line push the newest one out of sight: it has to stand at the bottom.
    while (m_placed.back().row + 1 < m_end.row())
        m_placed.push_back(lay(m_placed.back().row + 1));
    int y = viewport()->height();
    for (auto placed = m_placed.rbegin(); placed != m_placed.rend(); ++placed) {
        y -= placed->height;
        placed->y = y;
    }
    std::erase_if(m_placed, [](const LogRow &placed) { return placed.y + placed.height <= 0; });
}

void LogView::measureLabels()
{
    const qint64 top = firstToPlace();
    for (qint64 row = top; row < std::min(top + visibleRows() + 1, m_end.row()); ++row) {
        const spool::LogLine *line = m_feed.line(lineOf(row));
        const QString label = line ? m_feed.labelOf(*line) : QString();
        if (!label.isEmpty())
            m_labelWidth = std::max(m_labelWidth, fontMetrics().horizontalAdvance(label) +
                                                      2 * fontMetrics().averageCharWidth());
    }
}

void LogView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.surface);
    if (rowCount() == 0) {
        painter.setPen(theme.muted);
        painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap, hint());
        return;
    }
    const int widestBefore = m_widestText + m_labelWidth;
    findEnd();
    measureLabels();
    place();
    if (m_sought)
        bringMatchIntoSight();
    if (m_isWrapping)
        measureTail();
    LogPainter rows(painter, look());
    for (const LogRow &placed : m_placed)
        rows.paint(placed);
    if (m_widestText + m_labelWidth > widestBefore)
        QMetaObject::invokeMethod(this, &LogView::updateScrollBars, Qt::QueuedConnection);
}

LogLook LogView::look() const
{
    LogLook look{m_feed, Theme::of(palette()), fontMetrics()};
    look.lineHeight = lineHeight();
    look.labelWidth = m_labelWidth;
    look.textLeft = gutter();
    look.shift = horizontalScrollBar()->value();
    look.width = viewport()->width();
    look.repeatsTimes = m_rows == Rows::Matches;
    look.selection = selection();
    look.currentRow = currentRow();
    return look;
}

LogPosition LogView::positionAt(const QPoint &point, QTextLine::CursorPosition kind) const
{
    if (m_placed.empty())
        return {};
    const LogRow *under = &m_placed.front();
    for (const LogRow &placed : m_placed) {
        if (placed.y <= point.y())
            under = &placed;
    }
    const int line =
        std::clamp((point.y() - under->y) / lineHeight(), 0, std::max(0, under->layout->lineCount() - 1));
    const double x = point.x() - gutter() + horizontalScrollBar()->value();
    const int column = under->layout->lineCount() > 0 ? under->layout->lineAt(line).xToCursor(x, kind) : 0;
    return {under->row, column};
}

void LogView::moveCursor(LogPosition to, bool extend)
{
    if (rowCount() == 0)
        return;
    to.row = std::clamp<qint64>(to.row, 0, rowCount() - 1);
    m_cursor = to;
    if (!extend || !m_anchor)
        m_anchor = to;
    viewport()->update();
    announceCursor(*this);
}

qint64 LogView::currentLine() const
{
    const qint64 row = m_anchor ? m_cursor.row : topRow();
    return lineOf(std::clamp<qint64>(row, 0, std::max<qint64>(0, rowCount() - 1)));
}

void LogView::clearSelection()
{
    m_anchor.reset();
    m_cursor = {};
    m_sought.reset();
    m_placed.clear();
    viewport()->update();
}

std::optional<std::pair<LogPosition, LogPosition>> LogView::selection() const
{
    return hasSelection() ? std::optional(std::minmax(*m_anchor, m_cursor)) : std::nullopt;
}

void LogView::selectAll()
{
    if (rowCount() == 0)
        return;
    m_anchor = LogPosition{0, 0};
    m_cursor = {rowCount() - 1, std::numeric_limits<int>::max()};
    viewport()->update();
}

LogTextRequest LogView::requestOf(bool withColors, const QString &path) const
{
    LogTextRequest request;
    request.withColors = withColors;
    request.withNames = m_feed.isMerged();
    request.ofMatches = m_rows == Rows::Matches;
    request.path = path;
    request.last = rowCount() - 1;
    if (!m_anchor || (!path.isEmpty() && !hasSelection()))
        return request;
    const auto [first, last] = std::minmax(*m_anchor, m_cursor);
    request.first = first.row;
    request.last = last.row;
    if (hasSelection()) {
        request.firstColumn = first.column;
        request.behindLastColumn = last.column;
    }
    return request;
}

} // namespace regatta::ui
