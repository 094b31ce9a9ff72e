#pragma once

#include "core/base/error.h"
#include "core/model/task.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QToolButton;

namespace regatta::model {
struct Manifest;
}

namespace regatta::ui {

class LogView;
class RunLog;

/// The log under a line that says whose it is, with the switch that follows its end. GUI thread.
class LogPane : public QWidget
{
    Q_OBJECT

public:
    explicit LogPane(QWidget *parent = nullptr);

    /// See LogView::setLog().
    void setLog(RunLog *log, std::shared_ptr<const model::Manifest> manifest);
    /// Empty: all tasks, merged.
    void showTasks(const std::vector<model::TaskId> &tasks);

private:
    void describe();
    void showWhetherItFollows();
    void showTrouble(const base::Error &error);

    QLabel *const m_whose;
    QLabel *const m_trouble;
    QToolButton *const m_follow;
    LogView *const m_view;
    std::shared_ptr<const model::Manifest> m_manifest;
    std::vector<model::TaskId> m_tasks;
};

} // namespace regatta::ui
