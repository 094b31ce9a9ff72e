#pragma once

#include "core/trust/prompter.h"

#include <QDialog>
#include <QObject>
#include <QPointer>
#include <QWidget>

namespace regatta::ui {

/// Puts questions to the person at the window. Questions come from any thread; the object and its dialogs
/// live on the GUI thread. Without a window everything is refused.
class WindowPrompter final : public QObject, public trust::Prompter
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Whose dialogs the questions are. The prompter may outlive it.
    void setWindow(QWidget *window) { m_window = window; }

    void askAboutHostKeys(QList<trust::UnknownHost> hosts,
                          std::function<void(QList<trust::HostKeyAnswer>)> answer) override;

    void askToLogIn(trust::LogInQuestion question, std::function<void(trust::LogInAnswer)> answer) override;
    void withdrawLogInQuestion() override;

private:
    void openLogIn(const trust::LogInQuestion &question, std::function<void(trust::LogInAnswer)> answer);
    void openDialog(QList<trust::UnknownHost> hosts, std::function<void(QList<trust::HostKeyAnswer>)> answer);

    QPointer<QWidget> m_window;
    QPointer<QDialog> m_logIn; // the question that is open
};

} // namespace regatta::ui
