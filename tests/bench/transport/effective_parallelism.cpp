// How parallel a run on the demo fleet was: ten hosts whose command takes a second, one after the other, four
// at a time, and all at once, by `regatta run`.
#include "app/demo/demo_fleet.h"
#include "tests/bench/transport/measured_program.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <cmath>
#include <cstdio>

using namespace regatta;

namespace {

struct Goal
{
    int parallel; ///< 0: all at once
    int turns;    ///< tasks on each host: ten tasks would leave two of four slots empty at the end
    const char *words;
    bool (*isMet)(double effective);
};

constexpr Goal goals[] = {
    {1, 1, "1.0 +- 0.05", [](double effective) { return std::abs(effective - 1.0) <= 0.05; }},
    {4, 4, ">= 3.8", [](double effective) { return effective >= 3.8; }},
    {0, 1, ">= 9.5", [](double effective) { return effective >= 9.5; }},
};

bool writeProfile(const QString &path, const demo::DemoFleet &fleet, int turns)
{
    QJsonArray targets;
    for (const demo::DemoFleet::Host &host : fleet.hosts())
        targets << QJsonObject{{QStringLiteral("host"), host.name}, {QStringLiteral("port"), host.port}};
    const QJsonObject profile{
        {QStringLiteral("regatta"), 1},
        {QStringLiteral("targets"), targets},
        {QStringLiteral("matrix"),
         QJsonObject{{QStringLiteral("turn"), QJsonArray{QStringLiteral("[1-%1]").arg(turns)}}}},
        {QStringLiteral("steps"),
         QJsonArray{QJsonObject{{QStringLiteral("run"), QStringLiteral("sleep 1; echo {{turn}}")}}}}};
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(profile).toJson()) > 0;
}

QJsonObject run(const QString &profile, const demo::DemoFleet &fleet, int parallel)
{
    QStringList words{QStringLiteral(REGATTA_PROGRAM), QStringLiteral("run"), profile};
    words << QStringLiteral("--parallel") << QString::number(parallel);
    words << QStringLiteral("--user") << fleet.user();
    words << QStringLiteral("--identity") << fleet.identityFile();
    words << QStringLiteral("--known-hosts") << fleet.knownHostsFile();
    words << QStringLiteral("--ssh-config") << QStringLiteral("none");
    words << QStringLiteral("--format") << QStringLiteral("jsonl");
    const QList<QByteArray> lines = bench::measure(words).output.trimmed().split('\n');
    return QJsonDocument::fromJson(lines.last()).object();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const auto fleet = demo::DemoFleet::start();
    if (!fleet) {
        std::fprintf(stderr, "%s\n", qPrintable(fleet.error().detail));
        return 4;
    }
    const QTemporaryDir folder;
    qputenv("XDG_DATA_HOME", QFile::encodeName(folder.path())); // no history of a person's own
    const QString profile = folder.filePath(QStringLiteral("sleep.regatta"));
    std::printf("%-10s %6s %8s %6s %10s %12s\n", "parallel", "tasks", "wall", "peak", "effective", "goal");
    bool areMet = true;
    for (const Goal &goal : goals) {
        if (!writeProfile(profile, **fleet, goal.turns))
            return 4;
        const qsizetype tasks = (*fleet)->hosts().size() * goal.turns;
        const QJsonObject end = run(profile, **fleet, goal.parallel);
        const double effective = end[u"effective_parallel"].toDouble();
        const bool isMet = end[u"succeeded"].toInt() == tasks && goal.isMet(effective);
        areMet = areMet && isMet;
        std::printf("%-10d %6d %6.2f s %6d %10.3f %12s %s\n", goal.parallel, int(tasks),
                    end[u"wall_ms"].toDouble() / 1'000, end[u"peak_parallel"].toInt(), effective, goal.words,
                    isMet ? "" : "NOT MET");
        std::fflush(stdout);
    }
    return areMet ? 0 : 1;
}
