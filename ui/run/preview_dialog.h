#pragma once

#include "core/engine/run_plan.h"

#include <QDialog>

class QLabel;
class QSortFilterProxyModel;

namespace regatta::ui {

/// Every task's exact command line, step by step, to be searched and copied. Shows; never runs.
class PreviewDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PreviewDialog(engine::RunPlan plan, QWidget *parent = nullptr);

    /// Over `parent`; goes when it is closed.
    static void openFor(engine::RunPlan plan, QWidget *parent);

private:
    void showCount();

    QSortFilterProxyModel *m_lines = nullptr;
    QLabel *m_count = nullptr;
};

} // namespace regatta::ui
