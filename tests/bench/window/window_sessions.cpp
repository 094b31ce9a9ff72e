// The real window on real servers: runs a profile once, as a person would, and prints a line of JSON: wall
// time and CPU of the run, memory, how late the event loop came; and with --idle what the window does while
// nothing runs and all sessions are warm. For tests/bench/peers/run, which brings the servers.
//
//     window_sessions PROFILE --known-hosts FILE --ssh-config FILE [--lag] [--idle SECONDS]
#include "app/window/windows.h"
#include "core/profile/profile_reader.h"
#include "tests/bench/memory/memory_growth.h"
#include "tests/bench/window/lag_probe.h"
#include "ui/run/run_pane.h"
#include "ui/theme/apply_theme.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <optional>

using namespace regatta;
using namespace std::chrono_literals;

namespace {

/// The last hosts' sessions are to be measured with the first hosts', however long the run takes.
constexpr std::chrono::seconds sessionsStay = 1h;
constexpr auto untilItIsAtRest = 5s; ///< after the run: what came last is written, and timers have run out

double cpuSeconds()
{
    double sum = 0;
    for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage usage{};
        ::getrusage(who, &usage);
        for (const timeval &time : {usage.ru_utime, usage.ru_stime})
            sum += double(time.tv_sec) + double(time.tv_usec) / 1e6;
    }
    return sum;
}

/// Of all threads: how often one that slept had something to do.
qint64 wakeUps()
{
    qint64 count = 0;
    const QStringList threads =
        QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &thread : threads) {
        QFile file(QStringLiteral("/proc/self/task/%1/status").arg(thread));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith("voluntary_ctxt_switches:"))
                count += line.sliced(line.indexOf(':') + 1).trimmed().toLongLong();
        }
    }
    return count;
}

/// Of this program: a session has one.
int connections()
{
    int count = 0;
    const QDir folder(QStringLiteral("/proc/self/fd"));
    for (const QString &name : folder.entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot)) {
        std::array<char, 64> target{};
        const QByteArray path = folder.filePath(name).toLocal8Bit();
        if (::readlink(path.constData(), target.data(), target.size() - 1) > 0)
            count += QByteArrayView(target.data()).startsWith("socket:");
    }
    return count;
}

double percentile(const std::vector<double> &sorted, double part)
{
    return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, size_t(double(sorted.size()) * part))];
}

class Measurement : public QObject
{
public:
    Measurement(ui::MainWindow &window, bool withLag, std::chrono::seconds idle)
        : m_window(window)
        , m_idle(idle)
    {
        connect(&window.runPane(), &ui::RunPane::runFinished, this, [this] { onFinished(); });
        QTimer::singleShot(1s, this, [this, withLag] { begin(withLag); });
    }

private:
    void begin(bool withLag)
    {
        if (withLag)
            m_probe.emplace();
        m_growth.emplace();
        m_cpu = cpuSeconds();
        m_begin = m_clock.now();
        m_window.runPane().runWithoutAsking();
    }

    void onFinished()
    {
        m_result[QStringLiteral("wall")] = base::toMilliseconds(m_clock.now() - m_begin) / 1e3;
        m_result[QStringLiteral("cpu")] = cpuSeconds() - m_cpu;
        m_result[QStringLiteral("memory_growth")] = m_growth->megabytes();
        m_result[QStringLiteral("succeeded")] =
            m_window.runPane().tasks().counts()[ui::StatusGroup::Succeeded];
        if (m_probe) {
            const auto delays = m_probe->takeDelays();
            m_result[QStringLiteral("lag_median")] = percentile(delays, 0.5);
            m_result[QStringLiteral("lag_99")] = percentile(delays, 0.99);
            m_result[QStringLiteral("lag_worst")] = percentile(delays, 1);
            m_probe.reset();
        }
        if (m_idle.count() == 0)
            return print();
        QTimer::singleShot(untilItIsAtRest, this, [this] { beginToRest(); });
    }

    void beginToRest()
    {
        m_cpu = cpuSeconds();
        m_wakeUps = wakeUps();
        QTimer::singleShot(m_idle, this, [this] {
            m_result[QStringLiteral("idle_cpu")] = (cpuSeconds() - m_cpu) / double(m_idle.count());
            // One is this timer's.
            m_result[QStringLiteral("idle_wake_ups")] =
                double(wakeUps() - m_wakeUps - 1) / double(m_idle.count());
            m_result[QStringLiteral("idle_connections")] = connections();
            print();
        });
    }

    void print()
    {
        std::printf("%s\n", QJsonDocument(m_result).toJson(QJsonDocument::Compact).constData());
        QApplication::quit();
    }

    ui::MainWindow &m_window;
    const std::chrono::seconds m_idle;
    const base::SteadyClock m_clock;
    std::optional<bench::LagProbe> m_probe;
    std::optional<bench::MemoryGrowth> m_growth;
    QJsonObject m_result;
    base::Instant m_begin;
    double m_cpu = 0;
    qint64 m_wakeUps = 0;
};

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("regatta")); // settings have a place
    QApplication::setApplicationName(QStringLiteral("regatta"));
    ui::applyTheme(application, ui::Appearance::Light, QApplication::palette());
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("known-hosts"), {}, QStringLiteral("file")},
                       {QStringLiteral("ssh-config"), {}, QStringLiteral("file")},
                       {QStringLiteral("idle"), {}, QStringLiteral("seconds"), QStringLiteral("0")},
                       {QStringLiteral("lag"), {}}});
    parser.process(application);
    const auto reading = profile::read(parser.positionalArguments().value(0));
    if (!reading)
        return 2;
    engine::ConnectionSettings connection = engine::defaultConnectionSettings();
    connection.knownHostsFiles = {parser.value(QStringLiteral("known-hosts"))};
    connection.sshConfigFile = parser.value(QStringLiteral("ssh-config"));

    ui::Settings settings;
    settings.set(ui::Setting::SessionSeconds, int(sessionsStay.count()));
    app::Windows windows(settings);
    ui::MainWindow &window = windows.openEmpty();
    window.resize(1440, 900);
    window.showProfile(reading->profile, {}, connection);
    const Measurement measurement(window, parser.isSet(QStringLiteral("lag")),
                                  std::chrono::seconds(parser.value(QStringLiteral("idle")).toInt()));
    return QApplication::exec();
}
