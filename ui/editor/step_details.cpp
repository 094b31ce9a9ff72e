#include "ui/editor/step_details.h"

#include "ui/editor/fields.h"
#include "ui/editor/rows_editor.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace regatta::ui {

StepDetails::StepDetails(QWidget *parent)
    : QFrame(parent)
    , m_title(named(new QLabel, "stepDetailsTitle"))
    , m_become(named(narrow(new QLineEdit), "becomeField"))
    , m_input(named(new QPlainTextEdit, "inputField"))
    , m_inputFile(named(new QLineEdit, "inputFileField"))
    , m_variables(named(new RowsEditor({tr("Name"), tr("Value")}, 1, tr("Add variable")), "environmentRows"))
    , m_hasPty(named(new QCheckBox(tr("Give the command a terminal")), "ptyField"))
{
    setObjectName(QStringLiteral("stepDetails"));
    m_title->setTextFormat(Qt::PlainText);
    m_become->setPlaceholderText(tr("the one who logs in"));
    m_become->setToolTip(
        tr("The command runs as this user, with sudo. If sudo wants a password, you are asked for "
           "it during the run; it is never saved."));
    m_hasPty->setToolTip(tr("For programs that refuse to work without one. Output and errors are one then."));
    m_variables->setMonospaceColumn(1);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 4, 0, 8);
    form->setLabelAlignment(Qt::AlignRight);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(m_title);
    form->addRow(tr("Run as"), m_become);
    addInput(*form);
    form->addRow(tr("Environment"), m_variables);
    form->addRow(QString(), m_hasPty);
    connectFields();
}

void StepDetails::addInput(QFormLayout &form)
{
    m_input->setFont(monospaceFont());
    m_input->setTabChangesFocus(true);
    m_input->setPlaceholderText(tr("text for the command's standard input"));
    m_input->setFixedHeight(fontMetrics().lineSpacing() * 3 + fontMetrics().height() / 2);
    m_inputFile->setPlaceholderText(tr("a file of this machine"));
    auto *choose = new QPushButton(tr("Choose…"));
    connect(choose, &QPushButton::clicked, this, &StepDetails::chooseInputFile);
    auto *file = new QHBoxLayout;
    file->addWidget(m_inputFile, 1);
    file->addWidget(choose);
    form.addRow(tr("Standard input"), m_input);
    auto *label = new QLabel(tr("… or from a file")); // a row of two fields has no buddy of its own
    label->setBuddy(m_inputFile);
    form.addRow(label, file);
}

void StepDetails::connectFields()
{
    const auto tell = [this](const QString &description, const char *field) {
        if (!m_isFilling)
            Q_EMIT edited(description, field);
    };
    connect(m_become, &QLineEdit::textChanged, this, [=] { tell(tr("Edit user of a step"), "become"); });
    connect(m_input, &QPlainTextEdit::textChanged, this, [=] { tell(tr("Edit input of a step"), "stdin"); });
    connect(m_inputFile, &QLineEdit::textChanged, this,
            [=] { tell(tr("Edit input of a step"), "stdin_file"); });
    connect(m_variables, &RowsEditor::edited, this, [=] { tell(tr("Edit environment of a step"), ""); });
    connect(m_hasPty, &QCheckBox::toggled, this, [=] { tell(tr("Change terminal of a step"), ""); });
}

void StepDetails::show(const model::Step &step, int place)
{
    m_isFilling = true;
    const QString number = text::count(place + 1);
    m_title->setText(step.name.isEmpty() ? tr("Step %1").arg(number)
                                         : tr("Step %1: %2").arg(number, step.name));
    setText(m_become, step.become);
    setText(m_input, step.input);
    setText(m_inputFile, step.inputFile);
    if (variables() != step.variables) {
        QList<QStringList> rows;
        for (auto variable = step.variables.begin(); variable != step.variables.end(); ++variable)
            rows << QStringList{variable.key(), variable.value()};
        m_variables->setRows(rows);
    }
    m_hasPty->setChecked(step.hasPty);
    m_isFilling = false;
}

void StepDetails::writeTo(model::Step &step) const
{
    step.become = m_become->text().trimmed();
    step.input = m_input->toPlainText();
    step.inputFile = m_inputFile->text();
    step.variables = variables();
    step.hasPty = m_hasPty->isChecked();
}

QMap<QString, QString> StepDetails::variables() const
{
    QMap<QString, QString> all;
    for (const QStringList &row : m_variables->rows())
        all[row[0]] = row[1];
    return all;
}

void StepDetails::chooseInputFile()
{
    auto *dialog = new QFileDialog(window(), tr("Choose Input File"), m_home);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, m_inputFile, &QLineEdit::setText);
    dialog->open();
}

} // namespace regatta::ui
