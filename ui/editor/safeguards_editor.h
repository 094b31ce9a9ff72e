#pragma once

#include "core/model/profile.h"

#include <QObject>

class QCheckBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace regatta::ui {

/// How carefully a profile begins and how patient it is: waves, a limit on failures, retries.
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
    QStringList waves() const;

    QLineEdit *m_waves = nullptr;
    QCheckBox *m_approve = nullptr;
    QLineEdit *m_stopAfter = nullptr;
    QSpinBox *m_retries = nullptr;
    QDoubleSpinBox *m_delay = nullptr;
    bool m_isFilling = false;
};

} // namespace regatta::ui
