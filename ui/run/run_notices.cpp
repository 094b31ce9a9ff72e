#include "ui/run/run_notices.h"

#include "ui/run/run_actions.h"
#include "ui/run/run_session.h"
#include "ui/text/numbers.h"

#include <QCoreApplication>

#include <algorithm>

namespace regatta::ui {

namespace {

struct Notices
{
    Q_DECLARE_TR_FUNCTIONS(regatta::ui::Notices)
};

/// Of one wave (from 0), or of the whole run.
RunCounts countsOf(const engine::RunPlan &plan, const RunModel &tasks, std::optional<std::uint32_t> wave)
{
    if (!wave)
        return tasks.counts();
    RunCounts counts;
    const std::vector<std::uint32_t> waves = plan.waveOfTasks();
    for (size_t task = 0; task < waves.size(); ++task) {
        if (waves[task] == *wave)
            ++counts[groupOf(tasks.rows()[task])];
    }
    return counts;
}

QString waveWords(std::pair<int, int> wave, const RunCounts &counts)
{
    const int bad = counts.finished() - counts[StatusGroup::Succeeded];
    const QString succeeded = text::count(counts[StatusGroup::Succeeded]);
    const QString result = bad == 0
                               ? Notices::tr("%1 succeeded, none failed").arg(succeeded)
                               : Notices::tr("%1 succeeded, %2 did not").arg(succeeded, text::count(bad));
    return Notices::tr("Wave %1 of %2 has ended: %3. The next one waits for you.")
        .arg(wave.first)
        .arg(wave.second)
        .arg(result);
}

/// More may have failed since the limit was reached: tasks that run may finish.
int failuresNow(const engine::LimitReached &limit, const model::Profile &profile, const RunCounts &counts)
{
    const bool isUnreachable = limit.of == engine::LimitReached::Of::Unreachable;
    return std::max(limit.count,
                    isUnreachable ? counts[StatusGroup::Unreachable] : failuresOf(counts, profile));
}

QString limitWords(const engine::LimitReached &limit, const engine::RunPlan &plan, const RunModel &model)
{
    const QString count =
        text::count(failuresNow(limit, plan.manifest()->profile, countsOf(plan, model, limit.wave)));
    const bool isUnreachable = limit.of == engine::LimitReached::Of::Unreachable;
    if (!limit.wave)
        return (isUnreachable ? Notices::tr("%1 of %Ln task(s) did not reach the host", nullptr, limit.tasks)
                              : Notices::tr("%1 of %Ln task(s) failed", nullptr, limit.tasks))
            .arg(count);
    const QString wave = text::count(qint64(*limit.wave) + 1);
    return (isUnreachable
                ? Notices::tr("%1 of %Ln task(s) of wave %2 did not reach the host", nullptr, limit.tasks)
                : Notices::tr("%1 of %Ln task(s) of wave %2 failed", nullptr, limit.tasks))
        .arg(count, wave);
}

QString stragglerWords(const RunModel &tasks)
{
    const int count = tasks.counts().stragglers;
    if (count > 1)
        return Notices::tr("%1 tasks are silent or much slower than usual.").arg(text::count(count));
    const auto found = std::find_if(tasks.rows().begin(), tasks.rows().end(), [](const TaskRow &row) {
        return row.straggling != engine::Straggling::No;
    });
    const QString name = found->item.isEmpty() ? found->host : found->host + u' ' + found->item;
    return found->straggling == engine::Straggling::Silent
               ? Notices::tr("%1 has printed nothing for a while.").arg(name)
               : Notices::tr("%1 takes much longer than usual.").arg(name);
}

} // namespace

std::optional<Notice> noticeFor(const RunSession &session, const RunModel &tasks, RunActions &actions)
{
    if (!session.isRunning())
        return std::nullopt;
    if (const auto &limit = session.reachedLimit())
        return Notice{Symbol::Warning,
                      &Theme::vermillion,
                      Notices::tr("%1: nothing more begins until you decide.")
                          .arg(limitWords(*limit, session.plan(), tasks)),
                      {&actions.goOnPastLimit, &actions.liftLimit, &actions.endAtLimit}};
    if (const auto &wave = session.endedWave())
        return Notice{Symbol::Bars,
                      &Theme::accent,
                      waveWords(*wave, countsOf(session.plan(), tasks, std::uint32_t(wave->first - 1))),
                      {&actions.nextWave, &actions.stopAll}};
    if (tasks.counts().stragglers > 0)
        return Notice{Symbol::Hourglass,
                      &Theme::orange,
                      stragglerWords(tasks),
                      {&actions.showStragglers, &actions.stopStragglers, &actions.rerunStragglers,
                       &actions.leaveStragglers}};
    return std::nullopt;
}

} // namespace regatta::ui
