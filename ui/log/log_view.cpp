#include "ui/log/log_view.h"

#include "core/model/manifest.h"
#include "ui/log/run_log.h"
#include "ui/text/sentences.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <limits>
#include <utility>

namespace regatta::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto gatherTime = 33ms;
constexpr int longestName = 28; ///< characters of host and item in the gutter
constexpr qint64 mostCopiedLines = 100'000;

} // namespace

LogView::LogView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setObjectName(QStringLiteral("log"));
    setAccessibleName(tr("Log"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setFont(monospaceFont());
    m_gather.setSingleShot(true);
    m_gather.setInterval(gatherTime);
    connect(&m_gather, &QTimer::timeout, this, &LogView::refresh);
    connect(&m_reader, &LogReader::fetched, viewport(), QOverload<>::of(&QWidget::update));
}

LogView::~LogView() = default;

void LogView::setLog(RunLog *log, std::shared_ptr<const model::Manifest> manifest)
{
    if (m_log)
        disconnect(&m_log->news(), nullptr, this, nullptr);
    m_log = log;
    m_manifest = std::move(manifest);
    m_reader.setSpool(log ? log->reader() : nullptr);
    if (log) {
        connect(
            &log->news(), &RunLogNews::grown, this,
            [this] {
                if (!m_gather.isActive())
                    m_gather.start();
            },
            Qt::QueuedConnection);
    }
    setFollowing(true);
    showTasks({});
}

void LogView::showTasks(const std::vector<model::TaskId> &tasks)
{
    m_lines.showTasks(QSet<model::TaskId>(tasks.begin(), tasks.end()));
    m_isMerged = tasks.size() != 1;
    m_anchor.reset();
    m_widestText = 0;
    m_nameWidth = 0;
    refresh();
    if (!m_isFollowing)
        verticalScrollBar()->setValue(0);
}

void LogView::setFollowing(bool following)
{
    if (m_isFollowing == following)
        return;
    m_isFollowing = following;
    updateScrollBars();
    Q_EMIT followingChanged(following);
}

void LogView::refresh()
{
    if (m_log && m_lines.follow(*m_log->index(), *m_log->reader()))
        Q_EMIT lineCountChanged(m_lines.count());
    updateScrollBars();
    viewport()->update();
}

int LogView::visibleLines() const
{
    return std::max(1, viewport()->height() / lineHeight());
}

int LogView::gutter() const
{
    const int time = fontMetrics().horizontalAdvance(QStringLiteral("00:00:00.000  "));
    return fontMetrics().averageCharWidth() + time + (m_isMerged ? m_nameWidth : 0) +
           fontMetrics().averageCharWidth() * 2;
}

void LogView::updateScrollBars()
{
    m_isAdjusting = true;
    const auto last = std::min<qint64>(std::max<qint64>(0, m_lines.count() - visibleLines()),
                                       std::numeric_limits<int>::max());
    verticalScrollBar()->setRange(0, int(last));
    verticalScrollBar()->setPageStep(visibleLines());
    if (m_isFollowing)
        verticalScrollBar()->setValue(int(last));
    horizontalScrollBar()->setRange(0, std::max(0, gutter() + m_widestText - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(fontMetrics().averageCharWidth() * 4);
    m_isAdjusting = false;
}

void LogView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void LogView::scrollContentsBy(int, int)
{
    viewport()->update();
    if (!m_isAdjusting)
        setFollowing(verticalScrollBar()->value() == verticalScrollBar()->maximum());
}

void LogView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.surface);
    if (m_lines.count() == 0) {
        painter.setPen(theme.muted);
        painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         m_log ? tr("Nothing printed yet.") : tr("What the hosts print appears here."));
        return;
    }
    const qint64 first = verticalScrollBar()->value();
    const qint64 last = std::min(m_lines.count() - 1, first + visibleLines());
    const int widestBefore = m_widestText + m_nameWidth;
    for (qint64 line = first; line <= last; ++line)
        paintLine(painter, theme, line,
                  QRect(0, int(line - first) * lineHeight(), viewport()->width(), lineHeight()));
    if (m_widestText + m_nameWidth > widestBefore)
        QMetaObject::invokeMethod(this, &LogView::refresh, Qt::QueuedConnection);
}

