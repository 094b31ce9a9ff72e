// What the window bears: 100 tasks on this machine that print 10 million lines together, all at once, with
// the whole window in sight. Says how late its event loop gets, how much memory that takes, and whether every
// line is on disk.
//
//     window_flood [tasks [lines of each]]
#include "core/base/allocator.h"
#include "core/spool/spool_reader.h"
#include "core/transport/local/local_transport.h"
#include "tests/bench/memory/memory_growth.h"
#include "tests/bench/window/lag_probe.h"
#include "ui/run/run_pane.h"
#include "ui/settings/settings.h"
#include "ui/theme/apply_theme.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <optional>

using namespace regatta;
using namespace std::chrono_literals;

namespace {

constexpr double mostLag = 33;     ///< milliseconds at the 99th percentile
constexpr double mostGrowth = 200; ///< megabytes

double percentile(const std::vector<double> &sorted, double part)
{
    return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, size_t(double(sorted.size()) * part))];
}

model::Profile profileOf(int tasks, qint64 lines)
{
    model::Profile profile;
    profile.name = QStringLiteral("Flood");
    profile.targets = {{.nodeSet = QStringLiteral("host[1-%1]").arg(tasks)}};
    profile.steps = {
        {.name = QStringLiteral("print"),
         .run = QStringLiteral("seq -f 'line %.0f of what this host has to say' %1").arg(lines)}};
    profile.parallel = 0;
    profile.transport = model::TransportKind::Local;
    return profile;
}

/// Tasks of which every line is in the spool, in order.
int completeTasks(const QString &path, int tasks, qint64 lines)
{
    const auto reader = spool::SpoolReader::open(path);
    if (!reader)
        return 0;
    struct Stream
    {
        QByteArray rest;
        qint64 next = 1;
        bool isSound = true;
    };
    std::vector<Stream> streams(static_cast<size_t>(tasks));
    spool::HeadWalker walker(**reader, spool::fileHeadSize, (*reader)->fileSize());
    while (const auto entry = walker.next()) {
        const auto bytes = walker.read(*entry);
        if (!bytes || entry->head.task.value >= streams.size())
            return 0;
        Stream &stream = streams[entry->head.task.value];
        stream.rest += *bytes;
        qsizetype from = 0;
        for (qsizetype end = stream.rest.indexOf('\n'); end >= 0; end = stream.rest.indexOf('\n', from)) {
            const QByteArray wanted =
                "line " + QByteArray::number(stream.next++) + " of what this host has to say";
            stream.isSound = stream.isSound && stream.rest.sliced(from, end - from) == wanted;
            from = end + 1;
        }
        stream.rest.remove(0, from);
    }
    return int(std::count_if(streams.begin(), streams.end(), [lines](const Stream &stream) {
        return stream.isSound && stream.rest.isEmpty() && stream.next == lines + 1;
    }));
}

class Measurement : public QObject
{
public:
    Measurement(int tasks, qint64 lines, const QString &folder)
        : m_tasks(tasks)
        , m_lines(lines)
        , m_folder(folder)
        , m_services{[this](model::TransportKind) -> transport::Transport & { return m_transport; }, m_clock,
                     engine::defaultConnectionSettings(), folder, m_settings}
        , m_window(m_services)
    {
        m_window.resize(1440, 900);
        m_window.showProfile(profileOf(tasks, lines), {});
        m_window.show();
        connect(&m_window.runPane(), &ui::RunPane::runFinished, this, [this] { onFinished(); });
        QTimer::singleShot(1s, this, [this] { begin(); });
    }

private:
    void begin()
    {
        m_growth.emplace();
        m_probe.takeDelays();
        m_begin = m_clock.now();
        m_window.runPane().runWithoutAsking();
    }

    void onFinished()
    {
        const double seconds = base::toMilliseconds(m_clock.now() - m_begin) / 1e3;
        const auto delays = m_probe.takeDelays();
        const double growth = m_growth->megabytes();
        const double lag = percentile(delays, 0.99);
        std::printf("%d tasks, %.1f million lines in %.1f s (%.0f thousand a second)\n", m_tasks,
                    double(m_tasks * m_lines) / 1e6, seconds, double(m_tasks * m_lines) / 1e3 / seconds);
        std::printf("interface lag: median %.1f ms, 99 %% %.1f ms (goal < %.0f), worst %.1f ms\n",
                    percentile(delays, 0.5), lag, mostLag, percentile(delays, 1));
        std::printf("memory: +%.0f MB (goal < %.0f)\n", growth, mostGrowth);
        m_isGood = lag < mostLag && growth < mostGrowth;
        // What came last is on disk 250 ms later.
        QTimer::singleShot(1s, this, [this] { lookAtTheDisk(); });
    }

    void lookAtTheDisk()
    {
        const QDir folder(m_folder);
        const QStringList spools = folder.entryList({QStringLiteral("*.spool")});
        const int complete =
            spools.size() == 1 ? completeTasks(folder.filePath(spools.first()), m_tasks, m_lines) : 0;
        std::printf("tasks of which every line is on disk: %d of %d\n", complete, m_tasks);
        QApplication::exit(m_isGood && complete == m_tasks ? 0 : 1);
    }

    const int m_tasks;
    const qint64 m_lines;
    const QString m_folder;
    const base::SteadyClock m_clock;
    transport::LocalTransport m_transport{transport::process::defaultProcessLimit(), ui::localNiceness};
    ui::Settings m_settings;
    const ui::WindowServices m_services;
    ui::MainWindow m_window;
    bench::LagProbe m_probe;
    std::optional<bench::MemoryGrowth> m_growth;
    base::Instant m_begin;
    bool m_isGood = false;
};

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir folder;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    base::tuneAllocator(); // as the program does
    QApplication application(argc, argv);
    ui::applyTheme(application, ui::Appearance::Light, QPalette());
    const int tasks = argc > 1 ? QByteArray(argv[1]).toInt() : 100;
    const qint64 lines = argc > 2 ? QByteArray(argv[2]).toLongLong() : 100'000;
    Measurement measurement(std::max(1, tasks), std::max<qint64>(1, lines), folder.path());
    return QApplication::exec();
}
