// The window while its network is cut, for network_cut_test.sh: runs a command on the hosts of a node set,
// says "up" for each task that has printed something, and at the end how many had which outcome and how late
// the event loop came at worst, in milliseconds. Fails if the window doesn't answer to a click then.
//
//     cut_window NODESET KEY KNOWN_HOSTS COMMAND
#include "app/window/windows.h"
#include "core/model/names.h"
#include "ui/run/lag_meter.h"
#include "ui/run/run_pane.h"
#include "ui/run/task_table.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QDir>
#include <QMap>
#include <QPushButton>

#include <cstdio>

using namespace regatta;

namespace {

class Onlooker : public QObject
{
public:
    explicit Onlooker(ui::MainWindow &window)
        : m_window(window)
    {
        connect(&tasks(), &QAbstractItemModel::dataChanged, this, &Onlooker::tellWhoIsUp);
        connect(&window.runPane(), &ui::RunPane::runFinished, this, &Onlooker::tellWhatBecame);
        m_lag.start();
    }

private:
    ui::RunModel &tasks() { return m_window.runPane().tasks(); }

    void tellWhoIsUp()
    {
        for (size_t task = 0; task < tasks().rows().size(); ++task) {
            if (m_isUp.size() <= task)
                m_isUp.resize(task + 1);
            if (m_isUp[task] || tasks().rows()[task].lastLine.isEmpty())
                continue;
            m_isUp[task] = true;
            std::printf("\"task\":%zu up\n", task);
        }
        std::fflush(stdout);
    }

    void tellWhatBecame()
    {
        QMap<QString, int> outcomes;
        for (const ui::TaskRow &row : tasks().rows())
            ++outcomes[row.outcome ? model::name(*row.outcome).toString() : QStringLiteral("none")];
        for (auto outcome = outcomes.begin(); outcome != outcomes.end(); ++outcome)
            std::printf("%s %d\n", qPrintable(outcome.key()), outcome.value());
        std::printf("lag %.0f\n", base::toMilliseconds(m_lag.takeWorst()));
        std::fflush(stdout);
        QApplication::exit(answers() ? 0 : 1);
    }

    /// A chip shows its tasks and nothing else, and that of all of them shows all again.
    bool answers()
    {
        const auto *table = m_window.findChild<ui::TaskTable *>();
        auto *chip = m_window.findChild<QPushButton *>(QStringLiteral("succeededChip"));
        auto *everything = m_window.findChild<QPushButton *>(QStringLiteral("allChip"));
        if (!m_window.isVisible() || !table || !chip || !everything)
            return false;
        const int all = table->model()->rowCount();
        chip->click();
        const int succeeded = table->model()->rowCount();
        everything->click();
        return all == int(tasks().rows().size()) && table->model()->rowCount() == all &&
               succeeded == tasks().counts()[ui::StatusGroup::Succeeded];
    }

    ui::MainWindow &m_window;
    ui::LagMeter m_lag;
    std::vector<bool> m_isUp; // by task
};

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("regatta")); // settings have a place
    QApplication::setApplicationName(QStringLiteral("regatta"));
    const QStringList words = QApplication::arguments();
    if (words.size() != 5)
        return 2;
    model::Profile profile;
    profile.targets = {{.nodeSet = words[1]}};
    profile.steps = {{.name = {}, .run = words[4]}};
    profile.parallel = 0;
    profile.timeouts.connect = std::chrono::seconds(30);
    engine::ConnectionSettings connection = engine::defaultConnectionSettings();
    connection.identityFiles = {QDir::current().absoluteFilePath(words[2])};
    connection.knownHostsFiles = {QDir::current().absoluteFilePath(words[3])};
    connection.hostKeyPolicy = trust::HostKeyPolicy::AcceptNew;
    connection.sshConfigFile = QStringLiteral("none");

    ui::Settings settings;
    app::Windows windows(settings);
    ui::MainWindow &window = windows.openEmpty();
    window.showProfile(profile, {}, connection);
    const Onlooker onlooker(window);
    window.runPane().runWithoutAsking();
    return QApplication::exec();
}
