#pragma once

#include "core/profile/problem.h"

#include <QByteArray>
#include <QList>

namespace regatta::profile {

/// Gives problems that know their key only the place where it stands in the file: the value's, or, for keys
/// that shouldn't be there, the key's; for keys that are missing, the object's that lacks them. Those of
/// `ruleProblems` that follow from one of `valueProblems` (a list that couldn't be read is empty) are left
/// out.
QList<Problem> located(const QList<Problem> &valueProblems, const QList<Problem> &ruleProblems,
                       const QByteArray &json);

/// Where a text stops being JSON.
Problem syntaxProblem(const QByteArray &json, qsizetype offset, base::ErrorCode code,
                      const QString &expected);

void sortByPosition(QList<Problem> &problems);

} // namespace regatta::profile
