#pragma once

class QApplication;
class QPalette;

namespace regatta::ui {

enum class Appearance { Desktop, Light, Dark };

/// Style, palette and style sheet of the whole program, at once for windows that are open. Desktop goes by
/// `desktop`, the palette that the program began with.
void applyTheme(QApplication &application, Appearance appearance, const QPalette &desktop);

} // namespace regatta::ui
