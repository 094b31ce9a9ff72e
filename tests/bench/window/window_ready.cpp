// How long the window takes from the start of its process until it has been painted and answers: empty, and
// with a profile of 10,000 targets on the command line.
//
//     window_ready [starts]
//
// Starts itself that often for each row and prints the times, wall and CPU: a busy machine stretches the wall
// alone.
#include "app/window/windows.h"
#include "core/profile/profile_writer.h"
#include "ui/theme/apply_theme.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QFile>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace regatta;

namespace {

constexpr int defaultStarts = 10;
constexpr double mostMilliseconds = 500;

/// Since the kernel made this process: field 22 of proc(5)'s stat, in ticks since boot.
double millisecondsSinceStart()
{
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray text = file.readAll();
    const auto fields = text.mid(text.lastIndexOf(')') + 2).split(' '); // the first one is field 3
    const double started = fields.value(19).toDouble() * 1e3 / double(::sysconf(_SC_CLK_TCK));
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6 - started;
}

double cpuMilliseconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto milliseconds = [](const timeval &time) {
        return double(time.tv_sec) * 1e3 + double(time.tv_usec) / 1e3;
    };
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
}

/// Ends the program with a line once a window was painted and what was queued by then has been done.
class FirstPaint : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !m_isPainted && qobject_cast<ui::MainWindow *>(watched)) {
            m_isPainted = true;
            QMetaObject::invokeMethod(this, &FirstPaint::report, Qt::QueuedConnection);
        }
        return false;
    }

private:
    void report()
    {
        std::printf("%.1f %.1f\n", millisecondsSinceStart(), cpuMilliseconds());
        QApplication::quit();
    }

    bool m_isPainted = false;
};

/// `file` may be null: an empty window.
int showWindow(int argc, char **argv, const char *file)
{
    QApplication application(argc, argv);
    ui::applyTheme(application, ui::Appearance::Light, QPalette());
    const QTemporaryDir folder;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    FirstPaint painted;
    application.installEventFilter(&painted);
    ui::Settings settings;
    app::Windows windows(settings);
    if (file)
        windows.open(QString::fromLocal8Bit(file));
    else
        windows.openEmpty();
    return QApplication::exec();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// One row of the table. False: too slow, or nothing came.
bool measure(const char *name, int starts, const QStringList &words)
{
    std::vector<double> walls;
    std::vector<double> cpus;
    for (int i = 0; i < starts; ++i) {
        QProcess child;
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(QCoreApplication::applicationFilePath(), QStringList{QStringLiteral("child")} + words);
        child.waitForFinished(-1);
        const QList<QByteArray> figures = child.readAllStandardOutput().trimmed().split(' ');
        if (figures.size() != 2)
            return false;
        walls.push_back(figures[0].toDouble());
        cpus.push_back(figures[1].toDouble());
    }
    const double wall = median(walls);
    std::printf("%-16s %8.0f %8.0f %8.0f %8.0f %8.0f\n", name, *std::min_element(walls.begin(), walls.end()),
                wall, *std::max_element(walls.begin(), walls.end()), median(cpus), mostMilliseconds);
    return wall < mostMilliseconds;
}

int measureAll(int starts)
{
    model::Profile profile;
    profile.name = QStringLiteral("Ten thousand");
    profile.targets = {{.nodeSet = QStringLiteral("host[1-10000].example.org")}};
    profile.steps = {{.name = QStringLiteral("work"), .run = QStringLiteral("work on {{host}}")}};
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("ten-thousand.regatta"));
    if (!profile::save(file, profile))
        return 1;
    std::printf("%-16s %8s %8s %8s %8s %8s   (milliseconds; %d starts)\n", "", "fastest", "median", "slowest",
                "CPU", "may be", starts);
    const bool emptyIsGood = measure("empty", starts, {});
    const bool fullIsGood = measure("10,000 targets", starts, {file});
    return emptyIsGood && fullIsGood ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QByteArray word = argc > 1 ? QByteArray(argv[1]) : QByteArray();
    if (word == "child")
        return showWindow(argc, argv, argc > 2 ? argv[2] : nullptr);
    QCoreApplication application(argc, argv);
    return measureAll(word.isEmpty() ? defaultStarts : std::max(1, word.toInt()));
}
