#pragma once

#include "core/model/profile.h"

#include <QObject>

class QCheckBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace regatta::ui {

/// How carefully a profile goes about its work and how patient it is: waves, caps, limits on failures,
/// retries.
class SafeguardsEditor : public QObject
{
    Q_OBJECT

public:
    /// Adds its fields as rows to a form, which owns them.
    explicit SafeguardsEditor(QFormLayout &form, QObject *parent = nullptr);

    void show(const model::Profile &profile);
    void writeTo(model::Profile &profile) const;

Q_SIGNALS:
    /// By the person.
    void edited();

private:
    void addFields(QFormLayout &form);
    void connectFields();
    QStringList waves() const;
    QMap<QString, int> caps() const;

    QLineEdit *m_waves = nullptr;
    QCheckBox *m_approve = nullptr;
    QLineEdit *m_waveBy = nullptr;
    QLineEdit *m_caps = nullptr;
    QLineEdit *m_stopAfter = nullptr;
    QLineEdit *m_stopAfterUnreachable = nullptr;
    QCheckBox *m_failuresPerWave = nullptr;
    QSpinBox *m_retries = nullptr;
    QDoubleSpinBox *m_delay = nullptr;
    bool m_isFilling = false;
};

} // namespace regatta::ui
