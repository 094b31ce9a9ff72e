#pragma once

#include "ui/editor/field_guard.h"

#include <QFontMetrics>
#include <QString>
#include <QWidget>

namespace regatta::ui {

template <typename Field>
Field *named(Field *field, const char *name)
{
    field->setObjectName(QString::fromLatin1(name));
    return field;
}

/// Doesn't change by accident.
template <typename Field>
Field *guarded(Field *field)
{
    new FieldGuard(field);
    return field;
}

/// As wide as its numbers, at the left of its row, and guarded.
template <typename Field>
Field *narrow(Field *field)
{
    field->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    field->setMinimumWidth(field->fontMetrics().averageCharWidth() * 18);
    return guarded(field);
}

/// Keeps the cursor where it is if the text is the same.
template <typename Field>
void setText(Field *field, const QString &text)
{
    if constexpr (requires { field->toPlainText(); }) {
        if (field->toPlainText() != text)
            field->setPlainText(text);
    } else if (field->text() != text) {
        field->setText(text);
    }
}

} // namespace regatta::ui
