#include "ui/log/log_reader.h"

#include "core/spool/line_pieces.h"
#include "core/spool/terminal_text.h"
#include "ui/text/sentences.h"

#include <QPointer>

#include <utility>

namespace regatta::ui {

namespace {

constexpr qsizetype keptBytes = 16 * 1024 * 1024;
} // namespace

QStringList linesOfRecord(QByteArrayView bytes)
{
    QStringList lines;
    spool::TerminalText terminal;
    while (!bytes.isEmpty()) {
        const qsizetype size = spool::firstLineSize(bytes);
        lines << terminal.show(spool::withoutNewline(bytes.first(size))).text;
        bytes = bytes.sliced(size);
    }
    return lines;
}

LogReader::LogReader(QObject *parent)
    : QObject(parent)
    , m_kept(keptBytes)
{
    m_pool.setMaxThreadCount(1);
}

LogReader::~LogReader()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void LogReader::setSpool(std::shared_ptr<spool::SpoolReader> spool)
{
    ++m_generation;
    m_pool.clear();
    m_kept.clear();
    m_underWay.clear();
    m_spool = std::move(spool);
}

const QStringList *LogReader::linesOf(size_t record, const spool::IndexEntry &entry)
{
    if (const QStringList *lines = m_kept.object(record))
        return lines;
    if (!m_spool || m_underWay.contains(record))
        return nullptr;
    m_underWay.insert(record);
    m_pool.start([this, spool = m_spool, record, entry, generation = m_generation] {
        const auto bytes = spool->read(entry);
        QStringList lines = bytes ? linesOfRecord(*bytes) : QStringList{text::sentence(bytes.error())};
        while (lines.size() < qsizetype(entry.head.lines))
            lines << QString();
        // The destructor waits for the pool, so `this` is there.
        QMetaObject::invokeMethod(this,
                                  [this, generation, record, lines] { keep(generation, record, lines); });
    });
    return nullptr;
}

void LogReader::keep(int generation, size_t record, const QStringList &lines)
{
    if (generation != m_generation)
        return;
    m_underWay.remove(record);
    qsizetype cost = 64;
    for (const QString &line : lines)
        cost += line.size() * 2 + 32;
    // A record that is larger than the whole cache would never be shown.
    m_kept.insert(record, new QStringList(lines), std::min(cost, keptBytes / 4));
    Q_EMIT fetched();
}

} // namespace regatta::ui
