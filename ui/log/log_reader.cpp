#include "ui/log/log_reader.h"

#include "ui/text/sentences.h"

#include <QPointer>

#include <utility>

namespace regatta::ui {

namespace {

constexpr qsizetype keptBytes = 16 * 1024 * 1024;
constexpr qsizetype longestLine = 4'000; ///< characters that are shown of one line

/// Takes colours and other control sequences (ECMA-48: ESC [ parameters final) and titles (ESC ] ... BEL or
/// ESC \) out of a line.
QByteArray withoutEscapes(QByteArrayView line)
{
    QByteArray plain;
    plain.reserve(line.size());
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] != '\x1b') {
            plain += line[i];
            continue;
        }
        const char kind = i + 1 < line.size() ? line[i + 1] : '\0';
        ++i;
        if (kind == '[') {
            while (i + 1 < line.size() && (line[i + 1] < 0x40 || line[i + 1] > 0x7e))
                ++i;
            ++i;
        } else if (kind == ']') {
            while (i + 1 < line.size() && line[i + 1] != '\a' && line[i + 1] != '\x1b')
                ++i;
            ++i;
        }
    }
    return plain;
}

QString textOfLine(QByteArrayView line)
{
    // As a terminal would: what comes after a carriage return is written over what was there.
    if (line.endsWith('\r'))
        line.chop(1);
    line = line.sliced(line.lastIndexOf('\r') + 1);
    // An escape sequence may be long, but not as long as to hide a whole line.
    const QByteArray plain = withoutEscapes(line.first(std::min(line.size(), longestLine * 4)));
    QString text = QString::fromUtf8(plain);
    text.replace(u'\t', QStringLiteral("    "));
    return text::neutralised(text, longestLine);
}

} // namespace

QStringList linesOfRecord(QByteArrayView bytes)
{
    QStringList lines;
    while (!bytes.isEmpty()) {
        const qsizetype newline = bytes.indexOf('\n');
        lines << textOfLine(newline < 0 ? bytes : bytes.first(newline));
        if (newline < 0)
            break;
        bytes = bytes.sliced(newline + 1);
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
