#pragma once

#include "core/model/manifest.h"

#include <QString>
#include <QStringList>

#include <map>
#include <utility>
#include <vector>

namespace regatta::cli {

/// What did not succeed in a run, gathered by how it ended. Of one thread.
class ClosingList
{
public:
    void add(model::TaskId task, const model::AttemptResult &result);

    /// "failed (exit 1): n[02-03,05]", a line for each ending. `shown`: with the names that people see.
    QStringList lines(const model::Manifest &shown) const;

private:
    using Ending = std::pair<model::Outcome, QString>; // and why
    std::map<Ending, std::vector<model::TaskId>> m_tasks;
};

} // namespace regatta::cli
