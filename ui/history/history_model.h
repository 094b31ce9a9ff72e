#pragma once

#include "core/history/records.h"

#include <QAbstractTableModel>
#include <QList>

namespace regatta::ui {

/// Past runs, the newest first. GUI thread.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Started, Name, Result, Tasks, Time, Output, Command, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRuns(const QList<history::RunOverview> &runs);
    const QList<history::RunOverview> &runs() const { return m_runs; }
    const history::RunOverview &run(int row) const { return m_runs[row]; }
    /// -1: it isn't in the list.
    int rowOf(const QString &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const history::RunOverview &run, int column) const;

    QList<history::RunOverview> m_runs;
};

/// For people: the time of today's runs, the day and time of older ones.
QString startText(const QDateTime &start);

} // namespace regatta::ui
