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

} // namespace

SafeguardsEditor::SafeguardsEditor(QFormLayout &form, QObject *parent)
    : QObject(parent)
    , m_waves(new QLineEdit)
    , m_approve(new QCheckBox(tr("Ask before each further wave")))
    , m_stopAfter(narrow(new QLineEdit))
    , m_retries(narrow(new QSpinBox))
    , m_delay(narrow(new QDoubleSpinBox))
{
    m_waves->setObjectName(QStringLiteral("wavesField"));
    m_waves->setPlaceholderText(tr("all targets at once; or 1, 10%, 100%"));
    m_approve->setObjectName(QStringLiteral("approveWavesField"));
    m_stopAfter->setObjectName(QStringLiteral("stopAfterFailuresField"));
    m_stopAfter->setPlaceholderText(tr("never; or 5, 10%"));
    m_retries->setObjectName(QStringLiteral("retriesField"));
    m_retries->setRange(0, profile::format::mostAttempts - 1);
    m_retries->setSpecialValueText(tr("none"));
    m_retries->setToolTip(tr("Where a host can't be reached, or its connection is lost."));
    m_delay->setObjectName(QStringLiteral("retryDelayField"));
    m_delay->setRange(0, mostSeconds);
    m_delay->setDecimals(1);
    m_delay->setSuffix(tr(" s"));
    m_delay->setToolTip(tr("Before the first retry; each further one waits longer."));

    form.addRow(tr("&Waves of targets"), m_waves);
    form.addRow(QString(), m_approve);
    form.addRow(tr("Stop after fai&lures"), m_stopAfter);
    form.addRow(tr("Retries"), m_retries);
    form.addRow(tr("Wait before a retr&y"), m_delay);

    const auto tell = [this] {
        if (!m_isFilling)
            Q_EMIT edited();
    };
    connect(m_waves, &QLineEdit::textChanged, this, tell);
    connect(m_approve, &QCheckBox::toggled, this, tell);
    connect(m_stopAfter, &QLineEdit::textChanged, this, tell);
    connect(m_retries, &QSpinBox::valueChanged, this, tell);
    connect(m_delay, &QDoubleSpinBox::valueChanged, this, tell);
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
    if (m_stopAfter->text().trimmed() != profile.stopAfterFailures)
        m_stopAfter->setText(profile.stopAfterFailures);
    m_retries->setValue(profile.retry.attempts - 1);
    m_delay->setValue(std::chrono::duration<double>(profile.retry.delay).count());
    m_isFilling = false;
}

void SafeguardsEditor::writeTo(model::Profile &profile) const
{
    profile.waves = waves();
    profile.approveWaves = m_approve->isChecked();
    profile.stopAfterFailures = m_stopAfter->text().trimmed();
    profile.retry.attempts = m_retries->value() + 1;
    profile.retry.delay = std::chrono::milliseconds(std::llround(m_delay->value() * 1000));
}

} // namespace regatta::ui
