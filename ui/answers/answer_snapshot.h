#pragma once

#include "core/answers/answer.h"
#include "core/answers/answer_text.h"

#include <QString>

#include <memory>
#include <vector>

namespace regatta::ui {

/// A group as the list shows it.
struct AnswerRow
{
    answers::AnswerGroup group;
    QString hosts;           ///< folded
    QString firstDifference; ///< to the largest group; empty for that one
};

/// The groups as they were at one moment. Never changes once it has been made.
struct AnswerSnapshot
{
    std::vector<AnswerRow> rows; ///< the largest first
    bool isComplete = true;      ///< all that has been printed is in it

    size_t taskCount() const
    {
        size_t count = 0;
        for (const AnswerRow &row : rows)
            count += row.group.tasks.size();
        return count;
    }
};

/// What a task said, and how that differs from what most said.
struct AnswerComparison
{
    model::TaskId task;
    answers::AnswerText text;
    answers::AnswerText usual;
    std::vector<answers::DiffLine> difference; ///< empty if it is one of the most
};

} // namespace regatta::ui
