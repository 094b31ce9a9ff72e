#include "ui/log/log_announcer.h"

#include "ui/log/log_feed.h"
#include "ui/log/log_view.h"

#include <QWindow>

#include <algorithm>
#include <utility>

namespace regatta::ui {

namespace {

/// Whether it is painted, so that what is printed comes into its rows in sight.
bool isPainted(const QWidget &view)
{
    const QWindow *window = view.window()->windowHandle();
    return view.isVisible() && window && window->isExposed() && !view.window()->isMinimized();
}

} // namespace

LogAnnouncer::LogAnnouncer(LogView &view, LogFeed &feed, Reader reader)
    : QObject(&view)
    , m_view(view)
    , m_reader(std::move(reader))
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &LogAnnouncer::announce);
    connect(&view, &LogView::rowCountChanged, this, &LogAnnouncer::consider);
    connect(&feed, &LogFeed::fetched, this, &LogAnnouncer::consider);
}

void LogAnnouncer::consider()
{
    if (m_view.rows() != LogView::Rows::Lines)
        return;
    const qint64 rows = m_view.rowCount();
    m_told = std::min(m_told, rows); // of another log
    if (!m_reader.isThere() || !m_view.isFollowing() || !isPainted(m_view))
        m_told = rows;
    else if (m_told < rows && !m_pause.isActive())
        m_pause.start(pause);
}

void LogAnnouncer::announce()
{
    if (m_view.rows() != LogView::Rows::Lines || !m_view.isFollowing())
        return;
    qsizetype offset = 0;
    QStringList lines;
    for (const LogView::SpokenRow &row : m_view.spokenRows()) {
        if (!row.isThere)
            break;
        if (row.row < m_told) {
            offset += row.words.size() + 1;
            continue;
        }
        lines << row.words;
        m_told = row.row + 1;
    }
    if (!lines.isEmpty())
        m_reader.say(int(offset), lines.join(u'\n').left(mostCharacters));
    consider(); // what has not been painted yet
}

} // namespace regatta::ui
