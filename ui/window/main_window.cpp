#include "ui/window/main_window.h"

#include "ui/document/document_actions.h"
#include "ui/document/profile_document.h"
#include "ui/document/recent_files.h"
#include "ui/editor/host_import.h"
#include "ui/editor/profile_editor.h"
#include "ui/history/past_run.h"
#include "ui/run/empty_page.h"
#include "ui/run/run_pane.h"
#include "ui/run/run_status_bar.h"
#include "ui/run/sessions_button.h"
#include "ui/settings/settings_dialog.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"
#include "ui/window/background_run.h"
#include "ui/window/past_runs.h"
#include "ui/window/side_pane.h"
#include "ui/window/tray.h"
#include "ui/window/window_menus.h"

#include <QCloseEvent>
#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>

namespace regatta::ui {

namespace {

constexpr int messageTime = 10'000; // ms; in place of the counts
constexpr QSize firstSize{1440, 900};
constexpr QSize roomForFrame{40, 60}; // the window system's, and a hint of what is behind

const QString geometryKey = QStringLiteral("window/geometry");
const QString columnsKey = QStringLiteral("window/columns");
const QString layoutKey = QStringLiteral("window/layout");

QString nameOf(const history::RunOverview &run)
{
    return text::neutralised(run.name.isEmpty() ? run.command : run.name, 60);
}

} // namespace

MainWindow::MainWindow(const WindowServices &services, QWidget *parent)
    : QMainWindow(parent)
    , m_document(new ProfileDocument(this))
    , m_files(new DocumentActions(*m_document, *this))
    , m_pane(new RunPane(services, this))
    , m_settings(services.settings)
    , m_connection(services.connection)
{
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    build();
    m_pastRuns = new PastRuns(services.history, *m_pane, *m_side, *this);
    m_background = new BackgroundRun(*m_pane, *this, services.makeTray ? services.makeTray : makeDesktopTray);
    makeMenus(services);
    if (services.sessions)
        m_status->addPermanentWidget(new SessionsButton(*services.sessions, m_status));
    connectPane();
    connectDocument();
    restoreLook();
    showProfile({}, {});
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    m_side = new SidePane(this);
    m_status = new RunStatusBar(m_pane->tasks(), this);
    m_status->setNextWave(m_pane->actions().nextWave);
    setStatusBar(m_status);
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->setObjectName(QStringLiteral("columnsSplitter"));
    m_columns->setHandleWidth(1);
    m_columns->addWidget(m_side);
    m_editor = new ProfileEditor(*m_document, this);
    m_center = new QStackedWidget(this);
    m_center->addWidget(m_pane);
    m_center->addWidget(m_editor);
    m_columns->addWidget(m_center);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({fontMetrics().averageCharWidth() * 36, firstSize.width()});
    setCentralWidget(m_columns);
}

void MainWindow::makeMenus(const WindowServices &services)
{
    const auto *menus = new WindowMenus(*this, {*m_document, *m_files, *m_editor, *m_pane, *m_side,
                                                services.secrets, m_pastRuns->exportMenu()});
    connect(menus, &WindowMenus::demoRequested, this, &MainWindow::demoRequested);
    connect(menus, &WindowMenus::fileRequested, this, &MainWindow::fileRequested);
    connect(menus, &WindowMenus::recentFilesCleared, this, &MainWindow::showTitle);
    connect(menus, &WindowMenus::historyRequested, m_pastRuns, &PastRuns::showHistory);
    connect(m_pastRuns, &PastRuns::said, m_status,
            [this](const QString &sentence) { m_status->showMessage(sentence, messageTime); });
    connect(menus, &WindowMenus::settingsRequested, this, &MainWindow::showSettings);
    connect(menus, &WindowMenus::aboutRequested, this, &MainWindow::showAbout);
}

void MainWindow::connectPane()
{
    QAction &edit = m_pane->actions().edit;
    connect(&edit, &QAction::toggled, this, &MainWindow::setEditing);
    connect(m_editor, &ProfileEditor::done, this, [&edit] { edit.setChecked(false); });
    HostImport &import = m_editor->hostImport();
    // Where the hosts can be seen, and a command is typed.
    const auto showEditor = [&edit] { edit.setChecked(true); };
    connect(&import, &HostImport::imported, this, showEditor);
    const EmptyPage &empty = m_pane->emptyPage();
    connect(&empty, &EmptyPage::hostsRequested, this, [this, showEditor] {
        showEditor();
        m_editor->focusHosts();
    });
    connect(&empty, &EmptyPage::editRequested, this, showEditor);
    connect(&m_pane->actions().editCommand, &QAction::triggered, this, [this, showEditor] {
        showEditor();
        m_editor->focusCommand();
    });
    connect(&empty, &EmptyPage::demoRequested, this, &MainWindow::demoRequested);
    connect(&empty, &EmptyPage::openRequested, &m_files->open, &QAction::trigger);
    connect(&empty, &EmptyPage::sshConfigRequested, &import.fromSshConfig, &QAction::trigger);
    connect(&empty, &EmptyPage::hostsFileRequested, &import.fromFile, &QAction::trigger);
    connect(m_side, &SidePane::fileChosen, this, &MainWindow::fileRequested);
    connect(m_pane, &RunPane::runStarted, this, [this, &edit](RunSession *session) {
        edit.setChecked(false);
        m_status->follow(session);
    });
    connect(m_pane, &RunPane::pastRunChanged, this, &MainWindow::onPastRunChanged);
    connect(m_pane, &RunPane::runFinished, this, [this] {
        if (m_closesWhenFinished)
            close();
    });
}

void MainWindow::showProfile(const model::Profile &profile, const QString &path)
{
    engine::ConnectionSettings connection = m_connection;
    if (!path.isEmpty())
        connection.profileFolder = QFileInfo(path).absolutePath();
    showProfile(profile, path, connection);
}

void MainWindow::showProfile(const model::Profile &profile, const QString &path,
                             const engine::ConnectionSettings &connection)
{
    m_connectionOfProfile = connection;
    m_document->reset(profile, path);
    m_pane->focusTasks();
}

void MainWindow::connectDocument()
{
    connect(m_document, &ProfileDocument::profileChanged, this, &MainWindow::showDocument);
    connect(m_document, &ProfileDocument::pathChanged, this, [this] {
        if (const QString &path = m_document->path(); !path.isEmpty())
            RecentFiles().add(path);
        showTitle();
    });
    connect(m_document, &ProfileDocument::modifiedChanged, this, &QWidget::setWindowModified);
    connect(m_files, &DocumentActions::fileChosen, this, &MainWindow::fileRequested);
    connect(m_pane, &RunPane::reviewed, m_document, &ProfileDocument::setReviewed);
    connect(m_pane, &RunPane::pastRunClosed, this, &MainWindow::showDocument);
    connect(m_pane, &RunPane::copyRequested, this, [this](model::Profile profile) {
        profile.name = tr("%1, copy").arg(profile.name);
        showCopy(std::move(profile), m_connection);
    });
    connect(m_pane, &RunPane::profileMade, this, [this](model::Profile profile) {
        profile.name = tr("%1, some hosts").arg(profile.name);
        showCopy(std::move(profile), m_connectionOfProfile);
    });
    connect(m_pane, &RunPane::parallelChosen, this, [this](int parallel) {
        if (m_pane->isRunning())
            return; // for this run, not for the profile
        model::Profile profile = m_document->profile();
        profile.parallel = parallel;
        m_document->change(profile, tr("Change parallel"), "parallel");
    });
}

void MainWindow::showCopy(model::Profile profile, const engine::ConnectionSettings &connection)
{
    m_files->whenSaved([this, profile = std::move(profile), connection] {
        showProfile(profile, {}, connection);
        m_pane->actions().edit.setChecked(true);
    });
}

void MainWindow::showDocument()
{
    const model::Profile &profile = m_document->profile();
    showTitle();
    m_side->showGroups(profile.groups);
    m_editor->setConnection(m_connectionOfProfile);
    m_pane->setProfile(profile, m_document->path(), m_connectionOfProfile);
}

void MainWindow::showTitle()
{
    const QString path = m_document->path();
    const QString unsaved = m_document->profile().name.isEmpty()
                                ? tr("Untitled")
                                : text::neutralised(m_document->profile().name, 60);
    const PastRun *past = m_pane->pastRun();
    const QString name = past             ? nameOf(past->overview)
                         : path.isEmpty() ? unsaved
                                          : QFileInfo(path).fileName();
    setWindowTitle(m_pane->isPastRunInSight() ? tr("%1, past run[*] — Regatta").arg(name)
                                              : tr("%1[*] — Regatta").arg(name));
    setWindowFilePath(path);
    if (!path.isEmpty())
        m_connectionOfProfile.profileFolder = QFileInfo(path).absolutePath();
    m_side->showFiles(RecentFiles().paths(), past ? QString() : path);
    m_pane->setNeedsReview(m_document->isFromElsewhere());
}

void MainWindow::onPastRunChanged()
{
    const PastRun *past = m_pane->pastRun();
    showTitle();
    m_side->showGroups(past ? past->plan.manifest()->profile.groups : m_document->profile().groups);
    if (m_pane->isPastRunInSight())
        m_status->showPast(past->overview.summary);
}

void MainWindow::setEditing(bool editing)
{
    m_center->setCurrentWidget(editing ? static_cast<QWidget *>(m_editor) : m_pane);
    if (editing && m_pane->pastRun())
        showDocument(); // that is what is edited, not what was run again
    if (editing)
        m_editor->setFocus();
    else
        m_pane->focusTasks();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            Q_EMIT fileRequested(url.toLocalFile());
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_pane->isRunning()) {
        event->ignore();
        if (!m_closesWhenFinished)
            closeWhileRunning();
        return;
    }
    if (m_document->isModified() && !m_closesUnsaved) {
        event->ignore();
        m_files->whenSaved([this] {
            m_closesUnsaved = true;
            close();
        });
        return;
    }
    saveLook();
    event->accept();
    Q_EMIT closed();
}

