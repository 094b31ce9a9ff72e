// How late the window comes to a click while a run of 10,000 tasks goes on, each with ten state changes and
// twenty lines: the whole window with table, strip, timeline and log.
//
//     window_lag [tasks]
//
// Three rows: nothing runs (what the machine alone costs), 1,000 tasks a second, and as fast as they come.
// "event" is the CPU time of single events of the GUI thread, which a busy machine does not change.
#include "tests/bench/window/busy_transport.h"
#include "tests/bench/window/lag_probe.h"
#include "ui/run/run_pane.h"
#include "ui/settings/settings.h"
#include "ui/theme/apply_theme.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <memory>

using namespace regatta;
using namespace std::chrono_literals;

namespace {

constexpr int defaultTasks = 10'000;
constexpr int parallel = 64;
constexpr double steadyPace = 1'000;
constexpr double mostLag = 33; ///< milliseconds at the 99th percentile, while a run goes on

double threadCpuMilliseconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

/// Notes the CPU time of every event that the GUI thread handles, nested ones as part of the outer.
class MeasuringApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        const double before = threadCpuMilliseconds();
        const bool isHandled = QApplication::notify(receiver, event);
        m_costs.push_back(threadCpuMilliseconds() - before);
        --m_depth;
        return isHandled;
    }

    std::vector<double> takeCosts()
    {
        std::vector<double> costs = std::exchange(m_costs, {});
        std::sort(costs.begin(), costs.end());
        return costs;
    }

private:
    int m_depth = 0;
    std::vector<double> m_costs;
};

double percentile(const std::vector<double> &sorted, double part)
{
    return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, size_t(double(sorted.size()) * part))];
}

model::Profile profileOf(int tasks)
{
    model::Profile profile;
    profile.name = QStringLiteral("Ten thousand");
    profile.targets = {{.nodeSet = QStringLiteral("host[1-%1]").arg(tasks)}};
    profile.steps = {{.name = QStringLiteral("work"), .run = QStringLiteral("work on {{host}}")}};
    profile.parallel = parallel;
    return profile;
}

/// One row of the table after the other, then the end.
class Measurement : public QObject
{
public:
    Measurement(MeasuringApplication &application, int tasks, const QString &folder)
        : m_application(application)
        , m_tasks(tasks)
        , m_services{[this](model::TransportKind) -> transport::Transport & { return *m_transport; }, m_clock,
                     engine::defaultConnectionSettings(), folder, m_settings}
        , m_window(m_services)
    {
        m_window.resize(1440, 900);
        m_window.showProfile(profileOf(tasks), {});
        m_window.show();
        connect(&m_window.runPane(), &ui::RunPane::runFinished, this, [this] { onFinished(); });
        std::printf("%-12s %8s %8s %8s %8s | %10s %10s | %8s\n", "", "rings", "median", "99 %", "worst",
                    "event 99 %", "event max", "seconds");
        QTimer::singleShot(1s, this, [this] { measureIdle(); });
    }

private:
    void measureIdle()
    {
        beginRow();
        QTimer::singleShot(3s, this, [this] {
            print("idle");
            runAt(steadyPace);
        });
    }

    void runAt(double tasksPerSecond)
    {
        m_pace = tasksPerSecond;
        m_transport = std::make_unique<bench::BusyTransport>(tasksPerSecond);
        beginRow();
        m_window.runPane().runWithoutAsking();
    }

    void onFinished()
    {
        const double lag = print(m_pace > 0 ? "1,000 a s" : "flood");
        const int succeeded = m_window.runPane().tasks().counts()[ui::StatusGroup::Succeeded];
        m_isGood = m_isGood && lag < mostLag && succeeded == m_tasks;
        if (succeeded != m_tasks)
            std::printf("%d of %d tasks arrived\n", succeeded, m_tasks);
        if (m_pace > 0)
            QTimer::singleShot(1s, this, [this] { runAt(0); });
        else
            QApplication::exit(m_isGood ? 0 : 1);
    }

    void beginRow()
    {
        m_application.takeCosts();
        m_probe.takeDelays();
        m_begin = m_clock.now();
    }

    double print(const char *name)
    {
        const auto delays = m_probe.takeDelays();
        const auto costs = m_application.takeCosts();
        const double lag = percentile(delays, 0.99);
        std::printf("%-12s %8zu %8.1f %8.1f %8.1f | %10.2f %10.1f | %8.1f\n", name, delays.size(),
                    percentile(delays, 0.5), lag, percentile(delays, 1), percentile(costs, 0.99),
                    percentile(costs, 1), base::toMilliseconds(m_clock.now() - m_begin) / 1e3);
        std::fflush(stdout);
        return lag;
    }

    using BusyTransportPointer = std::unique_ptr<bench::BusyTransport>;

    MeasuringApplication &m_application;
    const int m_tasks;
    const base::SteadyClock m_clock;
    BusyTransportPointer m_transport;
    ui::Settings m_settings;
    const ui::WindowServices m_services;
    ui::MainWindow m_window;
    bench::LagProbe m_probe;
    base::Instant m_begin;
    double m_pace = 0;
    bool m_isGood = true;
};

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir folder;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    MeasuringApplication application(argc, argv);
    ui::applyTheme(application, ui::Appearance::Light, QPalette());
    const int tasks = argc > 1 ? QByteArray(argv[1]).toInt() : defaultTasks;
    Measurement measurement(application, std::max(1, tasks), folder.path());
    return QApplication::exec();
}
