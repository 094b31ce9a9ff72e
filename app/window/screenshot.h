#pragma once

#include <QString>

namespace regatta::ui {
class MainWindow;
}

namespace regatta::app {

/// Once the window's run is half way, saves a picture of the window as PNG and ends the program: with 0, or
/// with 1 if the file can't be written.
void takeScreenshotOfRun(ui::MainWindow &window, const QString &file);

} // namespace regatta::app
