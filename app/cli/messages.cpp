#include "app/cli/messages.h"

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

} // namespace regatta::cli
