#include "ui/editor/profile_editor.h"

#include "core/engine/run_plan.h"
#include "core/profile/durations.h"
#include "core/profile/profile_check.h"
#include "core/profile/questions.h"
#include "ui/document/profile_document.h"
#include "ui/editor/connection_editor.h"
#include "ui/editor/fields.h"
#include "ui/editor/host_import.h"
#include "ui/editor/host_lines.h"
#include "ui/editor/problem_list.h"
#include "ui/editor/rows_editor.h"
#include "ui/editor/safeguards_editor.h"
#include "ui/editor/step_details.h"
#include "ui/text/names.h"
#include "ui/text/sentences.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace regatta::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto checkDelay = 200ms;

using Milliseconds = std::chrono::milliseconds;

double secondsOf(Milliseconds time)
{
    return std::chrono::duration<double>(time).count();
}

Milliseconds millisecondsOf(double seconds)
{
    return Milliseconds(std::llround(seconds * 1000));
}

QLabel *heading(const QString &text, double size)
{
    auto *label = new QLabel(text);
    QFont font = label->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * size);
    label->setFont(font);
    return label;
}

void addHeading(QFormLayout &form, const QString &text)
{
    QLabel *label = heading(text, 1.1);
    label->setContentsMargins(0, 20, 0, 2);
    form.addRow(label);
}

QPushButton *linkTo(QAction &action, const QString &text)
{
    auto *button = new QPushButton(text);
    button->setProperty("link", true);
    button->setToolTip(action.toolTip());
    QObject::connect(button, &QPushButton::clicked, &action, &QAction::trigger);
    return button;
}

QStringList words(const QString &text)
{
    QStringList parts;
    for (const QString &line : linesFromPaste(text).split(u'\n')) {
        if (!line.isEmpty())
            parts << line;
    }
    return parts;
}

} // namespace

ProfileEditor::ProfileEditor(ProfileDocument &document, QWidget *parent)
    : QFrame(parent)
    , m_document(document)
    , m_connection(engine::defaultConnectionSettings())
    , m_import(new HostImport(document, m_connection.home, *this))
{
    setObjectName(QStringLiteral("profileEditor"));
    build();
    connectFields();
    m_check.setSingleShot(true);
    m_check.setInterval(checkDelay);
    connect(&m_check, &QTimer::timeout, this, &ProfileEditor::check);
    connect(&m_document, &ProfileDocument::profileChanged, this, &ProfileEditor::fill);
    fill();
}

void ProfileEditor::setConnection(const engine::ConnectionSettings &connection)
{
    m_connection = connection;
    m_reach->setConnection(connection);
    m_details->setHome(connection.home);
    m_check.start();
}

void ProfileEditor::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_scroll = named(new QScrollArea(this), "editorScroll");
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    column->addWidget(makeHead());
    column->addWidget(m_scroll, 1);
    m_scroll->setWidget(makePage());
    setFocusProxy(m_name);
}

