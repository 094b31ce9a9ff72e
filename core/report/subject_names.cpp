#include "core/report/subject_names.h"

namespace regatta::report {

namespace {

model::Target targetOf(const history::TaskSubject &subject)
{
    return {subject.host, subject.user, subject.port, {}};
}

} // namespace

SubjectNames::SubjectNames(const history::RunRecord &run)
{
    for (const history::TaskRecord &task : run.tasks)
        m_names.add(targetOf(task.subject));
}

SubjectNames::SubjectNames(const Comparison &comparison)
{
    for (const TaskComparison &task : comparison.tasks)
        m_names.add(targetOf(task.subject));
}

QString SubjectNames::hostOf(const history::TaskSubject &subject) const
{
    return m_names.of(targetOf(subject));
}

} // namespace regatta::report
