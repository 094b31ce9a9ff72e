#include "ui/editor/step_details.h"

#include "ui/editor/fields.h"
#include "ui/editor/rows_editor.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace regatta::ui {

namespace {

using model::FileCopy;
using model::StepCondition;

/// What a step does, as its list has it.
enum Doing { Runs, Pushes, Pulls };

Doing doingOf(const model::Step &step)
{
    if (!step.copy)
        return Runs;
    return step.copy->direction == FileCopy::Direction::Push ? Pushes : Pulls;
}

} // namespace

StepDetails::StepDetails(QWidget *parent)
    : QFrame(parent)
    , m_form(new QFormLayout(this))
    , m_title(named(new QLabel, "stepDetailsTitle"))
    , m_when(named(guarded(new QComboBox), "whenField"))
    , m_goesOn(named(new QCheckBox(tr("Go on with the next step if it fails")), "goesOnField"))
    , m_kind(named(guarded(new QComboBox), "stepKindField"))
    , m_command(named(new QPlainTextEdit, "commandField"))
    , m_from(named(new QLineEdit, "copyFromField"))
    , m_to(named(new QLineEdit, "copyToField"))
    , m_mode(named(narrow(new QLineEdit), "copyModeField"))
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
    m_form->setContentsMargins(0, 4, 0, 8);
    m_form->setLabelAlignment(Qt::AlignRight);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->addRow(m_title);
    m_when->addItem(tr("if all before it succeeded"), int(StepCondition::Success));
    m_when->addItem(tr("only after a failure, to clean up"), int(StepCondition::Failure));
    m_when->addItem(tr("in any case"), int(StepCondition::Always));
    m_form->addRow(tr("Runs"), m_when);
    m_form->addRow(QString(), m_goesOn);
    addCopy(*m_form);
    addCommand(*m_form);
    m_form->addRow(tr("Run as"), m_become);
    addInput(*m_form);
    m_form->addRow(tr("Environment"), m_variables);
    m_form->addRow(QString(), m_hasPty);
    m_commandRows = {m_command, m_become, m_input, m_inputFile->parentWidget(), m_variables, m_hasPty};
    connectFields();
}

void StepDetails::addCopy(QFormLayout &form)
{
    m_kind->addItem(tr("Run the command"), int(Runs));
    m_kind->addItem(tr("Copy to the hosts"), int(Pushes));
    m_kind->addItem(tr("Copy from the hosts"), int(Pulls));
    m_to->setToolTip(
        tr("With \"/\" at its end, the folder to copy into. Copies from several hosts need {{host}} "
           "in their path."));
    m_mode->setPlaceholderText(tr("as it is"));
    m_mode->setToolTip(tr("Permissions of the files, such as 0644"));
    form.addRow(tr("What it does"), m_kind);
    form.addRow(tr("Copy what"), m_from);
    form.addRow(tr("To"), m_to);
    form.addRow(tr("Permissions"), m_mode);
    m_copyRows = {m_from, m_to, m_mode};
}

/// Only the rows that make sense for what the step does.
void StepDetails::showKind()
{
    const auto kind = Doing(m_kind->currentData().toInt());
    for (QWidget *field : std::as_const(m_copyRows))
        m_form->setRowVisible(field, kind != Runs);
    for (QWidget *field : std::as_const(m_commandRows))
        m_form->setRowVisible(field, kind == Runs);
    m_from->setPlaceholderText(kind == Pulls ? tr("a file or folder of the hosts")
                                             : tr("a file or folder of this machine"));
    m_to->setPlaceholderText(kind == Pulls ? tr("a path of this machine, with {{host}}")
                                           : tr("a path of the hosts"));
}

/// The same as in the table's cell, with room for a script.
void StepDetails::addCommand(QFormLayout &form)
{
    constexpr int linesOfScript = 5;
    m_command->setFont(monospaceFont());
    m_command->setTabChangesFocus(true);
    m_command->setLineWrapMode(QPlainTextEdit::NoWrap); // which lines there are has to be seen
    m_command->setFixedHeight(m_command->fontMetrics().lineSpacing() * linesOfScript +
                              fontMetrics().height());
    form.addRow(tr("Command"), m_command);
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
    auto *row = new QWidget;
    auto *file = new QHBoxLayout(row);
    file->setContentsMargins({});
    file->addWidget(m_inputFile, 1);
    file->addWidget(choose);
    form.addRow(tr("Standard input"), m_input);
    auto *label = new QLabel(tr("… or from a file")); // a row of two fields has no buddy of its own
    label->setBuddy(m_inputFile);
    form.addRow(label, row);
}

