#include "app/window_launcher.h"

#include "app/cli/messages.h"

#include <QCoreApplication>
#include <QDir>

#include <unistd.h>

namespace regatta::app {

cli::ExitCode becomeWindow(char **argv)
{
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
