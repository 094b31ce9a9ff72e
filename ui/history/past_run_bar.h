#pragma once

#include "core/history/records.h"

#include <QFrame>

class QLabel;

namespace regatta::ui {

/// Says that what is in sight is a run of the past, and what can be done with it. Hidden otherwise. GUI
/// thread.
class PastRunBar : public QFrame
{
    Q_OBJECT

public:
    explicit PastRunBar(QWidget *parent = nullptr);

    /// `hasOutput`: its spool is still there.
    void showRun(const history::RunOverview &run, bool hasOutput);
    void showThatItIsDeleted();

Q_SIGNALS:
    void runRequested();
    void copyRequested();
    void closeRequested();

private:
    QLabel *m_text = nullptr;
};

} // namespace regatta::ui
