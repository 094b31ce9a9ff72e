#pragma once

#include "ui/settings/settings.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QSpinBox;

namespace regatta::ui {

/// Shows the settings and changes them at once: there is nothing to confirm. GUI thread.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `settings` outlives the dialog.
    explicit SettingsDialog(Settings &settings, QWidget *parent = nullptr);

private:
    QFormLayout &addSection(const QString &title);
    void addWindowSection();
    void addRunSection();
    void addSessions(QFormLayout &form);
    void addHistorySection();
    void addButtons();
    QCheckBox *addTick(QFormLayout &form, Setting setting, const char *name, const QString &label);
    QComboBox *addChoice(QFormLayout &form, Setting setting, const char *name, const QString &label,
                         const QStringList &words);
    QSpinBox *addNumber(QFormLayout &form, Setting setting, const char *name, const QString &label,
                        const QString &suffix, const QString &wordForZero = {});

    Settings &m_settings;
};

} // namespace regatta::ui
