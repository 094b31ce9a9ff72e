#pragma once

#include "core/model/profile.h"

#include <QFrame>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace regatta::ui {

class RowsEditor;

/// What one step has beside its row in the table of steps. Knows nothing of the other steps: the editor says
/// which one it shows. GUI thread.
class StepDetails : public QFrame
{
    Q_OBJECT

public:
    explicit StepDetails(QWidget *parent = nullptr);

    /// `place` counts from 0. Fields that say so already keep their cursor.
    void show(const model::Step &step, int place);
    /// Leaves alone what it doesn't show.
    void writeTo(model::Step &step) const;
    /// Where what the shown step does is typed: the command, or what is copied.
    QWidget &whatItDoes() const;
    void setHome(const QString &folder) { m_home = folder; }

    /// What the step does, for its row in the table: the command, or a copy in words.
    static QString summary(const model::Step &step);

Q_SIGNALS:
    /// By the person. Edits of the same field are one step to be undone; an empty field's never merge.
    void edited(const QString &description, const QByteArray &field);

private:
    void addCopy(QFormLayout &form);
    void addCommand(QFormLayout &form);
    void addInput(QFormLayout &form);
    void connectFields();
    void showKind();
    void chooseInputFile();
    void writeCommandTo(model::Step &step) const;
    QMap<QString, QString> variables() const;

    QFormLayout *m_form = nullptr;
    QLabel *m_title = nullptr;
    QComboBox *m_when = nullptr;
    QCheckBox *m_goesOn = nullptr;
    QComboBox *m_kind = nullptr;
    QPlainTextEdit *m_command = nullptr;
    QLineEdit *m_from = nullptr;
    QLineEdit *m_to = nullptr;
    QLineEdit *m_mode = nullptr;
    QList<QWidget *> m_copyRows;    ///< one field of each
    QList<QWidget *> m_commandRows; ///< likewise
    QLineEdit *m_become = nullptr;
    QPlainTextEdit *m_input = nullptr;
    QLineEdit *m_inputFile = nullptr;
    RowsEditor *m_variables = nullptr;
    QCheckBox *m_hasPty = nullptr;
    QString m_home;
    bool m_isFilling = false;
};

} // namespace regatta::ui
