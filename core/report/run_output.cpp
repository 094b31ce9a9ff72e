#include "core/report/run_output.h"

#include "core/base/utf8.h"
#include "core/spool/line_splitter.h"
#include "core/spool/terminal_text.h"

#include <QStringDecoder>

#include <algorithm>
#include <tuple>

namespace regatta::report {

namespace {

auto keyOf(const spool::IndexEntry &entry)
{
    return std::tuple(entry.head.task.value, entry.head.stream);
}

} // namespace

base::Expected<RunOutput> RunOutput::open(const QString &path, const std::stop_token &stop)
{
    RunOutput output;
    output.m_stop = stop;
    if (path.isEmpty())
        return output;
    auto reader = spool::SpoolReader::open(path);
    if (!reader)
        return tl::unexpected(reader.error());
    output.m_reader = *std::move(reader);
    const quint64 size = output.m_reader->fileSize(); // a run that goes on writes meanwhile
    output.m_entries = output.m_reader->scan();
    const quint64 end = output.m_entries.empty() ? spool::fileHeadSize : output.m_entries.back().end();
    output.m_hasRest = end < size;
    std::stable_sort(output.m_entries.begin(), output.m_entries.end(),
                     [](const auto &left, const auto &right) { return keyOf(left) < keyOf(right); });
    return output;
}

std::pair<RunOutput::Entries::const_iterator, RunOutput::Entries::const_iterator>
RunOutput::entriesOf(model::TaskId task, model::OutputStream stream) const
{
    spool::IndexEntry wanted;
    wanted.head.task = task;
    wanted.head.stream = stream;
    return std::equal_range(m_entries.begin(), m_entries.end(), wanted,
                            [](const auto &left, const auto &right) { return keyOf(left) < keyOf(right); });
}

qint64 RunOutput::size(model::TaskId task, model::OutputStream stream) const
{
    qint64 sum = 0;
    const auto [first, last] = entriesOf(task, stream);
    for (auto entry = first; entry != last; ++entry)
        sum += entry->head.length;
    return sum;
}

base::Expected<void> RunOutput::read(model::TaskId task, model::OutputStream stream,
                                     const PieceReceiver &receive) const
{
    base::Expected<void> result;
    const auto [first, last] = entriesOf(task, stream);
    for (auto entry = first; entry != last && !m_stop.stop_requested(); ++entry) {
        if (const auto bytes = m_reader->read(*entry)) {
            receive(*bytes);
        } else {
            *m_isSpoilt = true;
            result = tl::unexpected(bytes.error());
        }
    }
    return result;
}

void RunOutput::readLines(model::TaskId task, model::OutputStream stream, const LineReceiver &receive) const
{
    spool::LineSplitter splitter;
    spool::TerminalText terminal;
    const auto show = [&](QByteArrayView line, bool isWhole) { receive(terminal.show(line).text, isWhole); };
    (void)read(task, stream, [&](QByteArrayView bytes) { splitter.feed(bytes, show); });
    splitter.finish(show);
}

bool RunOutput::isUtf8(model::TaskId task, model::OutputStream stream) const
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    QByteArray last;
    (void)read(task, stream, [&](QByteArrayView bytes) {
        if (!decoder.hasError())
            (void)QString(decoder.decode(bytes));
        last = bytes.last(std::min(bytes.size(), base::longestUtf8)).toByteArray();
    });
    // The decoder waits for the rest of a character that never came.
    qsizetype tail = 0;
    while (tail < last.size() && base::isUtf8Continuation(last[last.size() - 1 - tail]))
        ++tail;
    const auto lead = tail < last.size() ? quint8(last[last.size() - 1 - tail]) : quint8(0);
    const qsizetype wanted = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
    return !decoder.hasError() && (last.isEmpty() || tail >= wanted);
}

} // namespace regatta::report
