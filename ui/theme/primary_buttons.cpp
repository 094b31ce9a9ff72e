#include "ui/theme/primary_buttons.h"

#include <QDialog>
#include <QEvent>
#include <QPushButton>
#include <QStyle>

#include <algorithm>

namespace regatta::ui {

namespace {

constexpr auto primaryProperty = "primary";

void markPrimary(const QDialog &dialog)
{
    const auto buttons = dialog.findChildren<QPushButton *>();
    const auto isMarked = [](const QPushButton *button) {
        return button->property(primaryProperty).toBool();
    };
    if (std::any_of(buttons.begin(), buttons.end(), isMarked))
        return; // it was hidden for a while
    for (QPushButton *button : buttons) {
        if (!button->isDefault() || button->window() != &dialog)
            continue;
        button->setProperty(primaryProperty, true);
        button->style()->unpolish(button);
        button->style()->polish(button);
    }
}

} // namespace

PrimaryButtons::PrimaryButtons(QObject &application)
    : QObject(&application)
{
    application.installEventFilter(this);
}

bool PrimaryButtons::eventFilter(QObject *watched, QEvent *event)
{
    // Not at once: a dialog without a default chooses one right after it was shown.
    if (event->type() == QEvent::Show) {
        if (auto *dialog = qobject_cast<QDialog *>(watched))
            QMetaObject::invokeMethod(
                dialog, [dialog] { markPrimary(*dialog); }, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace regatta::ui