void MainWindow::closeWhileRunning()
{
    switch (m_settings.whenClosed()) {
    case WhenClosed::Ask:
        return askWhatToDo();
    case WhenClosed::KeepRunning:
        return m_background->begin();
    case WhenClosed::StopAll:
        return stopAndClose();
    }
}

void MainWindow::askWhatToDo()
{
    auto *box = new QMessageBox(
        QMessageBox::Question, tr("Something still runs"),
        tr("Still to end: %1 of %Ln task(s).", nullptr, m_pane->tasks().counts().total())
            .arg(text::count(m_pane->tasks().counts().total() - m_pane->tasks().counts().finished())),
        QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("closeQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("They can go on without the window, or be stopped at their hosts first."));
    QPushButton *background = box->addButton(tr("Run on in the &background"), QMessageBox::AcceptRole);
    QPushButton *stop = box->addButton(tr("&Stop all and close"), QMessageBox::DestructiveRole);
    QPushButton *keep = box->addButton(tr("&Keep open"), QMessageBox::RejectRole);
    background->setObjectName(QStringLiteral("runInBackground"));
    stop->setObjectName(QStringLiteral("stopAndClose"));
    keep->setObjectName(QStringLiteral("keepOpen"));
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(background, &QPushButton::clicked, this, [this] {
        if (m_pane->isRunning())
            m_background->begin();
        else
            close();
    });
    connect(stop, &QPushButton::clicked, this, &MainWindow::stopAndClose);
    box->open();
}

void MainWindow::stopAndClose()
{
    if (!m_pane->isRunning()) {
        close();
        return;
    }
    m_closesWhenFinished = true;
    m_pane->actions().stopAll.trigger();
}

bool MainWindow::isInBackground() const
{
    return m_background->isActive();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    m_background->end();
}

void MainWindow::restoreLook()
{
    const QSettings settings;
    if (!restoreGeometry(settings.value(geometryKey).toByteArray()))
        resize(firstSize.boundedTo(screen()->availableSize() - roomForFrame));
    m_columns->restoreState(settings.value(columnsKey).toByteArray());
    m_pane->restoreLayout(settings.value(layoutKey).toByteArray());
}

void MainWindow::saveLook() const
{
    QSettings settings;
    settings.setValue(geometryKey, saveGeometry());
    settings.setValue(columnsKey, m_columns->saveState());
    settings.setValue(layoutKey, m_pane->saveLayout());
}

void MainWindow::showSettings()
{
    if (!m_settingsDialog) {
        m_settingsDialog = new SettingsDialog(m_settings, this);
        m_settingsDialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_settingsDialog->show();
    m_settingsDialog->raise();
    m_settingsDialog->activateWindow();
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Regatta"),
                                tr("Regatta %1").arg(QCoreApplication::applicationVersion()),
                                QMessageBox::Close, this);
    box->setInformativeText(tr("A desktop monitor for SSH jobs. Licensed under the Apache License 2.0."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace regatta::ui
