#include "ui/run/command_line.h"

#include "ui/theme/theme.h"

#include <QAction>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QMouseEvent>

namespace regatta::ui {

CommandLine::CommandLine(QAction &edit, QWidget *parent)
    : QLineEdit(parent)
    , m_edit(edit)
{
    setObjectName(QStringLiteral("commandLine"));
    setAccessibleName(tr("Command"));
    setReadOnly(true);
    setFont(monospaceFont());
    connect(&m_edit, &QAction::enabledChanged, this, &CommandLine::showWhetherItCanBeEdited);
    showWhetherItCanBeEdited();
}

void CommandLine::showWhetherItCanBeEdited()
{
    const bool canBeEdited = m_edit.isEnabled();
    const QString words = canBeEdited ? tr("Click, or press Return, to edit the command") : QString();
    setCursor(canBeEdited ? Qt::PointingHandCursor : Qt::IBeamCursor);
    setToolTip(words);
    setAccessibleDescription(words);
}

void CommandLine::mouseReleaseEvent(QMouseEvent *event)
{
    QLineEdit::mouseReleaseEvent(event);
    // Who drags selects, to copy it.
    if (event->button() == Qt::LeftButton && !hasSelectedText() && rect().contains(event->pos()))
        m_edit.trigger();
}

void CommandLine::keyPressEvent(QKeyEvent *event)
{
    const bool isPress =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (isPress && (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier)
        m_edit.trigger();
    else
        QLineEdit::keyPressEvent(event);
}

void CommandLine::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    // Its beginning is shown again, unless a menu or another window is for what is selected here.
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        setCursorPosition(0);
}

} // namespace regatta::ui
