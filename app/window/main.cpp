#include "app/window/options.h"
#include "app/window/screenshot.h"
#include "app/window/windows.h"
#include "ui/theme/apply_theme.h"
#include "ui/window/main_window.h"

#include <QApplication>

using namespace regatta;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("regatta"));
    QApplication::setApplicationDisplayName(QStringLiteral("Regatta"));
    QApplication::setOrganizationName(QStringLiteral("regatta"));
    QApplication::setApplicationVersion(QStringLiteral(REGATTA_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.regatta.Regatta"));

    const app::Options options = app::readOptions(QApplication::arguments());
    ui::applyTheme(application, options.appearance);
    app::Windows windows;
    for (const QString &file : options.files)
        windows.open(file);
    if (options.files.isEmpty() || options.demo) {
        ui::MainWindow &window = windows.openEmpty();
        if (!options.screenshotFile.isEmpty())
            app::takeScreenshotOfRun(window, options.screenshotFile);
        if (options.demo)
            windows.runDemo(window);
    }
    return QApplication::exec();
}