void StepDetails::connectFields()
{
    const auto tell = [this](const QString &description, const char *field) {
        if (!m_isFilling)
            Q_EMIT edited(description, field);
    };
    connect(m_when, &QComboBox::currentIndexChanged, this, [=] { tell(tr("Change when a step runs"), ""); });
    connect(m_goesOn, &QCheckBox::toggled, this, [=] { tell(tr("Change what follows a failed step"), ""); });
    connect(m_kind, &QComboBox::currentIndexChanged, this, [=, this] {
        showKind();
        tell(tr("Change what a step does"), "");
    });
    connect(m_command, &QPlainTextEdit::textChanged, this,
            [=] { tell(tr("Edit command of a step"), "run"); });
    connect(m_from, &QLineEdit::textChanged, this, [=] { tell(tr("Edit copy of a step"), "from"); });
    connect(m_to, &QLineEdit::textChanged, this, [=] { tell(tr("Edit copy of a step"), "to"); });
    connect(m_mode, &QLineEdit::textChanged, this, [=] { tell(tr("Edit copy of a step"), "mode"); });
    connect(m_become, &QLineEdit::textChanged, this, [=] { tell(tr("Edit user of a step"), "become"); });
    connect(m_input, &QPlainTextEdit::textChanged, this, [=] { tell(tr("Edit input of a step"), "stdin"); });
    connect(m_inputFile, &QLineEdit::textChanged, this,
            [=] { tell(tr("Edit input of a step"), "stdin_file"); });
    connect(m_variables, &RowsEditor::edited, this, [=] { tell(tr("Edit environment of a step"), ""); });
    connect(m_hasPty, &QCheckBox::toggled, this, [=] { tell(tr("Change terminal of a step"), ""); });
}

QString StepDetails::summary(const model::Step &step)
{
    switch (doingOf(step)) {
    case Runs:
        return step.run;
    case Pushes:
        return tr("copy %1 to %2 on the hosts").arg(step.copy->from, step.copy->to);
    case Pulls:
        return tr("copy %1 from the hosts to %2").arg(step.copy->from, step.copy->to);
    }
    Q_UNREACHABLE();
}

void StepDetails::show(const model::Step &step, int place)
{
    m_isFilling = true;
    const QString number = text::count(place + 1);
    m_title->setText(step.name.isEmpty() ? tr("Step %1").arg(number)
                                         : tr("Step %1: %2").arg(number, step.name));
    m_when->setCurrentIndex(m_when->findData(int(step.when)));
    m_goesOn->setChecked(step.goesOn);
    m_kind->setCurrentIndex(m_kind->findData(int(doingOf(step))));
    const FileCopy copy = step.copy.value_or(FileCopy());
    setText(m_command, step.run);
    setText(m_from, copy.from);
    setText(m_to, copy.to);
    setText(m_mode, copy.mode);
    showKind();
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

QWidget &StepDetails::whatItDoes() const
{
    if (Doing(m_kind->currentData().toInt()) == Runs)
        return *m_command;
    return *m_from;
}

void StepDetails::writeTo(model::Step &step) const
{
    step.when = StepCondition(m_when->currentData().toInt());
    step.goesOn = m_goesOn->isChecked();
    const auto kind = Doing(m_kind->currentData().toInt());
    if (kind == Runs) {
        step.copy.reset();
        writeCommandTo(step);
        return;
    }
    // A copy has nothing of a command.
    model::Step copy{step.name, {}, step.timeout};
    const auto direction = kind == Pushes ? FileCopy::Direction::Push : FileCopy::Direction::Pull;
    copy.copy = {direction, m_from->text(), m_to->text(), m_mode->text().trimmed()};
    copy.when = step.when;
    copy.goesOn = step.goesOn;
    copy.unknown = step.unknown;
    step = copy;
}

void StepDetails::writeCommandTo(model::Step &step) const
{
    // What nobody has typed in stays as the file has it, also where the field can't show it: ends of lines.
    if (m_command->document()->isModified())
        step.run = m_command->toPlainText();
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
