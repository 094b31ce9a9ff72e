#include "ui/trust/window_prompter.h"

#include "ui/trust/host_key_dialog.h"

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

} // namespace regatta::ui
