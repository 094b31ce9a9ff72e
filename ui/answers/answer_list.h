#pragma once

#include "ui/answers/answer_snapshot.h"

#include <QAbstractTableModel>
#include <QPalette>

#include <span>

namespace regatta::ui {

/// The groups of equal answers, a row each. GUI thread.
class AnswerList : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Tasks, Status, Hosts, Difference, ColumnCount };

    explicit AnswerList(QObject *parent = nullptr);

    /// Null: nothing.
    void show(std::shared_ptr<const AnswerSnapshot> snapshot);
    /// Those that did not succeed before those that did; else the largest first.
    void setFailuresFirst(bool failuresFirst);
    /// For the symbols; a theme's lifetime is the program's.
    void setPalette(const QPalette &palette);

    const AnswerRow &row(int row) const { return m_snapshot->rows[m_order[size_t(row)]]; }
    /// The largest group: what others are compared with.
    bool isUsual(int row) const { return m_order[size_t(row)] == 0; }
    /// Of each group the one that has most of what it was: equal answer, or else the same first task. Each
    /// once, in the order of the groups; those of which nothing is left are left out.
    std::vector<int> rowsLike(std::span<const answers::AnswerGroup> groups) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void sortRows();
    QString text(const AnswerRow &row, int column) const;
    QString statusText(const AnswerRow &row) const;

    std::shared_ptr<const AnswerSnapshot> m_snapshot;
    std::vector<size_t> m_order; // rows of the snapshot
    bool m_failuresFirst = false;
    QPalette m_palette;
};

} // namespace regatta::ui
