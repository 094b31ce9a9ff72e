#pragma once

class QApplication;

namespace regatta::ui {

enum class Appearance { Desktop, Light, Dark };

/// Style, palette and style sheet of the whole program. Call it before the first window is made; Desktop goes
/// by the desktop's own colours.
void applyTheme(QApplication &application, Appearance appearance);

} // namespace regatta::ui
