#pragma once

#include "core/engine/run_plan.h"

#include <QAbstractTableModel>

namespace regatta::ui {

/// A row for each step of each task. Lines are made when they are asked for.
class PreviewModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Host, Item, Step, Command, ColumnCount };

    explicit PreviewModel(engine::RunPlan plan, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const engine::RunPlan m_plan;
};

} // namespace regatta::ui
