#include "app/cli/messages.h"

#include "app/cli/text.h"

#include <QCommandLineParser>

#include <cstdio>

namespace regatta::cli {

void print(const QString &line)
{
    print(line.toUtf8());
}

void print(const QByteArray &line)
{
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    std::fputc('\n', stdout);
}

void print(const QStringList &lines)
{
    for (const QString &line : lines)
        print(line);
}

void complain(const QStringList &sentences)
{
    for (const QString &sentence : sentences) {
        const QByteArray text = "regatta: " + sentence.toUtf8() + '\n';
        std::fwrite(text.constData(), 1, size_t(text.size()), stderr);
    }
}

ExitCode usage(const QString &sentence)
{
    complain({sentence});
    return ExitCode::Usage;
}

void complainAboutLostOutput()
{
    complain({Text::tr("Not all of the output could be written.")});
}

ExitCode flushed(ExitCode code)
{
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return code;
    complainAboutLostOutput();
    return code == ExitCode::AllSucceeded ? ExitCode::CouldNotStart : code;
}

void addHelp(QCommandLineParser &parser)
{
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, Text::tr("Show this help.")});
}

ExitCode help(const QCommandLineParser &parser, const QString &verb)
{
    QString text = parser.helpText();
    // The parser knows the program by the path that it was started with, and no verbs.
    const QString path = QCoreApplication::arguments().constFirst();
    text.replace(text.indexOf(path), path.size(), QStringLiteral("regatta ") + verb);
    std::fputs(text.toUtf8().constData(), stdout);
    return ExitCode::AllSucceeded;
}

} // namespace regatta::cli
