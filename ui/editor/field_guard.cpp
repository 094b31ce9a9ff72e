#include "ui/editor/field_guard.h"

#include <QAbstractSpinBox>
#include <QKeyEvent>
#include <QWidget>

namespace regatta::ui {

namespace {

bool isUndoOrRedo(const QEvent &event)
{
    if (event.type() != QEvent::ShortcutOverride)
        return false;
    const auto &key = static_cast<const QKeyEvent &>(event);
    return key.matches(QKeySequence::Undo) || key.matches(QKeySequence::Redo);
}

} // namespace

FieldGuard::FieldGuard(QWidget *field)
    : QObject(field)
{
    field->setFocusPolicy(Qt::StrongFocus); // a wheel gives no focus
    field->installEventFilter(this);
}

bool FieldGuard::eventFilter(QObject *watched, QEvent *event)
{
    const auto *field = qobject_cast<QWidget *>(watched);
    const bool isStrayWheel = event->type() == QEvent::Wheel && !field->hasFocus();
    // What a number's own field could undo is its text, which the number has long been made of.
    const bool isForDocument = qobject_cast<const QAbstractSpinBox *>(field) && isUndoOrRedo(*event);
    if (!isStrayWheel && !isForDocument)
        return QObject::eventFilter(watched, event);
    event->ignore();
    return true;
}

} // namespace regatta::ui
