#pragma once

#include "core/history/records.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QMenu;

namespace regatta::ui {

class RunLogNews;

/// Says that what is in sight is a run of the past, and what can be done with it. Hidden otherwise. GUI
/// thread.
class PastRunBar : public QFrame
{
    Q_OBJECT

public:
    explicit PastRunBar(QWidget *parent = nullptr);

    /// `news`: of its log, before that is read; null: its spool is gone.
    void showRun(const history::RunOverview &run, const RunLogNews *news);
    void showThatItIsDeleted();

    /// The forms in which the run can be exported, while its action is enabled; without them there is no
    /// button. Outlives the bar.
    void setExportMenu(QMenu *menu);

Q_SIGNALS:
    void runRequested();
    void copyRequested();
    void closeRequested();

private:
    void setText(const QString &text);

    QString m_run; // whose news count
    QHBoxLayout *m_row = nullptr;
    QLabel *m_text = nullptr;
};

} // namespace regatta::ui
