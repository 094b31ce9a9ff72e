#pragma once

#include "core/base/clock.h"
#include "core/engine/update_hub.h"
#include "core/model/manifest.h"
#include "ui/run/run_counts.h"
#include "ui/run/task_row.h"

#include <QAbstractTableModel>
#include <QDateTime>

#include <memory>
#include <span>
#include <vector>

namespace regatta::ui {

/// The tasks of one run, a row each, in the order of the manifest: row number and TaskId are the same number.
/// Changes arrive in batches and leave as merged dataChanged ranges. GUI thread.
class RunModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        State,
        Host,
        Item,
        Phase,
        Exit,
        Elapsed,
        Waited,
        Progress,
        LastLine,
        Bytes,
        Attempt,
        Slot,
        Started,
        Error,
        ColumnCount
    };

    /// `clock` gives the present for durations that still grow; it outlives the model.
    explicit RunModel(const base::Clock &clock, QObject *parent = nullptr);

    /// Another run (or, before one, its plan): all tasks queued. `start` is unset until it has begun.
    void reset(std::shared_ptr<const model::Manifest> manifest);
    void begin(base::Instant start);
    void end(base::Instant end);

    /// A run that is over, whose Instants count from its start.
    void showPast(std::shared_ptr<const model::Manifest> manifest, std::span<const engine::TaskUpdate> tasks,
                  const QDateTime &startedAt, base::Duration wall);

    /// Of the past run that is shown, where they were not known yet.
    void showLastLines(std::span<const engine::TaskUpdate> tasks);

    /// Takes news in silently; announce() then tells the views, once for everything since the last time.
    void merge(std::span<const engine::TaskUpdate> updates);
    void announce();
    /// Silently, too.
    void mark(std::span<const engine::Stragglers::Mark> marks);

    /// Null as long as there never was a run or a plan.
    const std::shared_ptr<const model::Manifest> &manifest() const { return m_manifest; }
    const TaskRow &row(int row) const { return m_rows[row]; }
    const std::vector<TaskRow> &rows() const { return m_rows; }
    const RunCounts &counts() const { return m_counts; }
    std::optional<base::Instant> start() const { return m_start; }
    /// Nothing changes any more; of a past run also what went on when it was read.
    bool isOver() const { return m_end.has_value(); }

    /// The run's end if it has ended, else the present, where the timeline draws "now".
    base::Instant now() const;

    /// From the first attempt's start (or from when a person's answer let it go on) to the end, or to `now`;
    /// unset before it started, while it waits for an answer or once more for a slot, and if it was skipped.
    std::optional<base::Duration> elapsed(const TaskRow &row, base::Instant now) const;
    /// From the run's start to the first attempt's start, or to `now`; unset before the run.
    std::optional<base::Duration> waited(const TaskRow &row, base::Instant now) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// What a cell says, in words; "" where there is nothing to say.
    QString text(int row, int column) const;

Q_SIGNALS:
    /// After a batch or a reset, once.
    void countsChanged();
    /// The run began or ended.
    void timesChanged();

private:
    void merge(const engine::TaskUpdate &update);
    QString phaseText(const TaskRow &row) const;
    QString progressText(const TaskRow &row) const;
    QString startedText(const TaskRow &row) const;
    QString errorText(const TaskRow &row) const;
    QString toolTip(int row, int column) const;
    QString itemHeader() const;

    const base::Clock &m_clock;
    std::shared_ptr<const model::Manifest> m_manifest;
    std::vector<TaskRow> m_rows; // by TaskId
    std::vector<int> m_changed;  // rows not yet announced, may repeat
    RunCounts m_counts;
    std::optional<base::Instant> m_start;
    QDateTime m_startedAt; // the same moment, for people
    std::optional<base::Instant> m_end;
};

} // namespace regatta::ui
