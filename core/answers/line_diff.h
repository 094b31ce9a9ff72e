#pragma once

#include <QByteArray>

#include <cstddef>
#include <vector>

namespace regatta::answers {

/// One line of a comparison of two texts.
struct DiffLine
{
    enum class Kind {
        Same,
        Removed, ///< only the left text has it
        Added,   ///< only the right text has it
    };

    Kind kind = Kind::Same;
    size_t left = 0;  ///< its place in the left text; Added: where it would stand
    size_t right = 0; ///< its place in the right text; Removed: where it would stand

    bool operator==(const DiffLine &) const = default;
};

/// The shortest way from one list of lines to the other (Myers, "An O(ND) Difference Algorithm and Its
/// Variations", 1986), removals before additions. Texts that differ in more than `mostDifferences` lines are
/// not worth the effort: all between their common beginning and end counts as changed then.
std::vector<DiffLine> diffLines(const std::vector<QByteArray> &left, const std::vector<QByteArray> &right,
                                int mostDifferences = 1'000);

} // namespace regatta::answers
