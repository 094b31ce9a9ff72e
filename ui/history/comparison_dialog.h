#pragma once

#include "ui/history/history_service.h"

#include <QDialog>

#include <memory>

class QCheckBox;
class QLabel;
class QTreeWidget;

namespace regatta::ui {

/// Which hosts ended differently or printed something else in the later of two runs. GUI thread.
class ComparisonDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ComparisonDialog(std::shared_ptr<const RunComparison> comparison, QWidget *parent = nullptr);

private:
    void fill(bool isEverythingShown);

    const std::shared_ptr<const RunComparison> m_comparison;
    QLabel *m_summary = nullptr;
    QTreeWidget *m_tasks = nullptr;
};

} // namespace regatta::ui
