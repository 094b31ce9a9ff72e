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
#include <QPalette>

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

    const QPalette desktop = QApplication::palette();
    ui::Settings settings;
    const auto applyTheme = [&] {
        const bool isAskedFor = options.appearance != ui::Appearance::Desktop;
        ui::applyTheme(application, isAskedFor ? options.appearance : settings.appearance(), desktop);
    };
    applyTheme();
    QObject::connect(&settings, &ui::Settings::changed, &application, [&](ui::Setting setting) {
        if (setting == ui::Setting::Appearance)
            applyTheme();
    });
    app::Windows windows(settings);
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