void LogView::paintLine(QPainter &painter, const Theme &theme, qint64 line, const QRect &where)
{
    const LogLines::Place place = m_lines.placeOf(line);
    const spool::RecordHead &head = place.entry->head;
    const QStringList *lines = m_reader.linesOf(place.record, *place.entry);
    const QString text = lines ? lines->value(place.line) : QStringLiteral("…");
    const bool isError = head.stream == model::OutputStream::Stderr;
    const int character = fontMetrics().averageCharWidth();
    if (m_anchor && line >= std::min(*m_anchor, m_cursor) && line <= std::max(*m_anchor, m_cursor))
        painter.fillRect(where, theme.selection);

    int x = character - horizontalScrollBar()->value();
    const auto draw = [&](const QString &words, const QColor &color) {
        painter.setPen(color);
        painter.drawText(QRect(x, where.top(), std::max(where.width() - x, 0), where.height()),
                         Qt::AlignVCenter | Qt::TextSingleLine, words);
    };
    // The time stands once a record: the lines below came with it.
    if (place.line == 0)
        draw(timeOf(head.time), theme.muted);
    x += fontMetrics().horizontalAdvance(QStringLiteral("00:00:00.000  "));
    if (m_isMerged) {
        const QString name = nameOf(head.task);
        m_nameWidth = std::max(m_nameWidth, fontMetrics().horizontalAdvance(name) + 2 * character);
        draw(name, theme.accent);
        x += m_nameWidth;
    }
    // Standard error has a mark, not only a colour.
    if (isError)
        painter.fillRect(QRect(x, where.top() + 2, std::max(2, character / 3), where.height() - 4),
                         theme.vermillion);
    x += character;
    draw(text, isError ? theme.vermillion : theme.text);
    m_widestText = std::max(m_widestText, fontMetrics().horizontalAdvance(text) + 2 * character);
}

QString LogView::nameOf(model::TaskId task) const
{
    if (!m_manifest || task.value >= m_manifest->taskCount())
        return {};
    QString name = m_manifest->target(task).name;
    if (const QString item = m_manifest->item(task).label(); !item.isEmpty())
        name += u' ' + item;
    return text::neutralised(name, longestName);
}

QString LogView::timeOf(base::Duration sinceStart) const
{
    if (!m_manifest)
        return {};
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(sinceStart).count();
    return m_manifest->identity.startedAt.addMSecs(milliseconds).toString(QStringLiteral("HH:mm:ss.zzz"));
}

qint64 LogView::lineAt(const QPoint &point) const
{
    const qint64 line = verticalScrollBar()->value() + point.y() / lineHeight();
    return std::clamp<qint64>(line, 0, std::max<qint64>(0, m_lines.count() - 1));
}

void LogView::select(qint64 line, bool extend)
{
    if (m_lines.count() == 0)
        return;
    m_cursor = line;
    if (!extend || !m_anchor)
        m_anchor = line;
    viewport()->update();
}

void LogView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        select(lineAt(event->position().toPoint()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void LogView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        select(lineAt(event->position().toPoint()), true);
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copySelected();
    else if (event->matches(QKeySequence::SelectAll))
        selectAll();
    else if (event->key() == Qt::Key_End)
        setFollowing(true);
    else if (event->key() == Qt::Key_Home)
        verticalScrollBar()->setValue(0);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void LogView::selectAll()
{
    m_anchor = 0;
    m_cursor = std::max<qint64>(0, m_lines.count() - 1);
    viewport()->update();
}

QString LogView::selectedText()
{
    if (!m_anchor || m_lines.count() == 0)
        return {};
    const qint64 first = std::min(*m_anchor, m_cursor);
    const qint64 last =
        std::min({std::max(*m_anchor, m_cursor), m_lines.count() - 1, first + mostCopiedLines});
    QString text;
    for (qint64 line = first; line <= last; ++line) {
        const LogLines::Place place = m_lines.placeOf(line);
        const QStringList *lines = m_reader.linesOf(place.record, *place.entry);
        if (!lines)
            continue;
        if (m_isMerged)
            text += nameOf(place.entry->head.task) + QStringLiteral(": ");
        text += lines->value(place.line) + u'\n';
    }
    return text;
}

void LogView::copySelected()
{
    if (const QString text = selectedText(); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

} // namespace regatta::ui
