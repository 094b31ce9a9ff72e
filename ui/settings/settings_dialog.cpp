#include "ui/settings/settings_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace regatta::ui {

SettingsDialog::SettingsDialog(Settings &settings, QWidget *parent)
    : QDialog(parent)
    , m_settings(settings)
{
    setObjectName(QStringLiteral("settingsDialog"));
    setWindowTitle(tr("Settings"));
    setMinimumWidth(fontMetrics().averageCharWidth() * 70);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(14);
    addWindowSection();
    addRunSection();
    addHistorySection();
    layout->addStretch();
    addButtons();
}

QFormLayout &SettingsDialog::addSection(const QString &title)
{
    auto *section = new QGroupBox(title, this);
    auto *form = new QFormLayout(section);
    form->setLabelAlignment(Qt::AlignRight);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    layout()->addWidget(section);
    return *form;
}

void SettingsDialog::addWindowSection()
{
    QFormLayout &form = addSection(tr("Window"));
    addChoice(form, Setting::Appearance, "appearanceChoice", tr("&Theme"),
              {tr("As the desktop"), tr("Light"), tr("Dark")});
    addChoice(form, Setting::WhenClosed, "whenClosedChoice", tr("&Closing while something runs"),
              {tr("Asks"), tr("Lets it run in the background"), tr("Stops it at its hosts first")});
}

void SettingsDialog::addRunSection()
{
    QFormLayout &form = addSection(tr("Runs"));
    addNumber(form, Setting::SilentAfter, "silentAfter", tr("Mark tasks as &silent after"), tr(" s"),
              tr("never"));
    addNumber(form, Setting::SlowFactor, "slowFactor", tr("Mark tasks as s&low at"),
              tr(" times what is usual"), tr("never"));
    addNumber(form, Setting::NumberFrom, "numberFrom", tr("Ask for the &number to be typed from"),
              tr(" targets"));
    addSessions(form);
}

void SettingsDialog::addSessions(QFormLayout &form)
{
    QSpinBox *count = addNumber(form, Setting::SessionsKept, "sessionsKept",
                                tr("Connections that stay open at &most"), {}, tr("none"));
    QSpinBox *time =
        addNumber(form, Setting::SessionSeconds, "sessionSeconds", tr("&Each stays open for"), tr(" s"));
    QCheckBox *production = addTick(form, Setting::ProductionSessions, "productionSessions",
                                    tr("&Keep connections open after a run on production, too"));
    const auto enable = [count, time, production] {
        time->setEnabled(count->value() > 0);
        production->setEnabled(count->value() > 0);
    };
    enable();
    connect(count, &QSpinBox::valueChanged, time, enable);
}

void SettingsDialog::addHistorySection()
{
    QFormLayout &form = addSection(tr("History"));
    const QCheckBox *isOn = addTick(form, Setting::LimitsHistory, "limitsHistory",
                                    tr("Delete the &oldest runs when all output together exceeds"));
    QSpinBox *limit = addNumber(form, Setting::HistoryGigabytes, "historyGigabytes", tr("&Limit"), tr(" GB"));
    limit->setEnabled(isOn->isChecked());
    connect(isOn, &QCheckBox::toggled, limit, &QSpinBox::setEnabled);
}

void SettingsDialog::addButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close | QDialogButtonBox::RestoreDefaults, this);
    QPushButton *restore = buttons->button(QDialogButtonBox::RestoreDefaults);
    restore->setObjectName(QStringLiteral("restoreDefaults"));
    restore->setAutoDefault(false);
    connect(restore, &QPushButton::clicked, &m_settings, &Settings::restoreDefaults);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout()->addWidget(buttons);
}

QCheckBox *SettingsDialog::addTick(QFormLayout &form, Setting setting, const char *name, const QString &label)
{
    auto *tick = new QCheckBox(label, this);
    tick->setObjectName(QString::fromLatin1(name));
    tick->setChecked(m_settings.value(setting) != 0);
    connect(tick, &QCheckBox::toggled, this, [this, setting](bool on) { m_settings.set(setting, on); });
    connect(&m_settings, &Settings::changed, tick,
            [this, setting, tick] { tick->setChecked(m_settings.value(setting) != 0); });
    form.addRow(tick);
    return tick;
}

QComboBox *SettingsDialog::addChoice(QFormLayout &form, Setting setting, const char *name,
                                     const QString &label, const QStringList &words)
{
    auto *choice = new QComboBox(this);
    choice->setObjectName(QString::fromLatin1(name));
    choice->addItems(words);
    choice->setCurrentIndex(m_settings.value(setting));
    connect(choice, &QComboBox::currentIndexChanged, this,
            [this, setting](int index) { m_settings.set(setting, index); });
    connect(&m_settings, &Settings::changed, choice,
            [this, setting, choice] { choice->setCurrentIndex(m_settings.value(setting)); });
    form.addRow(label, choice);
    return choice;
}

QSpinBox *SettingsDialog::addNumber(QFormLayout &form, Setting setting, const char *name,
                                    const QString &label, const QString &suffix, const QString &wordForZero)
{
    auto *number = new QSpinBox(this);
    number->setObjectName(QString::fromLatin1(name));
    number->setRange(Settings::least(setting), Settings::most(setting));
    number->setSuffix(suffix);
    number->setSpecialValueText(wordForZero);
    number->setGroupSeparatorShown(true);
    number->setKeyboardTracking(false); // half a number is none
    number->setValue(m_settings.value(setting));
    connect(number, &QSpinBox::valueChanged, this,
            [this, setting](int value) { m_settings.set(setting, value); });
    connect(&m_settings, &Settings::changed, number,
            [this, setting, number] { number->setValue(m_settings.value(setting)); });
    form.addRow(label, number);
    return number;
}

} // namespace regatta::ui
