#include "app/cli/gatherer.h"

#include "app/cli/folded_tasks.h"
#include "core/spool/line_splitter.h"
#include "ui/text/sentences.h"

#include <QDir>
#include <QTemporaryDir>

#include <algorithm>
#include <utility>

namespace regatta::cli {

namespace {

/// What may wait for whoever reads our output.
constexpr qsizetype mostUnread = 4 * 1024 * 1024;

constexpr quint64 readAtOnce = 16 * 1024 * 1024;

const QByteArray rule = QByteArray(15, '-') + '\n'; // as clush and dshbak have it

bool hasStream(const std::vector<spool::IndexEntry> &entries, model::OutputStream stream)
{
    return std::any_of(entries.begin(), entries.end(),
                       [stream](const auto &entry) { return entry.head.stream == stream; });
}

} // namespace

base::Expected<std::shared_ptr<Gatherer>> Gatherer::create(Place place, base::Instant start,
                                                           std::shared_ptr<base::OutputBudget> budget,
                                                           spool::SpoolWriter::TroubleListener onDisk)
{
    const QTemporaryDir folder; // goes at once, with the file's name; the file itself when it is closed
    if (!folder.isValid())
        return base::failure(base::ErrorCode::FileUnwritable, QDir::tempPath());
    const QString path = folder.filePath(QStringLiteral("answers"));
    auto index = std::make_shared<spool::SpoolIndex>();
    auto writer = spool::SpoolWriter::create(path, start, std::move(budget), index, std::move(onDisk));
    if (!writer)
        return tl::unexpected(writer.error());
    auto reader = spool::SpoolReader::open(path);
    if (!reader)
        return tl::unexpected(reader.error());
    return std::shared_ptr<Gatherer>(
        new Gatherer(std::move(place), *std::move(writer), *std::move(reader), std::move(index)));
}

Gatherer::Gatherer(Place place, std::unique_ptr<spool::SpoolWriter> writer,
                   std::shared_ptr<spool::SpoolReader> reader, std::shared_ptr<spool::SpoolIndex> index)
    : m_place(std::move(place))
    , m_writer(std::move(writer))
    , m_reader(std::move(reader))
    , m_index(std::move(index))
{}

void Gatherer::taskEvent(const model::TaskEvent &event)
{
    if (const auto *output = std::get_if<model::TaskOutput>(&event))
        m_writer->append(*output);
}

void Gatherer::runFinished(const model::RunSummary &, base::Instant)
{
    m_writer->flush();
    answers::AnswerBook book(m_reader, m_index, m_place.shown, {});
    while (book.readOn(readAtOnce)) {
    }
    const std::vector<answers::AnswerGroup> groups = book.groups();
    const Entries entries = entriesOf(groups);
    if (m_place.terminals.stderrIsTerminal)
        write(Sink::Stderr, "\r\x1b[K"); // the progress line stands there
    for (const answers::AnswerGroup &group : groups) {
        if (const auto said = entries.find(group.representative()); said != entries.end())
            print(group, said->second);
    }
}

/// Of those who speak for their groups, and of their latest attempts, as the book has it.
Gatherer::Entries Gatherer::entriesOf(const std::vector<answers::AnswerGroup> &groups) const
{
    Entries entries;
    for (const answers::AnswerGroup &group : groups)
        entries[group.representative()];
    spool::HeadWalker walker(*m_reader, spool::fileHeadSize, m_index->extent().end);
    while (const auto entry = walker.next()) {
        const auto speaker = entries.find(entry->head.task);
        if (speaker == entries.end())
            continue;
        auto &said = speaker->second;
        if (!said.empty() && said.back().head.attempt < entry->head.attempt)
            said.clear();
        said.push_back(*entry);
    }
    return entries;
}

void Gatherer::print(const answers::AnswerGroup &group, const std::vector<spool::IndexEntry> &entries)
{
    using model::OutputStream;
    const QByteArray hosts = foldedTasks(*m_place.shown, group.tasks).toUtf8();
    const QByteArray head = rule + hosts + " (" + QByteArray::number(group.tasks.size()) + ")\n" + rule;
    // Beside the first of what it is about, wherever the other stream goes.
    write(hasStream(entries, OutputStream::Stdout) ? Sink::Stdout : Sink::Stderr, head);
    printStream(Sink::Stdout, entries);
    printStream(Sink::Stderr, entries);
}

void Gatherer::printStream(Sink sink, const std::vector<spool::IndexEntry> &entries)
{
    const bool isStdout = sink == Sink::Stdout;
    const bool isTerminal =
        isStdout ? m_place.terminals.stdoutIsTerminal : m_place.terminals.stderrIsTerminal;
    const auto stream = isStdout ? model::OutputStream::Stdout : model::OutputStream::Stderr;
    spool::LineSplitter lines;
    bool isLineOpen = false; // a long one comes in pieces
    const auto writePiece = [&](QByteArrayView piece, bool isWhole) {
        const QByteArray bytes = isTerminal ? safeForTerminal(piece) : piece.toByteArray();
        write(sink, isWhole ? bytes + '\n' : bytes);
        isLineOpen = !isWhole;
    };
    for (const spool::IndexEntry &entry : entries) {
        if (entry.head.stream != stream)
            continue;
        if (const auto bytes = m_reader->read(entry))
            lines.feed(*bytes, writePiece);
        else
            write(Sink::Stderr, "regatta: " + text::sentence(bytes.error()).toUtf8() + '\n');
    }
    lines.finish(writePiece);
    if (isLineOpen)
        write(sink, "\n");
}

void Gatherer::write(Sink sink, QByteArray bytes)
{
    m_written += bytes.size();
    m_place.channel.write(sink, std::move(bytes));
    if (m_written < mostUnread)
        return;
    m_place.channel.flush();
    m_written = 0;
}

} // namespace regatta::cli
