#pragma once

#include "core/answers/line_diff.h"
#include "core/answers/line_normaliser.h"
#include "core/spool/spool_reader.h"

#include <QList>
#include <QString>

#include <vector>

namespace regatta::answers {

/// One line of what a task said.
struct AnswerLine
{
    model::OutputStream stream = model::OutputStream::Stdout;
    QString text;   ///< as a terminal shows it
    QByteArray key; ///< equal for lines that make no difference

    bool operator==(const AnswerLine &) const = default;
};

/// What a task said: stdout first, then stderr, each from its beginning.
struct AnswerText
{
    std::vector<AnswerLine> lines;
    bool isCut = false; ///< there is more than is shown here

    bool operator==(const AnswerText &) const = default;
};

/// Lines of a text that are shown and compared; a person reads no more of them.
constexpr size_t mostAnswerLines = 5'000;

/// Reads those records; blocks on the disk. A record that can't be read is left out.
AnswerText readAnswer(const spool::SpoolReader &reader, const std::vector<spool::IndexEntry> &records,
                      const AnswerOptions &options, const LineNormaliser &normaliser);

/// From `usual` to `other`; see diffLines().
std::vector<DiffLine> difference(const AnswerText &usual, const AnswerText &other);

/// The first line in which `other` differs, as one: its own, or with "- " in front the one that it lacks.
/// Empty if nothing differs.
QString firstDifference(const AnswerText &usual, const AnswerText &other);

} // namespace regatta::answers
