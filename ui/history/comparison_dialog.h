#pragma once

#include "core/report/subject_names.h"
#include "ui/history/history_service.h"

#include <QDialog>

#include <memory>

class QLabel;
class QTableWidget;

namespace regatta::ui {

/// Which hosts ended differently or printed something else in the later of two runs. GUI thread.
class ComparisonDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ComparisonDialog(std::shared_ptr<const RunComparison> comparison, QWidget *parent = nullptr);

private:
    void makeTable();
    void fill(bool isEverythingShown);
    void setRow(int row, const report::TaskComparison &task);
    void setStatus(int row, int column, const history::RunRecord &run,
                   const std::optional<model::TaskId> &task);

    const std::shared_ptr<const RunComparison> m_comparison;
    const report::SubjectNames m_names;
    QLabel *m_summary = nullptr;
    QTableWidget *m_tasks = nullptr;
};

} // namespace regatta::ui
