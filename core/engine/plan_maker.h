#pragma once

#include "core/engine/plan_problem.h"
#include "core/engine/step_template.h"
#include "core/model/manifest.h"
#include "core/targets/node_set.h"

#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <vector>

namespace regatta::engine {

/// Expands the parts of a profile that a plan is made of, and collects what can't be planned meanwhile.
class PlanMaker
{
public:
    explicit PlanMaker(const model::Profile &profile)
        : m_profile(profile)
        , m_groups(targets::groupsFrom(profile.groups))
        , m_targets(m_groups)
        , m_exclusions(m_groups)
    {}

    QList<model::Target> expandTargets();
    QList<model::Item> expandMatrix();
    std::vector<StepTemplate> parseSteps();
    void checkAmounts();
    void checkVariables(const QList<model::Target> &targets);

    QList<PlanProblem> problems;
    QStringList duplicates;

private:
    void report(base::ErrorCode code, const QString &detail, const QString &where)
    {
        problems.append({{code, detail}, where});
    }
    targets::Expansion expandOrReport(targets::Expander &expander, const QString &nodeSet,
                                      const QString &where);
    QSet<QString> excludedAddresses();

    const model::Profile &m_profile;
    const targets::GroupLookup m_groups;
    targets::Expander m_targets; // one for all entries: together they may name so many nodes
    targets::Expander m_exclusions;
};

} // namespace regatta::engine
