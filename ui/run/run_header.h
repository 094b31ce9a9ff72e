#pragma once

#include "core/engine/run_plan.h"

#include <QFrame>

class QAction;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace regatta::ui {

class EnvironmentBadge;
class RunActions;
class SummaryLabel;

/// What will be run or runs, always in sight: name, environment, how much, the command, the limit, and the
/// buttons.
class RunHeader : public QFrame
{
    Q_OBJECT

public:
    explicit RunHeader(RunActions &actions, QWidget *parent = nullptr);

    /// `note` follows the numbers: "same targets as last run".
    void showPlan(const model::Profile &profile, const engine::RunPlan &plan, const QString &note = {});
    /// Why the profile can't run.
    void showProblems(const model::Profile &profile, const QStringList &sentences);
    /// Of what is shown from now on, for a profile without a name; empty: it was never saved.
    void setFile(const QString &path) { m_file = path; }
    void setParallel(int parallel); ///< without a signal
    void setNeedsReview(bool needsReview);
    void setRunButtonVisible(bool isVisible);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void parallelChosen(int parallel);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeTitle(RunActions &actions);
    QWidget *makeControls(RunActions &actions);
    QWidget *makeCommand(RunActions &actions);
    void showCommon(const model::Profile &profile);

    QString m_file;
    QLabel *m_name = nullptr;
    EnvironmentBadge *m_badge = nullptr;
    QLabel *m_review = nullptr;
    SummaryLabel *m_summary = nullptr;
    QLineEdit *m_command = nullptr;
    QPushButton *m_preview = nullptr;
    QPushButton *m_run = nullptr;
    QSpinBox *m_parallel = nullptr;
    QList<QPushButton *> m_shrinking; // to symbols where there is little room
};

/// "10 targets × 10 apps = 100 tasks".
QString planSummary(const model::Manifest &manifest);

/// A button that does and allows what the action does, and shows its short text (QAction::iconText).
QPushButton *buttonFor(QAction &action, const char *name, QWidget *parent);

} // namespace regatta::ui
