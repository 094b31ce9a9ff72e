#include "app/window/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace regatta::app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(WindowOptions)
};

} // namespace

Options readOptions(const QStringList &words)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        Text::tr("Regatta runs one command on many hosts at the same time and shows it live.\n"
                 "Profiles are loaded, never started. On the command line: regatta run --help"));
    parser.addPositionalArgument(QStringLiteral("FILE"), Text::tr("Profiles (*.regatta) to open."),
                                 QStringLiteral("[FILE...]"));
    const QCommandLineOption demo(QStringLiteral("demo"),
                                  Text::tr("Start the demo fleet and run the example on it."));
    const QCommandLineOption dark(QStringLiteral("dark"), Text::tr("Dark, whatever the desktop says."));
    const QCommandLineOption light(QStringLiteral("light"), Text::tr("Light, whatever the desktop says."));
    const QCommandLineOption screenshot(
        QStringLiteral("screenshot"),
        Text::tr("For the documentation: run the demo, save a picture of the window, and end."),
        Text::tr("FILE"));
    const QCommandLineOption newWindow(
        QStringLiteral("new-window"),
        Text::tr("Start another program, even if one runs that could open the files."));
    parser.addOptions({demo, dark, light, newWindow, screenshot});
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(words);

    Options options;
    options.files = parser.positionalArguments();
    options.screenshotFile = parser.value(screenshot);
    options.demo = parser.isSet(demo) || !options.screenshotFile.isEmpty();
    options.newWindow = parser.isSet(newWindow);
    if (parser.isSet(dark))
        options.appearance = ui::Appearance::Dark;
    else if (parser.isSet(light))
        options.appearance = ui::Appearance::Light;
    return options;
}

bool canBeHandedOver(const Options &options)
{
    // The demo ends with its program, and a look of one's own is no wish for the windows that are open.
    return !options.demo && !options.newWindow && options.appearance == ui::Appearance::Desktop;
}

} // namespace regatta::app
