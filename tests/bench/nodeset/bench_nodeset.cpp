// How much processor time node sets take to expand and to fold, and how that compares with ClusterShell's
// `nodeset`, if it is installed. Its times are those of whole processes; the first line says what one takes
// to do nothing.

#include "core/targets/folding.h"
#include "core/targets/node_set.h"

#include <QProcess>
#include <QStandardPaths>

#include <sys/resource.h>

#include <cstdio>

using namespace regatta;

namespace {

/// User and system time so far: of this process (RUSAGE_SELF), or of those that it waited for
/// (RUSAGE_CHILDREN).
double processorMilliseconds(int whose)
{
    rusage usage{};
    getrusage(whose, &usage);
    const auto milliseconds = [](const timeval &time) {
        return double(time.tv_sec) * 1e3 + double(time.tv_usec) / 1e3;
    };
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
}

/// What `nodeset` takes for its answer to `input`; -1 if there is none.
double timeOfClusterShell(const QString &option, const QString &input)
{
    const double before = processorMilliseconds(RUSAGE_CHILDREN);
    QProcess nodeset;
    nodeset.start(QStringLiteral("nodeset"), {option});
    nodeset.write(input.toUtf8() + '\n'); // it drops the last character, whatever that is
    nodeset.closeWriteChannel();
    constexpr int patience = 600'000; // ms
    const bool isDone = nodeset.waitForFinished(patience) && nodeset.exitCode() == 0;
    return isDone ? processorMilliseconds(RUSAGE_CHILDREN) - before : -1;
}

struct Times
{
    double expand = 0;
    double fold = 0;
};

Times measure(const QString &expression, QStringList &names)
{
    Times times;
    const double start = processorMilliseconds(RUSAGE_SELF);
    const auto expansion = targets::expand(expression);
    const double expanded = processorMilliseconds(RUSAGE_SELF);
    times.expand = expanded - start;
    if (!expansion)
        qFatal("The expression can't be expanded");

    const QString folded = targets::fold(expansion->targets);
    times.fold = processorMilliseconds(RUSAGE_SELF) - expanded;
    if (folded != expression)
        qFatal("Folding does not give back what was expanded");

    for (const model::Target &target : expansion->targets)
        names.append(model::address(target));
    return times;
}

void printRow(const char *shape, int count, const QString &expression, bool withClusterShell)
{
    QStringList names;
    const Times ours = measure(expression, names);
    std::printf("%-12s %9d %10.1f %10.1f", shape, count, ours.expand, ours.fold);
    if (withClusterShell) {
        const double expand = timeOfClusterShell(QStringLiteral("-e"), expression);
        const double fold = timeOfClusterShell(QStringLiteral("-f"), names.join(u'\n'));
        std::printf(" %12.0f %10.0f %9.1fx %9.1fx", expand, fold, expand / ours.expand, fold / ours.fold);
    }
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace

int main()
{
    const bool withClusterShell = !QStandardPaths::findExecutable(QStringLiteral("nodeset")).isEmpty();
    if (withClusterShell)
        std::printf("An idle nodeset takes %.0f ms\n",
                    timeOfClusterShell(QStringLiteral("-e"), QStringLiteral("a")));
    std::printf("%-12s %9s %10s %10s", "names", "N", "expand ms", "fold ms");
    if (withClusterShell)
        std::printf(" %12s %10s %10s %10s", "nodeset -e", "nodeset -f", "ratio -e", "ratio -f");
    std::printf("\n");
    for (const int count : {1'000, 10'000, 100'000, 1'000'000}) {
        const QString one = QStringLiteral("web[1-%1].example.org").arg(count);
        const QString two = QStringLiteral("r[1-%1]n[001-100]").arg(count / 100);
        printRow("one range", count, one, withClusterShell);
        // ClusterShell's folding of several dimensions is quadratic and takes hours for a million.
        printRow("two ranges", count, two, withClusterShell && count <= 10'000);
    }
    return 0;
}
