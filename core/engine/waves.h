#pragma once

#include "core/model/task.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace regatta::engine {

/// In which wave each target has its turn, from 0. `sizes` as a profile says them: "1", "10%", "100%" of 20
/// targets are 1, 2 and 17; the last size is repeated until all had their turn, and without sizes a wave
/// takes all that it may. `values` are the targets' values of the variable that no wave has twice, unset
/// where a target has none: a wave takes the next targets in order whose value it doesn't have yet.
std::vector<std::uint32_t> wavesOf(const QStringList &sizes, const QList<std::optional<QString>> &values);

/// Which wave is open: one begins when all tasks of the one before have ended. Pure.
class WaveProgress
{
public:
    /// By task. There is at least one wave.
    explicit WaveProgress(std::vector<std::uint32_t> waveOfTask);

    std::uint32_t count() const { return std::uint32_t(m_unfinished.size()); }
    std::uint32_t open() const { return m_open; }
    std::uint32_t waveOf(model::TaskId task) const { return m_waveOfTask[task.value]; }
    std::vector<int> taskCounts() const; ///< wave by wave, of all tasks that there were

    /// A task has ended. The wave that ended with it, if that was the open one and another one is open now.
    /// Those that a stop has emptied already are passed by.
    std::optional<std::uint32_t> end(model::TaskId task);

    /// The open wave has tasks that have not ended.
    bool hasWork() const { return m_unfinished[m_open] > 0; }

private:
    const std::vector<std::uint32_t> m_waveOfTask;
    std::vector<int> m_unfinished; // tasks, by wave
    std::uint32_t m_open = 0;
};

} // namespace regatta::engine
