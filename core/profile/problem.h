#pragma once

#include "core/base/error.h"

#include <QList>
#include <QString>

#include <algorithm>

namespace regatta::profile {

/// One thing that is wrong, or odd, in a profile: where it stands, what stands there, and what may stand
/// there. `found` and `expected` are notation, not sentences: JSON values, and alternatives like `"a" | "b"`,
/// `integer 0..65535`, `string`. They hold text of the file: neutralise it before it is shown.
struct Problem
{
    base::ErrorCode code = base::ErrorCode::Internal;
    int line = 0;   ///< from 1; 0: it has no place in a file
    int column = 0; ///< from 1, in Unicode characters
    QString key;    ///< "steps[0].timeout", `variables["a b"]`; empty: the whole file
    QString found;
    QString expected;
    bool isWarning = false;

    bool operator==(const Problem &) const = default;
};

inline bool hasErrors(const QList<Problem> &problems)
{
    return std::any_of(problems.begin(), problems.end(), [](const Problem &p) { return !p.isWarning; });
}

/// So many errors, and so many warnings, are reported of one profile: more help nobody.
constexpr int mostProblems = 100;

/// Collects problems up to the limit.
class ProblemList
{
public:
    void add(Problem problem)
    {
        int &count = problem.isWarning ? m_warnings : m_errors;
        if (count < mostProblems) {
            ++count;
            m_problems.append(std::move(problem));
        }
    }

    const QList<Problem> &all() const { return m_problems; }

private:
    QList<Problem> m_problems;
    int m_errors = 0;
    int m_warnings = 0;
};

} // namespace regatta::profile
