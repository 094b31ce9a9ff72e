#include "app/window_launcher.h"

#include "app/cli/messages.h"

#include <QCoreApplication>
#include <QDir>

#include <unistd.h>

namespace regatta::app {

namespace {

/// Qt would end the program with a signal. What it is told to use instead, it is trusted to find.
bool isAnyDisplay(char **argv)
{
    bool isThere = false;
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        isThere |= !qEnvironmentVariableIsEmpty(name);
    for (char **word = argv; *word; ++word)
        isThere |= qstrcmp(*word, "-platform") == 0 || qstrcmp(*word, "--platform") == 0;
    return isThere;
}

} // namespace

cli::ExitCode becomeWindow(char **argv)
{
    if (!isAnyDisplay(argv)) {
        cli::complain({QCoreApplication::translate(
            "Main", "There is no display for the window (DISPLAY and WAYLAND_DISPLAY are not set). In a "
                    "terminal, \"regatta run FILE\" runs a profile; see regatta run --help.")});
        return cli::ExitCode::CouldNotStart;
    }
    // Beside this program in a build tree, in libexec when installed.
    const QDir here(QCoreApplication::applicationDirPath());
    for (const char *candidate : {"regatta-window", REGATTA_WINDOW_FROM_BIN}) {
        const QByteArray path = here.filePath(QString::fromUtf8(candidate)).toLocal8Bit();
        ::execv(path.constData(), argv);
    }
    cli::complain({QCoreApplication::translate("Main", "The window isn't installed; the command line is: "
                                                       "regatta run --help")});
    return cli::ExitCode::CouldNotStart;
}

} // namespace regatta::app
