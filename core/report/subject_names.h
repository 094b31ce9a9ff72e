#pragma once

#include "core/history/records.h"
#include "core/model/target_names.h"
#include "core/report/comparison.h"

namespace regatta::report {

/// What the hosts of a run's tasks, or of two runs' that are compared, are called: see model::TargetNames. A
/// value.
class SubjectNames
{
public:
    explicit SubjectNames(const history::RunRecord &run);
    explicit SubjectNames(const Comparison &comparison);

    QString hostOf(const history::TaskSubject &subject) const;

private:
    model::TargetNames m_names;
};

} // namespace regatta::report
