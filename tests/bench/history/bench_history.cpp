// How long the list of 10,000 runs takes to open: best of some readings, with a folder of its own.
// Usage: bench_history [RUNS [TASKS]]

#include "core/history/history_reader.h"
#include "core/history/history_writer.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <limits>

using namespace regatta;

namespace {

void fill(const QString &path, int runs, int tasks)
{
    history::HistoryWriter writer(path);
    for (int i = 0; i < runs; ++i) {
        history::RunStart run;
        run.id = QStringLiteral("%1-0000-4000-8000-000000000000").arg(i, 8, 16, QLatin1Char('0'));
        run.name = QStringLiteral("restart of the containers, %1").arg(i % 50);
        run.command = QStringLiteral("docker restart {{app}}");
        run.startedAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + qint64(i) * 60'000);
        run.manifest = QByteArray(4'000, 'm');
        run.connection = "{}";
        for (int task = 0; task < tasks; ++task)
            run.tasks.push_back({QStringLiteral("web%1").arg(task), {}, 0, {}});
        const QString id = run.id;
        writer.begin(std::move(run));
        model::RunSummary summary;
        summary.outcomes[size_t(model::Outcome::Succeeded)] = tasks;
        summary.wall = std::chrono::seconds(3);
        writer.end(id, summary);
    }
}

double millisecondsOf(const history::HistoryReader &reader, const history::RunFilter &filter)
{
    qint64 best = std::numeric_limits<qint64>::max();
    for (int i = 0; i < 5; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto runs = reader.runs(filter);
        best = std::min(best, timer.nsecsElapsed());
        if (!runs)
            return -1;
    }
    return double(best) / 1e6;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const int runs = words.value(1, QStringLiteral("10000")).toInt();
    const int tasks = words.value(2, QStringLiteral("20")).toInt();
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("history.sqlite"));
    QElapsedTimer timer;
    timer.start();
    fill(path, runs, tasks);
    std::printf("%d runs of %d tasks written in %lld ms, %lld kB\n", runs, tasks, timer.elapsed(),
                QFileInfo(path).size() / 1000);
    const history::HistoryReader reader(path);
    std::printf("all of them listed in          %8.1f ms (limit: 200)\n", millisecondsOf(reader, {}));
    std::printf("the latest 20 in               %8.1f ms\n",
                millisecondsOf(reader, {.words = {}, .most = 20}));
    std::printf("those with a host \"web7\" in    %8.1f ms\n",
                millisecondsOf(reader, {.words = QStringLiteral("web7")}));
    return 0;
}
