#include "ui/trust/window_prompter.h"

#include "ui/trust/host_key_dialog.h"
#include "ui/trust/log_in_dialog.h"

namespace regatta::ui {

void WindowPrompter::askAboutHostKeys(QList<trust::UnknownHost> hosts,
                                      std::function<void(QList<trust::HostKeyAnswer>)> answer)
{
    QMetaObject::invokeMethod(
        this,
        [this, hosts = std::move(hosts), answer = std::move(answer)]() mutable {
            openDialog(std::move(hosts), std::move(answer));
        },
        Qt::QueuedConnection);
}

void WindowPrompter::openDialog(QList<trust::UnknownHost> hosts,
                                std::function<void(QList<trust::HostKeyAnswer>)> answer)
{
    if (!m_window) {
        answer(QList<trust::HostKeyAnswer>(hosts.size(), trust::HostKeyAnswer::Refuse));
        return;
    }
    auto *dialog = new HostKeyDialog(std::move(hosts), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, dialog,
            [dialog, answer = std::move(answer)] { answer(dialog->answers()); });
    dialog->open();
}

void WindowPrompter::askToLogIn(trust::LogInQuestion question, std::function<void(trust::LogInAnswer)> answer)
{
    QMetaObject::invokeMethod(
        this,
        [this, question = std::move(question), answer = std::move(answer)]() mutable {
            openLogIn(question, std::move(answer));
        },
        Qt::QueuedConnection);
}

void WindowPrompter::withdrawLogInQuestion()
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_logIn)
                m_logIn->reject();
        },
        Qt::QueuedConnection);
}

void WindowPrompter::openLogIn(const trust::LogInQuestion &question,
                               std::function<void(trust::LogInAnswer)> answer)
{
    if (!m_window)
        return answer({});
    auto *dialog = new LogInDialog(question, m_window);
    m_logIn = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, dialog,
            [dialog, answer = std::move(answer)] { answer(dialog->answer()); });
    dialog->open();
}

} // namespace regatta::ui
