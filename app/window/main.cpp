#include "app/window/options.h"
#include "app/window/screenshot.h"
#include "app/window/single_instance.h"
#include "app/window/windows.h"
#include "core/base/allocator.h"
#include "ui/text/translations.h"
#include "ui/theme/apply_theme.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QIcon>

using namespace regatta;

int main(int argc, char **argv)
{
    base::tuneAllocator();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("regatta"));
    QApplication::setApplicationDisplayName(QStringLiteral("Regatta"));
    QApplication::setOrganizationName(QStringLiteral("regatta"));
    QApplication::setApplicationVersion(QStringLiteral(REGATTA_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.regatta.Regatta"));

    QApplication::setWindowIcon(QIcon(QStringLiteral(":/regatta/icons/org.regatta.Regatta.svg")));

    text::installTranslations(application);

    const app::Options options = app::readOptions(QApplication::arguments());
    app::SingleInstance instance(app::SingleInstance::usualSocket());
    if (app::canBeHandedOver(options) && instance.handOver(options.files))
        return 0;

    ui::applyTheme(application, options.appearance);
    app::Windows windows;
    QObject::connect(&instance, &app::SingleInstance::filesHandedOver, &windows, &app::Windows::openAll);
    instance.listen();
    if (!options.files.isEmpty())
        windows.openAll(options.files);
    if (options.files.isEmpty() || options.demo) {
        ui::MainWindow &window = windows.openEmpty();
        if (!options.screenshotFile.isEmpty())
            app::takeScreenshotOfRun(window, options.screenshotFile);
        if (options.demo)
            windows.runDemo(window);
    }
    return QApplication::exec();
}
