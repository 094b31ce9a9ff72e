#pragma once

#include "core/trust/prompter.h"

#include <QDialog>
#include <QList>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace regatta::ui {

/// Asks for a password, a passphrase, or what a server wants to know. Says whose it is, and how many hosts
/// ask the same by now; keeps it nowhere, unless the person wants the desktop's secret store to.
class LogInDialog : public QDialog
{
    Q_OBJECT

public:
    explicit LogInDialog(trust::LogInQuestion question, QWidget *parent = nullptr);

    /// Once it is finished. Without words if it was not accepted.
    trust::LogInAnswer answer() const;

private:
    QString title() const;
    QString headline() const;
    void addPrompts(QFormLayout &form);
    QWidget *makeButtons();

    void countWaiting();

    const trust::LogInQuestion m_question;
    int m_waiting = 0; // hosts, besides the one that asks
    QLabel *m_headline = nullptr;
    QList<QLineEdit *> m_fields;
    QCheckBox *m_forAll = nullptr; // null: the answer can't serve others
    QCheckBox *m_keep = nullptr;   // null: there is no secret store, or it is no answer for another time
    bool m_refusesAll = false;
};

} // namespace regatta::ui
