#include "ui/editor/safeguards_editor.h"

#include "core/profile/profile_format.h"
#include "ui/editor/fields.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSpinBox>

#include <chrono>
#include <cmath>

namespace regatta::ui {

namespace {

constexpr double mostSeconds = 3600;

QString textOf(const QMap<QString, int> &caps)
{
    QStringList parts;
    for (auto cap = caps.begin(); cap != caps.end(); ++cap)
        parts << QStringLiteral("%1=%2").arg(cap.key()).arg(cap.value());
    return parts.join(QStringLiteral(", "));
}

} // namespace

SafeguardsEditor::SafeguardsEditor(QFormLayout &form, QObject *parent)
    : QObject(parent)
    , m_waves(named(new QLineEdit, "wavesField"))
    , m_approve(named(new QCheckBox(tr("Ask before each further wave")), "approveWavesField"))
    , m_waveBy(named(narrow(new QLineEdit), "waveByField"))
    , m_caps(named(new QLineEdit, "capsField"))
    , m_stopAfter(named(narrow(new QLineEdit), "stopAfterFailuresField"))
    , m_stopAfterUnreachable(named(narrow(new QLineEdit), "stopAfterUnreachableField"))
    , m_failuresPerWave(named(new QCheckBox(tr("Count them anew in each wave")), "failuresPerWaveField"))
    , m_retries(named(narrow(new QSpinBox), "retriesField"))
    , m_delay(named(narrow(new QDoubleSpinBox), "retryDelayField"))
{
    m_waves->setPlaceholderText(tr("all targets at once; or 1, 10%, 100%"));
    m_waveBy->setPlaceholderText(tr("any; or a variable: rack"));
    m_waveBy->setToolTip(tr("No wave has two targets with the same value of this variable."));
    m_caps->setPlaceholderText(tr("none; or rack=2, @databases=1, jump=20"));
    m_caps->setToolTip(tr("How many tasks run at once among targets with the same value of a variable, of a "
                          "group, or behind one jump host."));
    m_stopAfter->setPlaceholderText(tr("never; or 5, 10%"));
    m_stopAfterUnreachable->setPlaceholderText(tr("as failures; or 5, 10%"));
    m_retries->setRange(0, profile::format::mostAttempts - 1);
    m_retries->setSpecialValueText(tr("none"));
    m_retries->setToolTip(tr("Where a host can't be reached, or its connection is lost."));
    m_delay->setRange(0, mostSeconds);
    m_delay->setDecimals(1);
    m_delay->setSuffix(tr(" s"));
    m_delay->setToolTip(tr("Before the first retry; each further one waits longer."));
    addFields(form);
    connectFields();
}

void SafeguardsEditor::addFields(QFormLayout &form)
{
    form.addRow(tr("&Waves of targets"), m_waves);
    form.addRow(tr("… with distinct"), m_waveBy);
    form.addRow(QString(), m_approve);
    form.addRow(tr("At most at once"), m_caps);
    form.addRow(tr("Stop after fai&lures"), m_stopAfter);
    form.addRow(tr("… after unreachable hosts"), m_stopAfterUnreachable);
    form.addRow(QString(), m_failuresPerWave);
    form.addRow(tr("Retries"), m_retries);
    form.addRow(tr("Wait before a retr&y"), m_delay);
}

void SafeguardsEditor::connectFields()
{
    const auto tell = [this] {
        if (!m_isFilling)
            Q_EMIT edited();
    };
    for (QLineEdit *field : {m_waves, m_waveBy, m_caps, m_stopAfter, m_stopAfterUnreachable})
        connect(field, &QLineEdit::textChanged, this, tell);
    for (QCheckBox *box : {m_approve, m_failuresPerWave})
        connect(box, &QCheckBox::toggled, this, tell);
    connect(m_retries, &QSpinBox::valueChanged, this, tell);
    connect(m_delay, &QDoubleSpinBox::valueChanged, this, tell);
}

/// What is no number is 0, which the check of the profile complains about.
QMap<QString, int> SafeguardsEditor::caps() const
{
    QMap<QString, int> caps;
    for (const QString &part : m_caps->text().split(u',', Qt::SkipEmptyParts)) {
        const QString name = part.section(u'=', 0, 0).trimmed();
        if (!name.isEmpty())
            caps[name] = part.section(u'=', 1).trimmed().toInt();
    }
    return caps;
}

QStringList SafeguardsEditor::waves() const
{
    static const QRegularExpression between(QStringLiteral("[,;\\s]+"));
    return m_waves->text().split(between, Qt::SkipEmptyParts);
}

void SafeguardsEditor::show(const model::Profile &profile)
{
    m_isFilling = true;
    if (waves() != profile.waves)
        m_waves->setText(profile.waves.join(QStringLiteral(", ")));
    m_approve->setChecked(profile.approveWaves);
    const auto showText = [](QLineEdit *field, const QString &text) {
        if (field->text().trimmed() != text)
            field->setText(text);
    };
    showText(m_waveBy, profile.waveBy);
    showText(m_stopAfter, profile.stopAfterFailures);
    showText(m_stopAfterUnreachable, profile.stopAfterUnreachable);
    m_failuresPerWave->setChecked(profile.failuresPerWave);
    if (caps() != profile.caps)
        m_caps->setText(textOf(profile.caps));
    m_retries->setValue(profile.retry.attempts - 1);
    m_delay->setValue(std::chrono::duration<double>(profile.retry.delay).count());
    m_isFilling = false;
}

void SafeguardsEditor::writeTo(model::Profile &profile) const
{
    profile.waves = waves();
    profile.approveWaves = m_approve->isChecked();
    profile.waveBy = m_waveBy->text().trimmed();
    profile.caps = caps();
    profile.stopAfterFailures = m_stopAfter->text().trimmed();
    profile.stopAfterUnreachable = m_stopAfterUnreachable->text().trimmed();
    profile.failuresPerWave = m_failuresPerWave->isChecked();
    profile.retry.attempts = m_retries->value() + 1;
    profile.retry.delay = std::chrono::milliseconds(std::llround(m_delay->value() * 1000));
}

} // namespace regatta::ui
