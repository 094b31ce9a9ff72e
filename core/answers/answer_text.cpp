#include "core/answers/answer_text.h"

#include "core/spool/line_pieces.h"
#include "core/spool/terminal_text.h"

#include <algorithm>
#include <array>

namespace regatta::answers {

namespace {

void append(AnswerText &text, model::OutputStream stream, QByteArrayView bytes, const AnswerOptions &options,
            const LineNormaliser &normaliser)
{
    const size_t first = text.lines.size();
    spool::TerminalText terminal;
    while (!bytes.isEmpty()) {
        if (text.lines.size() == mostAnswerLines) {
            text.isCut = true;
            return;
        }
        const qsizetype size = spool::firstLineSize(bytes);
        const QByteArrayView line = spool::withoutNewline(bytes.first(size));
        text.lines.push_back({stream, terminal.show(line).text, normaliser.normalised(line)});
        bytes = bytes.sliced(size);
    }
    if (!options.ignoreTrailingLines)
        return;
    while (text.lines.size() > first && text.lines.back().key.isEmpty())
        text.lines.pop_back();
}

std::vector<QByteArray> keysOf(const AnswerText &text)
{
    std::vector<QByteArray> keys;
    keys.reserve(text.lines.size());
    for (const AnswerLine &line : text.lines)
        keys.push_back(char(line.stream) + line.key);
    return keys;
}

} // namespace

AnswerText readAnswer(const spool::SpoolReader &reader, const std::vector<spool::IndexEntry> &records,
                      const AnswerOptions &options, const LineNormaliser &normaliser)
{
    std::array<QByteArray, 2> streams;
    for (const spool::IndexEntry &record : records) {
        if (const auto bytes = reader.read(record))
            streams.at(record.head.stream == model::OutputStream::Stderr ? 1 : 0) += *bytes;
    }
    AnswerText text;
    append(text, model::OutputStream::Stdout, streams[0], options, normaliser);
    append(text, model::OutputStream::Stderr, streams[1], options, normaliser);
    return text;
}

std::vector<DiffLine> difference(const AnswerText &usual, const AnswerText &other)
{
    return diffLines(keysOf(usual), keysOf(other));
}

QString firstDifference(const AnswerText &usual, const AnswerText &other)
{
    const std::vector<DiffLine> lines = difference(usual, other);
    const auto first = std::find_if(lines.begin(), lines.end(),
                                    [](const DiffLine &line) { return line.kind != DiffLine::Kind::Same; });
    // What it says itself tells more than what it lacks.
    auto own = first;
    while (own != lines.end() && own->kind == DiffLine::Kind::Removed)
        ++own;
    if (own != lines.end() && own->kind == DiffLine::Kind::Added)
        return other.lines[own->right].text;
    return first == lines.end() ? QString() : QStringLiteral("- ") + usual.lines[first->left].text;
}

} // namespace regatta::answers
