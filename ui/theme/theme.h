#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

namespace regatta::ui {

/// The window's colours. Those that mean something are Okabe and Ito's, which colour-blind people tell apart
/// (Okabe & Ito, "Color Universal Design", 2008), lightened for the dark theme; a colour never stands alone.
struct Theme
{
    bool isDark = false;

    QColor surface; ///< where rows and text stand
    QColor band;    ///< bars, headers and every second row
    QColor field;   ///< inputs, and cells of what has not begun
    QColor line;
    QColor text;
    QColor muted;
    QColor accent; ///< links, the primary button, the current tab
    QColor onAccent;
    QColor selection;

    QColor green;      ///< succeeded
    QColor vermillion; ///< failed, production
    QColor orange;     ///< unreachable, staging
    QColor blue;       ///< running
    QColor sky;        ///< connecting, development
    QColor grey;       ///< queued, stopped

    static const Theme &light();
    static const Theme &dark();

    /// The theme that a widget with this palette is drawn in.
    static const Theme &of(const QPalette &palette);

    QPalette palette() const;
};

/// Output and commands are shown in it.
QFont monospaceFont();

} // namespace regatta::ui
