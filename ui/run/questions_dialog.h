#pragma once

#include "core/model/profile.h"

#include <QDialog>
#include <QMap>

class QLineEdit;

namespace regatta::ui {

/// Asks what a profile wants to be asked before each run. GUI thread.
class QuestionsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `before`: what was answered last time, by name.
    QuestionsDialog(const QList<model::Question> &questions, const QMap<QString, QString> &before,
                    QWidget *parent);

    /// By name.
    QMap<QString, QString> answers() const;

private:
    QMap<QString, QLineEdit *> m_fields;
};

} // namespace regatta::ui
