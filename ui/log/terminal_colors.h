#pragma once

#include "core/spool/terminal_text.h"
#include "ui/theme/theme.h"

#include <QTextLayout>

namespace regatta::ui {

/// How much two colours differ in lightness, from 1 to 21 (WCAG 2.1, "contrast ratio").
double contrast(const QColor &a, const QColor &b);

/// `color`, made lighter or darker until it can be read on `background`: a contrast of 4.5 at least.
QColor readable(const QColor &color, const QColor &background);

/// The styles of a line as a text layout takes them, in colours that can be read on `background`, where the
/// line stands. `plain` is the colour of text without one.
QList<QTextLayout::FormatRange> formatsOf(const spool::StyledText &line, const QColor &background,
                                          const QColor &plain);

/// What a row of a log is written in.
struct RowColors
{
    QColor text;
    QColor error; ///< standard error
    QColor muted; ///< times, and what is not there yet
    QColor name;
};
/// Such that all can be read on `background`: the theme's surface, or what marks the current row.
RowColors rowColorsOn(const QColor &background, const Theme &theme);

/// Text that was looked for.
QTextCharFormat foundFormat(const Theme &theme);
QTextCharFormat selectedFormat(const Theme &theme);

} // namespace regatta::ui
