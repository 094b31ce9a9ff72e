#pragma once

#include "app/demo/demo_fleet.h"
#include "app/services.h"
#include "core/history/error.h"
#include "ui/run/open_sessions.h"
#include "ui/run/window_services.h"
#include "ui/settings/settings.h"

#include <QList>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace regatta::ui {
class DesktopSecrets;
class HistoryService;
class MainWindow;
class WindowPrompter;
} // namespace regatta::ui

namespace regatta::app {

/// The program's windows, one a profile, and what they share: transports with their warm sessions, trust, and
/// the demo fleet once somebody wants it. GUI thread.
class Windows : public QObject
{
    Q_OBJECT

public:
    explicit Windows(ui::Settings &settings);
    ~Windows() override;

    /// Loads a profile into an empty window, or into a new one; runs nothing. If it is open already, its
    /// window comes to the front. What is wrong with the file is said.
    void open(const QString &path);
    /// No files: a window that shows none.
    void openAll(const QStringList &files);
    ui::MainWindow &openEmpty();
    /// Starts the fleet if it isn't there, and runs the example on it.
    void runDemo(ui::MainWindow &window);

private:
    void sayOfHistory(const history::Error &error);
    /// A file that can't be opened, and why.
    struct Unopened
    {
        QString path;
        QStringList sentences;
    };
    std::optional<Unopened> tryToOpen(const QString &path);
    void sayWhatIsWrong(const QList<Unopened> &files);
    void connectWindow(ui::MainWindow &window);
    void forget(const ui::MainWindow *window);
    ui::MainWindow &windowForFile();
    ui::MainWindow *windowOf(const QString &path) const;
    static void bringToFront(ui::MainWindow &window);

    const std::unique_ptr<ui::DesktopSecrets> m_secrets;
    ui::WindowPrompter *m_prompter = nullptr; // m_services owns it
    std::unique_ptr<demo::DemoFleet> m_fleet; // goes after everybody who is connected to it
    ui::OpenSessions m_sessions;              // goes after the transports, which report to it
    Services m_services;
    std::unique_ptr<ui::HistoryService> m_history;
    ui::WindowServices m_windowServices;
    std::vector<std::unique_ptr<ui::MainWindow>> m_windows;
};

} // namespace regatta::app
