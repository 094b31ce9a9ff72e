#include "app/window/windows.h"

#include "app/data_folder.h"
#include "core/profile/profile_reader.h"
#include "ui/document/profile_document.h"
#include "ui/history/history_service.h"
#include "ui/run/run_pane.h"
#include "ui/text/history_words.h"
#include "ui/text/problem_sentences.h"
#include "ui/text/sentences.h"
#include "ui/trust/desktop_secrets.h"
#include "ui/trust/window_prompter.h"
#include "ui/window/main_window.h"

#include <QFileInfo>
#include <QMessageBox>

#include <algorithm>
#include <utility>

namespace regatta::app {

namespace {

constexpr int mostSentences = 20; ///< of what is wrong with files; a dialog is no editor

} // namespace

Windows::Windows(ui::Settings &settings)
    : m_secrets(std::make_unique<ui::DesktopSecrets>())
    , m_prompter(new ui::WindowPrompter)
    , m_sessions([this] { m_services.closeIdleSessions(); })
    , m_services(std::unique_ptr<trust::Prompter>(m_prompter),
                 ServiceSettings{
                     .libSsh = {.idle = settings.idleLimits(), .idleSessionsChanged = m_sessions.reporter()},
                     .localNiceness = ui::localNiceness,
                     .secrets = m_secrets.get()})
    , m_history(std::make_unique<ui::HistoryService>(historyFile()))
    , m_windowServices{
          [this](model::TransportKind kind) -> transport::Transport & { return m_services.transport(kind); },
          m_services.clock(),
          engine::defaultConnectionSettings(),
          spoolFolder(),
          settings,
          [this](auto &&...words) { m_services.lookUpHosts(std::forward<decltype(words)>(words)...); },
          m_history.get(),
          m_secrets.get(),
          &m_sessions}
{
    connect(m_history.get(), &ui::HistoryService::noticed, this, &Windows::sayOfHistory);
    const auto limitHistory = [this, &settings] { m_history->setSizeLimit(settings.historyLimit()); };
    limitHistory();
    connect(&settings, &ui::Settings::changed, this, limitHistory);
    connect(&settings, &ui::Settings::changed, this,
            [this, &settings] { m_services.setIdleLimits(settings.idleLimits()); });
}

Windows::~Windows() = default;

ui::MainWindow &Windows::openEmpty()
{
    m_windows.push_back(std::make_unique<ui::MainWindow>(m_windowServices));
    ui::MainWindow &window = *m_windows.back();
    m_prompter->setWindow(&window);
    connectWindow(window);
    window.show();
    return window;
}

void Windows::openAll(const QStringList &files)
{
    QList<Unopened> unopened; // for one box: several would keep each other from being closed
    for (const QString &file : files) {
        if (auto one = tryToOpen(file))
            unopened << *std::move(one);
    }
    if (!unopened.isEmpty())
        sayWhatIsWrong(unopened);
    if (!files.isEmpty())
        return;
    const auto hidden = std::find_if(m_windows.begin(), m_windows.end(),
                                     [](const auto &window) { return window->isInBackground(); });
    bringToFront(hidden == m_windows.end() ? windowForFile() : **hidden);
}

void Windows::forget(const ui::MainWindow *window)
{
    std::erase_if(m_windows, [window](const auto &one) { return one.get() == window; });
    m_prompter->setWindow(m_windows.empty() ? nullptr : m_windows.back().get());
}

void Windows::connectWindow(ui::MainWindow &window)
{
    connect(
        &window, &ui::MainWindow::closed, this, [this, &window] { forget(&window); }, Qt::QueuedConnection);
    connect(&window, &ui::MainWindow::demoRequested, this, [this, &window] { runDemo(window); });
    connect(&window, &ui::MainWindow::fileRequested, this, &Windows::open);
}

ui::MainWindow *Windows::windowOf(const QString &path) const
{
    const QString wanted = QFileInfo(path).canonicalFilePath();
    for (const auto &window : m_windows) {
        const QString shown = window->document().path();
        if ((window->isVisible() || window->isInBackground()) && !shown.isEmpty() &&
            QFileInfo(shown).canonicalFilePath() == wanted)
            return window.get();
    }
    return nullptr;
}

void Windows::bringToFront(ui::MainWindow &window)
{
    if (window.isMinimized())
        window.showNormal();
    window.show();
    window.raise();
    window.activateWindow();
}

ui::MainWindow &Windows::windowForFile()
{
    for (const auto &window : m_windows) {
        const bool isUntouched = window->document().profile() == model::Profile{} &&
                                 window->document().path().isEmpty() && !window->runPane().isRunning();
        if (isUntouched)
            return *window;
    }
    return openEmpty();
}

void Windows::open(const QString &path)
{
    if (const auto unopened = tryToOpen(path))
        sayWhatIsWrong({*unopened});
}

std::optional<Windows::Unopened> Windows::tryToOpen(const QString &path)
{
    if (ui::MainWindow *window = windowOf(path)) {
        bringToFront(*window); // with whatever a person has changed in it
        return std::nullopt;
    }
    const auto reading = profile::read(path);
    if (!reading) {
        QStringList sentences;
        for (const profile::Problem &problem : reading.error().problems)
            sentences << text::sentence(problem, {});
        return Unopened{path, sentences};
    }
    engine::ConnectionSettings connection = m_windowServices.connection;
    connection.profileFolder = QFileInfo(path).absolutePath();
    ui::MainWindow &window = windowForFile();
    window.showProfile(reading->profile, QFileInfo(path).absoluteFilePath(), connection);
    bringToFront(window);
    return std::nullopt;
}

void Windows::sayOfHistory(const history::Error &error)
{
    QWidget *parent = m_windows.empty() ? nullptr : m_windows.front().get();
    auto *box =
        new QMessageBox(QMessageBox::Warning, tr("Regatta"), text::sentence(error), QMessageBox::Ok, parent);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void Windows::sayWhatIsWrong(const QList<Unopened> &files)
{
    QStringList paths;
    QStringList sentences;
    for (const Unopened &file : files) {
        paths << text::neutralised(file.path);
        for (const QString &sentence : file.sentences)
            sentences << (files.size() > 1 ? tr("%1: %2").arg(paths.last(), sentence) : sentence);
    }
    const QString fact = files.size() > 1 ? tr("These profiles can't be opened:\n%1")
                                          : tr("This profile can't be opened:\n%1");
    QWidget *parent = m_windows.empty() ? &openEmpty() : m_windows.front().get();
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Regatta"),
                                fact.arg(paths.mid(0, mostSentences).join(u'\n')), QMessageBox::Ok, parent);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(sentences.mid(0, mostSentences).join(u'\n'));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void Windows::runDemo(ui::MainWindow &window)
{
    if (!m_fleet) {
        auto fleet = demo::DemoFleet::start();
        if (!fleet) {
            sayWhatIsWrong({{tr("the demo"), {text::sentence(fleet.error())}}});
            return;
        }
        m_fleet = *std::move(fleet);
    }
    engine::ConnectionSettings connection = m_windowServices.connection;
    connection.knownHostsFiles = {m_fleet->knownHostsFile()};
    connection.sshConfigFile = QStringLiteral("none"); // its hosts are ours, whatever the person configured
    window.showProfile(m_fleet->exampleProfile(), {}, connection);
    window.runPane().runWithoutAsking();
}

} // namespace regatta::app
