#include "app/cli/dry_run.h"

#include "app/cli/messages.h"
#include "app/cli/text.h"
#include "core/base/json_line.h"
#include "core/model/target_names.h"

#include <algorithm>

namespace regatta::cli {

namespace {

/// One task of a dry run, with its exact command lines, under the name (of `shown`) that its lines have in a
/// run.
void showTask(const engine::RunPlan &plan, const model::Manifest &shown, model::TaskId task,
              std::uint32_t wave, OutputFormat format)
{
    const model::Manifest &manifest = *plan.manifest();
    for (int step = 0; step < int(manifest.profile.steps.size()); ++step) {
        const QString command = plan.shownLine(task, step);
        if (format == OutputFormat::Text) {
            print(QStringLiteral("%1: %2").arg(model::taskName(shown, task), command));
            continue;
        }
        base::JsonLine line;
        line.add("v", qint64{1}).add("event", u"task_planned").add("task", qint64(task.value));
        line.add("host", manifest.target(task).name).add("port", qint64(plan.reachedAs(task).port));
        line.add("item", manifest.item(task).label()).add("wave", qint64(wave) + 1);
        line.add("step", qint64(step)).add("command", command);
        print(QString::fromUtf8(line.text()));
    }
}

} // namespace

void showPlan(const engine::RunPlan &plan, OutputFormat format)
{
    const std::vector<std::uint32_t> waveOfTasks = plan.waveOfTasks();
    const std::vector<int> sizes = plan.waveSizes();
    const auto manifest = model::withDistinctNames(plan.manifest());
    std::vector<model::TaskId> tasks;
    for (std::uint32_t id = 0; id < waveOfTasks.size(); ++id)
        tasks.push_back({id});
    std::stable_sort(tasks.begin(), tasks.end(), [&](model::TaskId one, model::TaskId other) {
        return waveOfTasks[one.value] < waveOfTasks[other.value];
    });
    std::optional<std::uint32_t> shown;
    for (const model::TaskId task : tasks) {
        const std::uint32_t wave = waveOfTasks[task.value];
        if (sizes.size() > 1 && wave != shown && format == OutputFormat::Text) {
            print(Text::tr("Wave %1 of %2: %n target(s)", nullptr, sizes[wave])
                      .arg(wave + 1)
                      .arg(sizes.size()));
        }
        shown = wave;
        showTask(plan, *manifest, task, wave, format);
    }
}

QString wavesSentence(const engine::RunPlan &plan)
{
    constexpr size_t mostShown = 10;
    const std::vector<int> sizes = plan.waveSizes();
    if (sizes.size() < 2)
        return {};
    QStringList words;
    for (size_t wave = 0; wave < sizes.size() && wave < mostShown; ++wave)
        words << QString::number(sizes[wave]);
    if (sizes.size() > mostShown)
        words << QStringLiteral("...");
    return Text::tr("In %n wave(s), of so many targets: %1", nullptr, int(sizes.size()))
               .arg(words.join(QStringLiteral(", "))) +
           u'\n';
}

} // namespace regatta::cli