QWidget *ProfileEditor::makeHead()
{
    auto *head = named(new QFrame(this), "editorHead");
    auto *title = heading(tr("Edit profile"), 1.25);
    auto *back = named(new QPushButton(tr("Done"), head), "editorDoneButton");
    back->setToolTip(tr("Back to the run (F4)"));
    connect(back, &QPushButton::clicked, this, &ProfileEditor::done);
    m_summary = new CheckSummary(head);
    auto *grid = new QGridLayout(head);
    grid->setContentsMargins(24, 10, 16, 12);
    grid->setHorizontalSpacing(8);
    grid->addWidget(title, 0, 0);
    grid->addWidget(back, 0, 1);
    grid->addWidget(m_summary, 1, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    return head;
}

QWidget *ProfileEditor::makePage()
{
    auto *page = named(new QWidget, "editorPage");
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setLabelAlignment(Qt::AlignRight);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addGeneral(*form);
    addHosts(*form);
    addCommands(*form);
    addLimits(*form);
    addSafeguards(*form);
    addConnection(*form);
    // A line of text that is as wide as the screen is hard to read.
    auto *measure = new QWidget(page);
    measure->setMaximumWidth(fontMetrics().averageCharWidth() * 130);
    measure->setLayout(form);
    form->setContentsMargins(24, 16, 24, 24);
    auto *outer = new QHBoxLayout(page);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(measure, 1);
    outer->addStretch();
    return page;
}

void ProfileEditor::focusHosts()
{
    m_hosts->setFocus();
}

void ProfileEditor::focusCommand()
{
    m_steps->setCurrentRow(0);
    showDetails();
    QWidget *field = m_steps->rows().isEmpty() ? static_cast<QWidget *>(m_steps) : &m_details->whatItDoes();
    field->setFocus();
    m_scroll->ensureWidgetVisible(field);
}

void ProfileEditor::showFirstCommand(const QString &command, CheckSummary::State state)
{
    // What stands below stays where it is while something is wrong.
    m_firstCommand->setMinimumHeight(
        state == CheckSummary::State::Unsound && isVisible() ? m_firstCommand->height() : 0);
    m_firstCommand->setText(command);
}

void ProfileEditor::addGeneral(QFormLayout &form)
{
    m_name = named(new QLineEdit, "nameField");
    m_description = named(new QLineEdit, "descriptionField");
    m_environment = named(new QComboBox, "environmentField");
    for (const model::Environment environment :
         {model::Environment::None, model::Environment::Development, model::Environment::Staging,
          model::Environment::Production}) {
        const QString name = text::environmentName(environment);
        m_environment->addItem(name.isEmpty() ? tr("Not set") : name, int(environment));
    }
    form.addRow(tr("&Name"), m_name);
    form.addRow(tr("&Description"), m_description);
    form.addRow(tr("Env&ironment"), narrow(m_environment));
}

void ProfileEditor::addHosts(QFormLayout &form)
{
    m_hosts = named(new QPlainTextEdit, "hostsField");
    m_hosts->setFont(monospaceFont());
    m_hosts->setTabChangesFocus(true);
    m_hosts->setPlaceholderText(tr("web[01-10].example.org\nops@10.0.0.7:2222\n@databases"));
    m_hosts->setMinimumHeight(fontMetrics().lineSpacing() * 8);
    m_exclude = named(new QLineEdit, "excludeField");
    m_exclude->setPlaceholderText(tr("hosts to leave out"));
    auto *imports = new QHBoxLayout;
    imports->addWidget(named(linkTo(m_import->fromClipboard, tr("&Paste hosts")), "pasteHostsButton"));
    imports->addWidget(
        named(linkTo(m_import->fromSshConfig, tr("Import from ~/.ssh/config…")), "importSshConfigButton"));
    imports->addWidget(named(linkTo(m_import->fromFile, tr("Import a hosts file…")), "importFileButton"));
    imports->addStretch();
    addHeading(form, tr("Hosts"));
    form.addRow(tr("H&osts, a line each"), m_hosts);
    form.addRow(QString(), imports);
    form.addRow(tr("E&xcept"), m_exclude);
}

void ProfileEditor::addCommands(QFormLayout &form)
{
    m_steps = named(new RowsEditor({tr("Name"), tr("Command"), tr("Time-out, s")}, 1, tr("Add step")),
                    "stepsField");
    m_steps->setMonospaceColumn(1);
    m_steps->setFirstColumn(1); // a step needs no name
    m_details = new StepDetails;
    m_details->setHome(m_connection.home);
    m_matrix = named(new RowsEditor({tr("Name"), tr("Values, such as app-[0-9]")}, 1, tr("Add axis")),
                     "matrixField");
    m_variables = named(new RowsEditor({tr("Name"), tr("Value")}, 1, tr("Add variable")), "variablesField");
    m_firstCommand = named(new QLabel, "firstCommand");
    m_firstCommand->setTextFormat(Qt::PlainText);
    m_firstCommand->setFont(monospaceFont());
    m_firstCommand->setWordWrap(true);
    m_firstCommand->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *hint =
        new QLabel(tr("In a command, {{name}} stands for a value, quoted: host, user, port, index, run, "
                      "attempt, slot, and the names below."));
    hint->setTextFormat(Qt::PlainText);
    hint->setWordWrap(true);
    hint->setObjectName(QStringLiteral("editorHint"));
    addHeading(form, tr("Commands"));
    form.addRow(tr("&Steps, in order"), m_steps);
    form.addRow(QString(), hint);
    form.addRow(QString(), m_details);
    form.addRow(tr("First task runs"), m_firstCommand);
    form.addRow(tr("&Matrix"), m_matrix);
    form.addRow(tr("Varia&bles"), m_variables);
}

QDoubleSpinBox *ProfileEditor::addSeconds(QFormLayout &form, const QString &label, const char *name)
{
    constexpr double mostSeconds = 30.0 * 24 * 3600;
    auto *field = named(new QDoubleSpinBox, name);
    field->setRange(0, mostSeconds);
    field->setDecimals(1);
    field->setSuffix(tr(" s"));
    field->setSpecialValueText(tr("no limit"));
    form.addRow(label, narrow(field));
    return field;
}

void ProfileEditor::addLimits(QFormLayout &form)
{
    constexpr int most = 1'000'000;
    m_parallel = named(new QSpinBox, "parallelField");
    m_parallel->setRange(0, most);
    m_parallel->setSpecialValueText(tr("all at once"));
    m_perTarget = named(new QSpinBox, "perTargetField");
    m_perTarget->setRange(0, most);
    m_perTarget->setSpecialValueText(tr("no limit"));
    addHeading(form, tr("Limits"));
    form.addRow(tr("Tas&ks in parallel"), narrow(m_parallel));
    form.addRow(tr("… on one &target"), narrow(m_perTarget));
    m_connectTimeout = addSeconds(form, tr("Time-out to &connect"), "connectTimeoutField");
    m_logInTimeout = addSeconds(form, tr("… to log in"), "logInTimeoutField");
    m_stepTimeout = addSeconds(form, tr("… of &a step"), "stepTimeoutField");
    m_silenceTimeout = addSeconds(form, tr("… without output"), "silenceTimeoutField");
    m_runTimeout = addSeconds(form, tr("… of the whole run"), "runTimeoutField");
}

void ProfileEditor::addSafeguards(QFormLayout &form)
{
    addHeading(form, tr("Safeguards"));
    m_safeguards = new SafeguardsEditor(form, this);
}

void ProfileEditor::addConnection(QFormLayout &form)
{
    addHeading(form, tr("Connection"));
    m_reach = new ConnectionEditor(form, this);
    m_reach->setConnection(m_connection);
}

void ProfileEditor::connectFields()
{
    const auto onText = [this](QLineEdit *field, const QString &description, const char *name) {
        connect(field, &QLineEdit::textChanged, this, [=, this] { takeOver(description, name); });
    };
    onText(m_name, tr("Edit name"), "name");
    onText(m_description, tr("Edit description"), "description");
    onText(m_exclude, tr("Edit exceptions"), "exclude");
    connect(m_safeguards, &SafeguardsEditor::edited, this,
            [this] { takeOver(tr("Edit safeguards"), "safeguards"); });
    connect(m_hosts, &QPlainTextEdit::textChanged, this, [this] { takeOver(tr("Edit hosts"), "hosts"); });
    const auto onChoice = [this](QComboBox *field, const QString &description) {
        connect(field, &QComboBox::currentIndexChanged, this, [=, this] { takeOver(description, ""); });
    };
    onChoice(m_environment, tr("Change environment"));
    connect(m_reach, &ConnectionEditor::edited, this,
            [this](const QString &description, const QByteArray &field) {
                takeOver(description, field.constData());
            });
    const auto onRows = [this](RowsEditor *field, const QString &description) {
        connect(field, &RowsEditor::edited, this, [=, this] { takeOver(description, ""); });
    };
    onRows(m_steps, tr("Edit steps"));
    connect(m_steps, &RowsEditor::currentRowChanged, this, &ProfileEditor::showDetails);
    connect(m_details, &StepDetails::edited, this, &ProfileEditor::takeOverDetails);
    onRows(m_matrix, tr("Edit matrix"));
    onRows(m_variables, tr("Edit variables"));
    for (QSpinBox *field : {m_parallel, m_perTarget}) {
        connect(field, &QSpinBox::valueChanged, this,
                [=, this] { takeOver(tr("Change a number"), field->objectName().toLatin1().constData()); });
    }
    for (QDoubleSpinBox *field :
         {m_connectTimeout, m_logInTimeout, m_stepTimeout, m_silenceTimeout, m_runTimeout}) {
        connect(field, &QDoubleSpinBox::valueChanged, this,
                [=, this] { takeOver(tr("Change a time-out"), field->objectName().toLatin1().constData()); });
    }
}

void ProfileEditor::fill()
{
    m_isFilling = true;
    const model::Profile &profile = m_document.profile();
    setText(m_name, profile.name);
    setText(m_description, profile.description);
    m_environment->setCurrentIndex(m_environment->findData(int(profile.environment)));
    if (entriesOf(m_hosts->toPlainText(), profile.targets) != profile.targets)
        setText(m_hosts, hostLines(profile.targets));
    if (words(m_exclude->text()) != profile.exclude)
        setText(m_exclude, profile.exclude.join(QStringLiteral(", ")));

    QList<QStringList> rows;
    for (const model::Step &step : profile.steps)
        rows << QStringList{step.name, StepDetails::summary(step), profile::timeoutText(step, locale())};
    if (stepsOfFields() != profile.steps)
        m_steps->setRows(rows);
    showDetails();
    rows.clear();
    for (const model::MatrixAxis &axis : profile.matrix)
        rows << QStringList{axis.name, axis.values.join(QStringLiteral(", "))};
    if (profileOfFields().matrix != profile.matrix)
        m_matrix->setRows(rows);
    rows.clear();
    for (auto variable = profile.variables.begin(); variable != profile.variables.end(); ++variable)
        rows << QStringList{variable.key(), variable.value()};
    if (profileOfFields().variables != profile.variables)
        m_variables->setRows(rows);

    m_parallel->setValue(profile.parallel);
    m_perTarget->setValue(profile.parallelPerTarget);
    m_connectTimeout->setValue(secondsOf(profile.timeouts.connectLimit()));
    m_logInTimeout->setValue(secondsOf(profile.timeouts.logIn));
    m_stepTimeout->setValue(secondsOf(profile.timeouts.step));
    m_silenceTimeout->setValue(secondsOf(profile.timeouts.silence));
    m_runTimeout->setValue(secondsOf(profile.timeouts.run));
    m_reach->show(profile);
    m_safeguards->show(profile);
    m_isFilling = false;
    m_check.start();
}

void ProfileEditor::takeOver(const QString &description, const char *field)
{
    if (m_isFilling)
        return;
    m_document.change(profileOfFields(), description, field);
    m_steps->settle();
}

void ProfileEditor::showDetails()
{
    const QList<int> origins = m_steps->origins();
    const int row = std::max(0, m_steps->currentRow());
    m_details->setVisible(row < origins.size());
    if (row < origins.size())
        m_details->show(m_document.profile().steps.value(origins[row]), row);
}

void ProfileEditor::takeOverDetails(const QString &description, const QByteArray &field)
{
    // Edits in the table are in the document already: its rows are the document's steps.
    const int row = std::max(0, m_steps->currentRow());
    model::Profile profile = m_document.profile();
    if (m_isFilling || row >= profile.steps.size())
        return;
    m_details->writeTo(profile.steps[row]);
    // The same field of another step is another step to be undone.
    m_document.change(profile, description, field.isEmpty() ? field : field + QByteArray::number(row));
}

QList<model::Step> ProfileEditor::stepsOfFields() const
{
    QList<model::Step> steps;
    const QList<int> origins = m_steps->origins();
    for (const QStringList &row : m_steps->rows()) {
        // What the file says of a step beside these columns moves with it.
        model::Step step = m_document.profile().steps.value(origins[steps.size()]);
        step.name = row[0];
        if (row[1] != StepDetails::summary(step)) {
            step.copy.reset();
            step.run = row[1];
        }
        profile::setTimeout(step, row[2], locale());
        steps << step;
    }
    return steps;
}

model::Profile ProfileEditor::profileOfFields() const
{
    model::Profile profile = m_document.profile();
    profile.name = m_name->text();
    profile.description = m_description->text();
    profile.environment = model::Environment(m_environment->currentData().toInt());
    profile.targets = entriesOf(m_hosts->toPlainText(), profile.targets);
    profile.exclude = words(m_exclude->text());
    profile.steps = stepsOfFields();
    profile.matrix.clear();
    for (const QStringList &row : m_matrix->rows())
        profile.matrix << model::MatrixAxis{row[0], words(row[1])};
    profile.variables.clear();
    for (const QStringList &row : m_variables->rows())
        profile.variables[row[0]] = row[1];
    profile.parallel = m_parallel->value();
    profile.parallelPerTarget = m_perTarget->value();
    const auto connectLimit = millisecondsOf(m_connectTimeout->value());
    if (connectLimit != profile.timeouts.connectLimit()) // what is shown need not have been said
        profile.timeouts.connect = connectLimit;
    profile.timeouts.logIn = millisecondsOf(m_logInTimeout->value());
    profile.timeouts.step = millisecondsOf(m_stepTimeout->value());
    profile.timeouts.silence = millisecondsOf(m_silenceTimeout->value());
    profile.timeouts.run = millisecondsOf(m_runTimeout->value());
    m_reach->writeTo(profile);
    m_safeguards->writeTo(profile);
    return profile;
}

void ProfileEditor::check()
{
    const model::Profile &profile = m_document.profile();
    if (profile == model::Profile{}) { // nothing that could be wrong has been typed
        m_summary->tell(tr("A job needs hosts and a command."), CheckSummary::State::Untouched);
        showFirstCommand({}, CheckSummary::State::Untouched);
        return;
    }
    const auto plan = engine::RunPlan::make(profile::withStandIns(profile), m_connection);
    const QStringList problems =
        problemSentences(profile::check(profile), plan ? QList<engine::PlanProblem>() : plan.error());
    if (!plan || !problems.isEmpty()) {
        m_summary->tell(problemLines(problems), CheckSummary::State::Unsound);
        showFirstCommand({}, CheckSummary::State::Unsound);
        return;
    }
    const model::Manifest &manifest = *plan->manifest();
    m_summary->tell(tr("Ready: %1, %2.")
                        .arg(tr("%Ln target(s)", nullptr, int(manifest.targets.size())),
                             tr("%Ln task(s)", nullptr, int(manifest.taskCount()))),
                    CheckSummary::State::Ready);
    showFirstCommand(text::neutralisedLines(plan->shownLine({}, 0)), CheckSummary::State::Ready);
}

} // namespace regatta::ui
