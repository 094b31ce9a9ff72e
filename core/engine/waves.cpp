#include "core/engine/waves.h"

#include "core/engine/amounts.h"

#include <QHash>

#include <algorithm>
#include <set>
#include <utility>

namespace regatta::engine {

namespace {

using Target = std::uint32_t;

/// Of each target the next one that has the same value; itself if there is none.
std::vector<Target> nextOfSameValue(const QList<std::optional<QString>> &values)
{
    std::vector<Target> next(size_t(values.size()));
    QHash<QString, Target> last;
    for (Target target = Target(values.size()); target-- > 0;) {
        next[target] = target;
        if (const auto &value = values[target]) {
            next[target] = last.value(*value, target);
            last[*value] = target;
        }
    }
    return next;
}

/// The targets that the first wave may take: all but those that have their value from one before them.
std::set<Target> firstOnes(const std::vector<Target> &next)
{
    std::vector<bool> isFirst(next.size(), true);
    for (Target target = 0; target < next.size(); ++target) {
        if (next[target] != target)
            isFirst[next[target]] = false;
    }
    std::set<Target> first;
    for (Target target = 0; target < next.size(); ++target) {
        if (isFirst[target])
            first.insert(first.end(), target);
    }
    return first;
}

} // namespace

std::vector<std::uint32_t> wavesOf(const QStringList &sizes, const QList<std::optional<QString>> &values)
{
    const int whole = int(values.size());
    const std::vector<Target> next = nextOfSameValue(values);
    std::set<Target> ready = firstOnes(next);
    std::vector<std::uint32_t> waves(size_t(whole), 0);
    for (std::uint32_t wave = 0; !ready.empty(); ++wave) {
        const int size =
            sizes.isEmpty()
                ? whole
                : amount(sizes[std::min(qsizetype(wave), sizes.size() - 1)], whole).value_or(whole);
        std::vector<Target> later;
        for (int taken = 0; taken < size && !ready.empty(); ++taken) {
            const Target target = *ready.begin();
            ready.erase(ready.begin());
            waves[target] = wave;
            if (next[target] != target)
                later.push_back(next[target]);
        }
        ready.insert(later.begin(), later.end());
    }
    return waves;
}

WaveProgress::WaveProgress(std::vector<std::uint32_t> waveOfTask)
    : m_waveOfTask(std::move(waveOfTask))
    , m_unfinished(taskCounts())
{}

std::vector<int> WaveProgress::taskCounts() const
{
    std::vector<int> counts(1, 0);
    for (const std::uint32_t wave : m_waveOfTask) {
        if (wave >= counts.size())
            counts.resize(wave + 1);
        ++counts[wave];
    }
    return counts;
}

std::optional<std::uint32_t> WaveProgress::end(model::TaskId task)
{
    --m_unfinished[waveOf(task)];
    const std::uint32_t ended = m_open;
    while (m_open + 1 < count() && m_unfinished[m_open] == 0)
        ++m_open;
    return m_open == ended ? std::nullopt : std::optional(ended);
}

} // namespace regatta::engine
