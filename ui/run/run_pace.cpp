#include "ui/run/run_pace.h"

#include <algorithm>
#include <cmath>

namespace regatta::ui {

namespace {

using namespace std::chrono_literals;
using Seconds = std::chrono::duration<double>;

constexpr base::Duration window = 10s;
constexpr int fewest = 2; ///< ended tasks that say more than what is known from before

base::Duration fromSeconds(double seconds)
{
    return std::chrono::duration_cast<base::Duration>(Seconds(std::max(0.0, seconds)));
}

double secondsOf(base::Duration duration)
{
    return Seconds(duration).count();
}

/// What the tasks that have ended tell about those to come.
class Expectation
{
public:
    Expectation(std::span<const TaskRow> rows, const engine::UsualDurations &usual)
        : m_usual(usual)
    {
        for (size_t task = 0; task < rows.size(); ++task) {
            if (const auto took = durationOf(rows[task]))
                add(task, *took);
        }
        for (const auto &duration : usual.byTask) {
            if (duration) {
                ++m_known;
                m_knownSeconds += secondsOf(*duration);
            }
        }
        for (size_t task = 0; task < rows.size(); ++task) {
            if (const auto took = durationOf(rows[task]))
                m_squares += std::pow(*took - of(task), 2);
        }
    }

    bool isAny() const { return m_ended >= fewest || m_known > 0; }

    /// Seconds. A task that is known takes what it usually takes, stretched as this run has stretched the
    /// others; another one takes what tasks take on the average.
    double of(size_t task) const
    {
        const auto usual = usualOf(task);
        return usual ? *usual * stretch() : mean();
    }

    /// Standard deviation in seconds of one task around what is expected of it.
    double deviation() const
    {
        return m_ended >= fewest ? std::sqrt(m_squares / m_ended) : m_usual.variation * mean();
    }

    int samples() const { return std::max(m_ended, m_known); }

private:
    static std::optional<double> durationOf(const TaskRow &row)
    {
        if (!row.isFinished() || !row.firstStarted || !row.times.finished)
            return std::nullopt;
        return secondsOf(*row.times.finished - row.times.running.value_or(*row.firstStarted));
    }

    std::optional<double> usualOf(size_t task) const
    {
        const bool isKnown = task < m_usual.byTask.size() && m_usual.byTask[task];
        return isKnown ? std::optional(secondsOf(*m_usual.byTask[task])) : std::nullopt;
    }

    void add(size_t task, double seconds)
    {
        ++m_ended;
        m_seconds += seconds;
        if (const auto usual = usualOf(task)) {
            ++m_compared;
            m_comparedSeconds += seconds;
            m_comparedUsual += *usual;
        }
    }

    double mean() const
    {
        if (m_ended >= fewest || m_known == 0)
            return m_seconds / std::max(1, m_ended);
        return m_knownSeconds / m_known;
    }

    double stretch() const
    {
        const bool isTelling = m_compared >= fewest && m_comparedUsual > 0;
        return isTelling ? m_comparedSeconds / m_comparedUsual : 1;
    }

    const engine::UsualDurations &m_usual;
    int m_ended = 0;
    double m_seconds = 0;
    double m_squares = 0;
    int m_known = 0; // tasks with a past
    double m_knownSeconds = 0;
    int m_compared = 0; // that have ended and have a past
    double m_comparedSeconds = 0;
    double m_comparedUsual = 0;
};

RunPace::Estimate estimateOf(std::span<const TaskRow> rows, base::Instant now, int parallel,
                             const Expectation &expectation)
{
    int left = 0;
    double sum = 0;
    double longest = 0;
    for (size_t task = 0; task < rows.size(); ++task) {
        if (rows[task].isFinished())
            continue;
        ++left;
        // What a running task has had already counts, but no more than what such a task takes.
        const double spent = rows[task].firstStarted ? secondsOf(now - *rows[task].firstStarted) : 0;
        const double rest = std::max(0.0, expectation.of(task) - spent);
        sum += rest;
        longest = std::max(longest, rest);
    }
    const int lanes = std::clamp(parallel == 0 ? left : parallel, 1, std::max(1, left));
    // Two things are uncertain: how long each task to come takes, and the mean itself.
    const double tasks = left;
    const double spread = expectation.deviation() *
                          std::sqrt(tasks + tasks * tasks / std::max(1, expectation.samples())) / lanes;
    return {fromSeconds(std::max(sum / lanes, longest)), fromSeconds(spread)};
}

} // namespace

RunPace RunPace::of(std::span<const TaskRow> rows, base::Instant start, base::Instant now, int parallel,
                    const engine::UsualDurations &usual)
{
    RunPace pace;
    int recent = 0;
    bool isAnyLeft = false;
    for (const TaskRow &row : rows) {
        isAnyLeft = isAnyLeft || !row.isFinished();
        if (row.firstStarted && row.isFinished() && row.times.finished && now - *row.times.finished <= window)
            ++recent;
    }
    if (const double seconds = secondsOf(std::min<base::Duration>(window, now - start)); seconds > 0)
        pace.tasksPerSecond = recent / seconds;
    const Expectation expectation(rows, usual);
    if (isAnyLeft && expectation.isAny())
        pace.estimate = estimateOf(rows, now, parallel, expectation);
    // What is left has taken longer than was expected: nobody knows how long it goes on.
    if (pace.estimate && pace.estimate->left < 1s)
        pace.estimate.reset();
    return pace;
}

} // namespace regatta::ui
