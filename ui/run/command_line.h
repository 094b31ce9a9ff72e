#pragma once

#include <QLineEdit>

class QAction;

namespace regatta::ui {

/// What a job runs, in one line that can be selected and copied. A click, Return or Space does the action,
/// which opens the place where it can be changed: it looks like a field, and people try to type in it. GUI
/// thread.
class CommandLine : public QLineEdit
{
    Q_OBJECT

public:
    /// The action outlives it.
    explicit CommandLine(QAction &edit, QWidget *parent = nullptr);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void showWhetherItCanBeEdited();

    QAction &m_edit;
};

} // namespace regatta::ui
