#pragma once

#include "core/engine/run_plan.h"
#include "ui/run/run_model.h"

#include <QScrollArea>

#include <optional>
#include <vector>

class QFormLayout;
class QLabel;

namespace regatta::ui {

/// All that is known of one task, in words, with what to do next where it failed.
class DetailsView : public QScrollArea
{
    Q_OBJECT

public:
    explicit DetailsView(const RunModel &tasks, QWidget *parent = nullptr);

    /// `plan` makes the command lines; it belongs to the run that the model shows.
    void setPlan(std::optional<engine::RunPlan> plan);
    void setTasks(const std::vector<model::TaskId> &tasks);

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum Field { Task, Status, Why, Next, Command, Times, Amount, Place, FieldCount };

    void refresh();
    void refreshIfItIsAmong(const QModelIndex &first, const QModelIndex &last);
    QString timesText(const TaskRow &row) const;
    QString placeText(const TaskRow &row) const;
    QString commandText(const TaskRow &row) const;
    void set(Field field, const QString &text);

    const RunModel &m_tasks;
    std::optional<engine::RunPlan> m_plan;
    std::optional<model::TaskId> m_task; // unset unless exactly one is selected
    size_t m_selected = 0;
    QLabel *m_hint = nullptr;
    QWidget *m_page = nullptr;
    QFormLayout *m_form = nullptr;
    std::array<QLabel *, FieldCount> m_fields{};
};

} // namespace regatta::ui
