#pragma once

#include "ui/run/confirmation.h"

#include <QDialog>

class QCheckBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace regatta::ui {

/// Asks once, before anything runs. open() it; accepted() means: run.
class ConfirmDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ConfirmDialog(Confirmation confirmation, QWidget *parent = nullptr);

Q_SIGNALS:
    /// All command lines are to be seen.
    void previewRequested();

private:
    QWidget *makeHead();
    QWidget *makeCaption();
    QWidget *makeCommands();
    QFormLayout *makeFacts();
    QString captionText() const;
    QString parallelText() const;
    QString wavesText() const;
    QString limitsText() const;
    QString failuresText() const;
    QWidget *makeReview();
    QWidget *makeNumberField();
    QWidget *makeButtons();
    void focusWhatIsToBeDone();
    void allowIfSatisfied();

    const Confirmation m_confirmation;
    QCheckBox *m_reviewed = nullptr;
    QLineEdit *m_number = nullptr; // null if none is asked for
    QPushButton *m_run = nullptr;
};

} // namespace regatta::ui
