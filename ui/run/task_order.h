#pragma once

#include "ui/run/run_model.h"

#include <QAbstractProxyModel>
#include <QString>
#include <QTimer>

#include <compare>
#include <optional>
#include <vector>

namespace regatta::ui {

/// The tasks that the table shows, in its order: filtered by words and by group, sorted by a column. News
/// does not move rows at once: the order is made anew at most four times a second, and never while it is
/// held. GUI thread.
class TaskOrder : public QAbstractProxyModel
{
    Q_OBJECT

public:
    explicit TaskOrder(RunModel &tasks, QObject *parent = nullptr);

    RunModel &tasks() const { return m_tasks; }

    /// Each word must stand in the host, the item, the last line or the reason.
    void setWords(const QString &words);
    /// Unset: all.
    void setGroup(std::optional<StatusGroup> group);
    /// Beside the group: only who is silent or slow.
    void setOnlyStragglers(bool only);
    std::optional<StatusGroup> group() const { return m_group; }

    /// While held, no row moves, comes or goes, whatever the news; a change of filter or sorting still works.
    void setHeld(bool held);
    bool isHeld() const { return m_held; }

    model::TaskId taskAt(int row) const { return {std::uint32_t(m_taskOf[row])}; }
    /// -1 if the filter hides it.
    int rowOf(model::TaskId task) const { return m_rowOf[task.value]; }

    QModelIndex mapToSource(const QModelIndex &index) const override;
    QModelIndex mapFromSource(const QModelIndex &index) const override;
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &) const override { return {}; }
    QModelIndex sibling(int row, int column, const QModelIndex &) const override
    {
        return index(row, column);
    }
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    void connectTasks();
    void onDataChanged(const QModelIndex &first, const QModelIndex &last);
    void orderSoon();
    void orderNow();
    std::vector<int> wantedOrder() const;
    bool matches(int task) const;
    struct Keys;
    Keys keysFor(const std::vector<int> &tasks) const;
    std::strong_ordering compare(int left, int right, const Keys &keys) const;
    void adopt(std::vector<int> order);
    void moveTo(std::vector<int> order);

    RunModel &m_tasks;
    std::vector<int> m_taskOf; // by row
    std::vector<int> m_rowOf;  // by task, -1: hidden
    QStringList m_words;
    std::optional<StatusGroup> m_group;
    bool m_onlyStragglers = false;
    int m_column = RunModel::State;
    Qt::SortOrder m_direction = Qt::AscendingOrder;
    QTimer m_pause; // between two orders
    bool m_held = false;
    bool m_isStale = false;
};

} // namespace regatta::ui
