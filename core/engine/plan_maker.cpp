#include "core/engine/plan_maker.h"

#include "core/engine/amounts.h"
#include "core/profile/durations.h"

#include <algorithm>
#include <utility>

namespace regatta::engine {

using model::Item;
using model::Target;

targets::Expansion PlanMaker::expandOrReport(targets::Expander &expander, const QString &nodeSet,
                                             const QString &where)
{
    const auto expansion = expander.expand(nodeSet);
    if (expansion)
        return *expansion;
    report(expansion.error().code, expansion.error().found, where);
    expander = targets::Expander(m_groups); // is of no use after an error, and there may be more to report
    return {};
}

QSet<QString> PlanMaker::excludedAddresses()
{
    QSet<QString> excluded;
    for (qsizetype i = 0; i < m_profile.exclude.size(); ++i) {
        const QString where = QStringLiteral("exclude[%1]").arg(i);
        for (const Target &target : expandOrReport(m_exclusions, m_profile.exclude[i], where).targets)
            excluded.insert(model::address(target));
    }
    return excluded;
}

QList<Target> PlanMaker::expandTargets()
{
    const QSet<QString> excluded = excludedAddresses();
    QSet<QString> seen;
    QList<Target> all;
    for (qsizetype i = 0; i < m_profile.targets.size(); ++i) {
        const model::TargetEntry &entry = m_profile.targets[i];
        const targets::Expansion expansion =
            expandOrReport(m_targets, entry.nodeSet, QStringLiteral("targets[%1]").arg(i));
        duplicates += expansion.duplicates;
        for (Target target : expansion.targets) {
            const QString asWritten = model::address(target);
            if (target.user.isEmpty())
                target.user = entry.user;
            if (target.port == 0)
                target.port = entry.port;
            target.variables = entry.variables;
            const QString address = model::address(target);
            if (excluded.contains(target.name) || excluded.contains(asWritten) || excluded.contains(address))
                continue;
            if (seen.contains(address)) {
                duplicates << address;
                continue;
            }
            seen.insert(address);
            all << target;
        }
    }
    if (all.isEmpty() && problems.isEmpty())
        report(base::ErrorCode::EmptyValue, {}, QStringLiteral("targets"));
    return all;
}

QList<Item> PlanMaker::expandMatrix()
{
    QList<Item> items = {Item{}};
    for (const model::MatrixAxis &axis : m_profile.matrix) {
        QStringList values;
        for (const QString &expression : axis.values) {
            const auto words = targets::expandWords(expression, m_groups);
            if (!words) {
                report(words.error().code, words.error().found, QStringLiteral("matrix.") + axis.name);
                continue;
            }
            values += *words;
        }
        if (quint64(items.size()) * quint64(values.size()) > targets::mostNodes) {
            report(base::ErrorCode::TooManyTargets, {}, QStringLiteral("matrix.") + axis.name);
            return {};
        }
        QList<Item> combined;
        combined.reserve(items.size() * values.size());
        for (const Item &item : std::as_const(items)) {
            for (const QString &value : std::as_const(values)) {
                combined << item;
                combined.last().values.emplace_back(axis.name, value);
            }
        }
        items = combined;
    }
    return items;
}

std::vector<StepTemplate> PlanMaker::parseSteps()
{
    std::vector<StepTemplate> steps;
    for (qsizetype i = 0; i < m_profile.steps.size(); ++i) {
        auto step = StepTemplate::parse(m_profile.steps[i]);
        if (step) {
            steps.push_back(*std::move(step));
            continue;
        }
        for (const StepTemplate::Problem &problem : step.error())
            problems.append({problem.error, QStringLiteral("steps[%1].%2").arg(i).arg(problem.key)});
    }
    if (m_profile.steps.isEmpty())
        report(base::ErrorCode::EmptyValue, {}, QStringLiteral("steps"));
    else if (m_profile.steps.first().when == model::StepCondition::Failure) // of what?
        report(base::ErrorCode::InvalidValue, QStringLiteral("failure"), QStringLiteral("steps[0].when"));
    return steps;
}

/// Safeguards must not be passed over in silence because they are misspelt.
void PlanMaker::checkAmounts()
{
    const auto check = [this](const QString &text, const QString &where) {
        if (!amount(text, 100))
            report(base::ErrorCode::InvalidValue, text, where);
    };
    for (qsizetype i = 0; i < m_profile.waves.size(); ++i)
        check(m_profile.waves[i], QStringLiteral("waves[%1]").arg(i));
    if (!m_profile.stopAfterFailures.isEmpty())
        check(m_profile.stopAfterFailures, QStringLiteral("stop_after_failures"));
    if (!m_profile.stopAfterUnreachable.isEmpty())
        check(m_profile.stopAfterUnreachable, QStringLiteral("stop_after_unreachable"));
    for (qsizetype i = 0; i < m_profile.steps.size(); ++i) {
        if (const QString unclear = profile::unclearTimeout(m_profile.steps[i]); !unclear.isEmpty())
            report(base::ErrorCode::InvalidValue, unclear, QStringLiteral("steps[%1].timeout").arg(i));
    }
}

/// The same for a variable that nobody has, and for a group that can't be worked out.
void PlanMaker::checkVariables(const QList<Target> &targets)
{
    const auto check = [&](const QString &name, const QString &where) {
        const bool isKnown = std::any_of(targets.begin(), targets.end(), [&](const Target &target) {
            return target.variables.contains(name);
        });
        if (!isKnown)
            report(base::ErrorCode::InvalidValue, name, where);
    };
    if (!m_profile.waveBy.isEmpty())
        check(m_profile.waveBy, QStringLiteral("wave_by"));
    for (auto cap = m_profile.caps.begin(); cap != m_profile.caps.end(); ++cap) {
        const QString where = QStringLiteral("caps.") + cap.key();
        if (cap.key().startsWith(u'@'))
            expandOrReport(m_targets, cap.key(), where);
        else if (cap.key() != u"jump")
            check(cap.key(), where);
    }
}

} // namespace regatta::engine
