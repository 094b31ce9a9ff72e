#include "app/cli/messages.h"
#include "app/cli/verbs.h"
#include "app/stray_word.h"
#include "app/window_launcher.h"
#include "core/base/allocator.h"
#include "ui/text/translations.h"

#include <QCoreApplication>
#include <QHash>

#include <cstdio>

#include <pwd.h>
#include <unistd.h>

using namespace regatta;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Main)
};

void printHelp()
{
    const QString help =
        Text::tr("Usage: regatta [FILE...]           open the window; profiles are loaded, never started\n"
                 "       regatta --new-window ...   the same, in a program of its own\n"
                 "       regatta --demo             the window, with the demo fleet running the example\n"
                 "       regatta run [FILE] ...     run on the command line; see regatta run --help\n"
                 "       regatta check FILE         say whether a profile is sound\n"
                 "       regatta expand NODESET     print the targets, one a line\n"
                 "       regatta retry RUN ...      run again what did not succeed in a past run\n"
                 "       regatta history ...        past runs: list, show, export, compare, delete\n"
                 "       regatta --version\n");
    std::fputs(help.toUtf8().constData(), stdout);
}

/// As ssh does where nobody says it, in a service for example: Qt would take / for it.
void findHome()
{
    const passwd *person = qEnvironmentVariableIsEmpty("HOME") ? ::getpwuid(::getuid()) : nullptr;
    if (person)
        qputenv("HOME", person->pw_dir);
}

} // namespace

int main(int argc, char **argv)
{
    findHome();
    base::tuneAllocator();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("regatta"));
    QCoreApplication::setOrganizationName(QStringLiteral("regatta"));
    QCoreApplication::setApplicationVersion(QStringLiteral(REGATTA_VERSION));

    text::installTranslations(application);

    const QStringList arguments = QCoreApplication::arguments().mid(1);
    const QString verb = arguments.value(0);
    const QStringList rest = arguments.mid(1);
    if (verb == u"run")
        return int(cli::flushed(cli::runVerb(rest)));
    if (verb == u"check")
        return int(cli::flushed(cli::checkVerb(rest)));
    if (verb == u"expand")
        return int(cli::flushed(cli::expandVerb(rest)));
    if (verb == u"retry")
        return int(cli::flushed(cli::retryVerb(rest)));
    if (verb == u"history")
        return int(cli::flushed(cli::historyVerb(rest)));
    if (verb == u"--help" || verb == u"-h" || verb == u"help") {
        printHelp();
        return int(cli::ExitCode::AllSucceeded);
    }
    if (verb == u"--version") {
        std::printf("regatta %s\n", REGATTA_VERSION);
        return int(cli::ExitCode::AllSucceeded);
    }
    // With or without a display: who misspelt a verb looks at the terminal.
    if (const QString complaint = app::complaintAboutStrayWord(arguments); !complaint.isEmpty())
        return int(cli::usage(complaint));
    return int(app::becomeWindow(argv));
}
