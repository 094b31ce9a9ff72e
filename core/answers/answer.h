#pragma once

#include "core/model/task.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace regatta::answers {

/// What makes no difference when outputs are compared.
struct AnswerOptions
{
    bool ignoreWhiteSpace = false;    ///< runs of it count as one space, and none at the ends of a line
    bool ignoreTrailingLines = false; ///< empty ones at the end of the output, and its last newline
    bool ignoreNumbers = false;       ///< every row of digits is the same
    bool ignoreHostName = false;      ///< where a host names itself, it says the same as others do

    bool ignoresNothing() const { return *this == AnswerOptions(); }
    bool operator==(const AnswerOptions &) const = default;
};

/// How a task has ended; no outcome: not yet.
struct AnswerEnding
{
    std::optional<model::Outcome> outcome;
    std::optional<int> exitCode;

    auto operator<=>(const AnswerEnding &) const = default;
};

/// Tasks that said the same on stdout and on stderr, and ended in the same way.
struct AnswerGroup
{
    QByteArray digest;
    AnswerEnding ending;
    std::vector<model::TaskId> tasks; ///< in the order of the plan; never empty

    model::TaskId representative() const { return tasks.front(); }
    bool operator==(const AnswerGroup &) const = default;
};

} // namespace regatta::answers
