#include "ui/run/run_pace.h"

#include "ui/run/run_counts.h"

#include <algorithm>
#include <cmath>

namespace regatta::ui {

namespace {

using namespace std::chrono_literals;
using Seconds = std::chrono::duration<double>;

constexpr base::Duration window = 10s;
constexpr int fewest = 2; ///< ended tasks that allow a spread

base::Duration fromSeconds(double seconds)
{
    return std::chrono::duration_cast<base::Duration>(Seconds(std::max(0.0, seconds)));
}

/// Sums over one look at all rows.
struct Sums
{
    int ended = 0; ///< with a duration
    double seconds = 0;
    double squares = 0;
    int recent = 0; ///< ended within the window
    int left = 0;
    int running = 0;
    double spent = 0; ///< seconds that running tasks have had already

    double mean() const { return seconds / ended; }
    double deviation() const { return std::sqrt(std::max(0.0, squares / ended - mean() * mean())); }
};

Sums sumsOf(std::span<const TaskRow> rows, base::Instant now)
{
    Sums sums;
    for (const TaskRow &row : rows) {
        if (!row.isFinished()) {
            ++sums.left;
            if (row.firstStarted) {
                ++sums.running;
                sums.spent += Seconds(now - *row.firstStarted).count();
            }
        } else if (row.firstStarted && row.times.finished) {
            const double seconds = Seconds(*row.times.finished - *row.firstStarted).count();
            ++sums.ended;
            sums.seconds += seconds;
            sums.squares += seconds * seconds;
            if (now - *row.times.finished <= window)
                ++sums.recent;
        }
    }
    return sums;
}

RunPace::Estimate estimateOf(const Sums &sums, int parallel)
{
    const int lanes = std::clamp(parallel == 0 ? sums.running : parallel, 1, std::max(1, sums.left));
    // What running tasks have had already counts, but no more than what such a task takes.
    const double spent = std::min(sums.spent, sums.running * sums.mean());
    const double left = (sums.left * sums.mean() - spent) / lanes;
    // Two things are uncertain: how long each task to come takes, and the mean itself.
    const double tasks = sums.left;
    const double spread = sums.deviation() * std::sqrt(tasks + tasks * tasks / sums.ended) / lanes;
    return {fromSeconds(left), fromSeconds(spread)};
}

} // namespace

RunPace RunPace::of(std::span<const TaskRow> rows, base::Instant start, base::Instant now, int parallel)
{
    const Sums sums = sumsOf(rows, now);
    RunPace pace;
    const double seconds = Seconds(std::min<base::Duration>(window, now - start)).count();
    if (seconds > 0)
        pace.tasksPerSecond = sums.recent / seconds;
    if (sums.ended >= fewest && sums.left > 0)
        pace.estimate = estimateOf(sums, parallel);
    return pace;
}

} // namespace regatta::ui
