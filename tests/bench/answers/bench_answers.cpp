// How much processor time it takes to group the answers of 10,000 tasks of 100 lines while they come in, with
// a look at the groups four times a second as the window has it.

#include "core/answers/answer_book.h"
#include "core/spool/spool_writer.h"
#include "core/targets/folding.h"

#include <QTemporaryDir>

#include <sys/resource.h>

#include <cstdio>

using namespace regatta;
using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t taskCount = 10'000;
constexpr int lineCount = 100;
constexpr int looks = 40; ///< at the groups, in the course of a run of ten seconds

double processorSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_THREAD, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::shared_ptr<model::Manifest> makeManifest()
{
    auto manifest = std::make_shared<model::Manifest>();
    manifest->items = {model::Item{}};
    for (std::uint32_t i = 0; i < taskCount; ++i) {
        manifest->targets.append({.name = QStringLiteral("web%1.example.org").arg(i, 5, 10, QChar(u'0'))});
        manifest->tasks.push_back({{i}, {0}});
    }
    return manifest;
}

/// Each line on its own, as hosts print them; one task in a hundred says something else in its last line.
void print(spool::SpoolWriter &writer, int line)
{
    for (std::uint32_t task = 0; task < taskCount; ++task) {
        QByteArray text = "web" + QByteArray::number(task) + ": step " + QByteArray::number(line) +
                          " of the deployment has been carried out without any trouble\n";
        if (task % 100 == 7 && line == lineCount - 1)
            text = "out of space on device " + QByteArray::number(task % 300) + "\n";
        writer.append({model::TaskId{task}, 1, 0, model::OutputStream::Stdout, text, base::Instant(1ms)});
    }
    writer.flush();
}

void measure(const char *name, const answers::AnswerOptions &options)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("run.spool"));
    const auto budget = std::make_shared<base::OutputBudget>(qint64(1) << 30);
    const auto index = std::make_shared<spool::SpoolIndex>();
    const auto writer = spool::SpoolWriter::create(path, {}, budget, index).value();
    const auto manifest = makeManifest();
    answers::AnswerBook book(std::shared_ptr(spool::SpoolReader::open(path).value()), index, manifest,
                             options);

    double spent = 0;
    double looking = 0;
    double longest = 0;
    size_t groups = 0;
    for (int line = 0; line < lineCount; ++line) {
        print(*writer, line);
        const double start = processorSeconds();
        book.readOn(~quint64(0));
        if (line % (lineCount / looks) == 0 || line == lineCount - 1) {
            const double before = processorSeconds();
            groups = book.groups().size();
            const double took = processorSeconds() - before;
            looking += took;
            longest = std::max(longest, took);
        }
        spent += processorSeconds() - start;
    }
    std::printf("%-28s %6.2f s of processor time, %5.2f s of it in looks of at most %5.1f ms, %zu groups, "
                "%llu records\n",
                name, spent, looking, longest * 1e3, groups,
                static_cast<unsigned long long>(index->extent().records));
}

} // namespace

int main()
{
    measure("nothing ignored", {});
    measure("numbers and names ignored", {.ignoreNumbers = true, .ignoreHostName = true});
    measure("everything ignored", {true, true, true, true});
    return 0;
}
