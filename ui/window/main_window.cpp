#include "ui/window/main_window.h"

#include "ui/document/document_actions.h"
#include "ui/document/profile_document.h"
#include "ui/document/recent_files.h"
#include "ui/editor/host_import.h"
#include "ui/editor/profile_editor.h"
#include "ui/history/history_dialog.h"
#include "ui/history/history_model.h"
#include "ui/history/history_service.h"
#include "ui/run/run_pane.h"
#include "ui/run/run_status_bar.h"
#include "ui/run/task_table.h"
#include "ui/text/history_words.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"
#include "ui/trust/desktop_secrets.h"
#include "ui/window/side_pane.h"

#include <QCloseEvent>
#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLocale>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTime>
#include <QUndoStack>

namespace regatta::ui {

namespace {

constexpr QSize firstSize{1440, 900};
constexpr QSize roomForFrame{40, 60}; // the window system's, and a hint of what is behind

const QString geometryKey = QStringLiteral("window/geometry");
const QString columnsKey = QStringLiteral("window/columns");
const QString layoutKey = QStringLiteral("window/layout");

RecentRun recentRunFrom(const history::RunOverview &run)
{
    RecentRun recent{run.id,
                     text::neutralised(run.name.isEmpty() ? run.command : run.name, 80),
                     startText(run.startedAt),
                     {}};
    for (int i = 0; i < model::outcomeCount; ++i) {
        const auto outcome = static_cast<model::Outcome>(i);
        recent.counts[groupOf(outcome)] += run.summary.count(outcome);
    }
    const bool goesOn = run.state == history::RunState::Running;
    recent.counts[goesOn ? StatusGroup::Queued : StatusGroup::Stopped] += run.tasks - run.summary.total();
    return recent;
}

} // namespace

MainWindow::MainWindow(const WindowServices &services, QWidget *parent)
    : QMainWindow(parent)
    , m_history(services.history)
    , m_secrets(services.secrets)
    , m_document(new ProfileDocument(this))
    , m_files(new DocumentActions(*m_document, *this))
    , m_pane(new RunPane(services, this))
    , m_connection(services.connection)
{
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    build();
    makeMenus();
    connectPane();
    connectDocument();
    connectHistory();
    restoreLook();
    showProfile({}, {});
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    m_side = new SidePane(this);
    m_status = new RunStatusBar(m_pane->tasks(), this);
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
    m_columns->setSizes({fontMetrics().averageCharWidth() * 30, firstSize.width()});
    setCentralWidget(m_columns);
}

void MainWindow::makeMenus()
{
    makeFileMenu();
    makeEditMenu();
    makeRunMenu();
    makeViewMenu();
    makeHelpMenu();
}

void MainWindow::makeFileMenu()
{
    QMenu &menu = *menuBar()->addMenu(tr("&File"));
    menu.setObjectName(QStringLiteral("fileMenu"));
    menu.addActions({&m_files->create, &m_files->open});
    makeRecentMenu(menu);
    menu.addSeparator();
    menu.addActions({&m_files->save, &m_files->saveAs});
    menu.addSeparator();
    HostImport &import = m_editor->hostImport();
    menu.addActions({&import.fromSshConfig, &import.fromFile});
    menu.addSeparator();
    QAction *demo = menu.addAction(tr("Try the &Demo"), this, &MainWindow::demoRequested);
    demo->setObjectName(QStringLiteral("tryDemoAction"));
    menu.addSeparator();
    QAction *quit = menu.addAction(tr("&Quit"), this, &QWidget::close);
    quit->setShortcut(Qt::CTRL | Qt::Key_Q); // QKeySequence::Quit is empty without a desktop
}

void MainWindow::makeRecentMenu(QMenu &fileMenu)
{
    QMenu *recent = fileMenu.addMenu(tr("Open &Recent"));
    recent->setObjectName(QStringLiteral("recentMenu"));
    connect(&fileMenu, &QMenu::aboutToShow, recent,
            [recent] { recent->setEnabled(!RecentFiles().paths().isEmpty()); });
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecentMenu(*recent); });
}

void MainWindow::fillRecentMenu(QMenu &menu)
{
    menu.clear();
    int number = 0;
    for (const QString &path : RecentFiles().paths()) {
        // The first nine by their number; "&" in a file's name is no mnemonic.
        const QString name =
            text::neutralised(QFileInfo(path).fileName(), 60).replace(u'&', QStringLiteral("&&"));
        const QString label = ++number < 10 ? QStringLiteral("&%1  %2").arg(number).arg(name) : name;
        QAction *action = menu.addAction(label, this, [this, path] { Q_EMIT fileRequested(path); });
        action->setStatusTip(path);
        action->setToolTip(path);
    }
    menu.setToolTipsVisible(true);
    menu.addSeparator();
    menu.addAction(tr("&Clear This List"), this, [this] {
        RecentFiles().clear();
        showTitle();
    });
}

void MainWindow::makeEditMenu()
{
    RunActions &actions = m_pane->actions();
    QMenu &menu = *menuBar()->addMenu(tr("&Edit"));
    menu.setObjectName(QStringLiteral("editMenu"));
    QUndoStack &undoStack = m_document->undoStack();
    QAction *undo = undoStack.createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction *redo = undoStack.createRedoAction(this, tr("&Redo"));
    redo->setShortcut(QKeySequence::Redo);
    connect(&actions.edit, &QAction::toggled, this, &MainWindow::setEditing);
    connect(m_editor, &ProfileEditor::done, this, [&actions] { actions.edit.setChecked(false); });
    menu.addAction(&actions.edit);
    menu.addSeparator();
    menu.addActions({undo, redo});
    menu.addSeparator();
    menu.addActions({&actions.copy, &actions.selectAll, &m_editor->hostImport().fromClipboard});
    menu.addSeparator();
    menu.addAction(&actions.filter);
    if (m_secrets)
        m_secrets->addForgetAction(menu, *this);
}

void MainWindow::makeRunMenu()
{
    RunActions &actions = m_pane->actions();
    QMenu &menu = *menuBar()->addMenu(tr("&Run"));
    menu.setObjectName(QStringLiteral("runMenu"));
    menu.addActions({&actions.run, &actions.preview});
    menu.addSeparator();
    menu.addActions({&actions.pause, &actions.stopSelected, &actions.stopAll});
    menu.addSeparator();
    for (QAction *retry : actions.retries())
        menu.addAction(retry);
}

void MainWindow::makeViewMenu()
{
    RunActions &actions = m_pane->actions();
    QMenu &menu = *menuBar()->addMenu(tr("&View"));
    menu.setObjectName(QStringLiteral("viewMenu"));
    menu.addAction(&actions.nextFailure);
    menu.addSeparator();
    QMenu *columns = menu.addMenu(tr("&Columns"));
    connect(columns, &QMenu::aboutToShow, this, [this, columns] {
        columns->clear();
        m_pane->table().fillColumnMenu(*columns);
    });
    if (m_history) {
        QAction *history = menu.addAction(tr("&History…"), this, &MainWindow::showHistory);
        history->setObjectName(QStringLiteral("historyAction"));
        history->setShortcut(Qt::CTRL | Qt::Key_H);
    }
    QAction *side = menu.addAction(tr("&Side Pane"));
    side->setObjectName(QStringLiteral("sidePaneAction"));
    side->setCheckable(true);
    side->setChecked(true);
    side->setShortcut(Qt::Key_F9);
    connect(side, &QAction::toggled, m_side, &QWidget::setVisible);
    QAction *fullScreen = menu.addAction(tr("&Full Screen"));
    fullScreen->setCheckable(true);
    fullScreen->setShortcut(Qt::Key_F11);
    connect(fullScreen, &QAction::toggled, this,
            [this](bool full) { full ? showFullScreen() : showNormal(); });
}

void MainWindow::makeHelpMenu()
{
    QMenu &menu = *menuBar()->addMenu(tr("&Help"));
    menu.setObjectName(QStringLiteral("helpMenu"));
    menu.addAction(tr("&About Regatta"), this, &MainWindow::showAbout);
}

void MainWindow::connectPane()
{
    connect(m_pane, &RunPane::demoRequested, this, &MainWindow::demoRequested);
    connect(m_pane, &RunPane::openRequested, &m_files->open, &QAction::trigger);
    HostImport &import = m_editor->hostImport();
    const auto edit = [this] { m_pane->actions().edit.setChecked(true); };
    connect(m_pane, &RunPane::hostsRequested, this, edit);
    connect(m_pane, &RunPane::sshConfigRequested, &import.fromSshConfig, &QAction::trigger);
    connect(m_pane, &RunPane::hostsFileRequested, &import.fromFile, &QAction::trigger);
    connect(&import, &HostImport::imported, this,
            edit); // where the hosts can be seen, and a command is typed
    connect(m_side, &SidePane::fileChosen, this, &MainWindow::fileRequested);
    connect(&m_pane->tasks(), &RunModel::countsChanged, this, [this] {
        if (m_pane->isRunning())
            m_side->updateRun(recentRun(tr("now")));
    });
    connect(m_pane, &RunPane::runStarted, this, [this](RunSession *session) {
        m_pane->actions().edit.setChecked(false);
        m_status->follow(session);
        m_runStartedAt = QLocale().toString(QTime::currentTime(), QLocale::ShortFormat);
        m_side->updateRun(recentRun(tr("now")));
    });
    connect(m_pane, &RunPane::runFinished, this, [this] {
        m_side->updateRun(recentRun(m_runStartedAt));
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
    if (!path.isEmpty())
        RecentFiles().add(path);
    m_document->reset(profile, path);
    m_pane->focusTasks();
}

void MainWindow::connectDocument()
{
    connect(m_document, &ProfileDocument::profileChanged, this, &MainWindow::showDocument);
    connect(m_document, &ProfileDocument::pathChanged, this, &MainWindow::showTitle);
    connect(m_document, &ProfileDocument::modifiedChanged, this, &QWidget::setWindowModified);
    connect(m_files, &DocumentActions::fileChosen, this, &MainWindow::fileRequested);
    connect(m_pane, &RunPane::profileMade, this, [this](model::Profile profile) {
        profile.name = tr("%1, some hosts").arg(profile.name);
        m_files->whenSaved([this, profile] {
            showProfile(profile, {}, m_connectionOfProfile);
            m_pane->actions().edit.setChecked(true);
        });
    });
    connect(m_pane, &RunPane::parallelChosen, this, [this](int parallel) {
        if (m_pane->isRunning())
            return; // for this run, not for the profile
        model::Profile profile = m_document->profile();
        profile.parallel = parallel;
        m_document->change(profile, tr("Change parallel"), "parallel");
    });
}

void MainWindow::showDocument()
{
    const model::Profile &profile = m_document->profile();
    m_side->showGroups(profile.groups);
    m_editor->setConnection(m_connectionOfProfile);
    m_pane->setProfile(profile, m_document->path(), m_connectionOfProfile);
}

void MainWindow::showTitle()
{
    const QString path = m_document->path();
    const QString name = path.isEmpty() ? tr("Untitled") : QFileInfo(path).fileName();
    setWindowTitle(tr("%1[*] — Regatta").arg(name));
    setWindowFilePath(path);
    if (!path.isEmpty())
        m_connectionOfProfile.profileFolder = QFileInfo(path).absolutePath();
    m_side->showFiles(RecentFiles().paths(), path);
}

void MainWindow::setEditing(bool editing)
{
    m_center->setCurrentWidget(editing ? static_cast<QWidget *>(m_editor) : m_pane);
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

RecentRun MainWindow::recentRun(const QString &when) const
{
    const model::Manifest &manifest = *m_pane->session()->plan().manifest();
    return {manifest.identity.run, text::neutralised(manifest.profile.name, 80), when,
            m_pane->tasks().counts()};
}

void MainWindow::connectHistory()
{
    connect(m_pane, &RunPane::pastRunClosed, this, &MainWindow::showDocument);
    connect(m_pane, &RunPane::copyRequested, this, [this](model::Profile profile) {
        profile.name = tr("%1, copy").arg(profile.name);
        m_files->whenSaved([this, profile] {
            showProfile(profile, {});
            m_pane->actions().edit.setChecked(true);
        });
    });
    if (!m_history)
        return;
    connect(m_history, &HistoryService::changed, this, &MainWindow::showRecentRuns);
    connect(m_history, &HistoryService::removed, m_pane, &RunPane::onRunsRemoved);
    connect(m_side, &SidePane::runChosen, this, &MainWindow::openRun);
    showRecentRuns();
}

void MainWindow::showRecentRuns()
{
    m_history->list({.words = {}, .most = SidePane::mostRuns}, this,
                    [this](const history::Expected<QList<history::RunOverview>> &runs) {
                        if (!runs)
                            return;
                        QList<RecentRun> recent;
                        for (const history::RunOverview &run : *runs)
                            recent << recentRunFrom(run);
                        m_side->showRuns(recent);
                        if (m_pane->isRunning())
                            m_side->updateRun(recentRun(tr("now")));
                    });
}

void MainWindow::showHistory()
{
    if (!m_historyDialog) {
        m_historyDialog = new HistoryDialog(*m_history, this);
        connect(m_historyDialog, &HistoryDialog::openRequested, this, &MainWindow::openRun);
    }
    m_historyDialog->show();
    m_historyDialog->raise();
    m_historyDialog->activateWindow();
}

void MainWindow::openRun(const QString &run)
{
    if (m_pane->isRunning()) {
        if (run != m_pane->session()->plan().manifest()->identity.run)
            tell(tr("Something still runs"),
                 tr("Open past runs when it has finished, or from a new window."));
        return;
    }
    m_history->open(run, this, [this](const history::Expected<std::shared_ptr<const PastRun>> &past) {
        if (!past) {
            tell(tr("This run can't be opened"), text::sentence(past.error()));
            return;
        }
        m_pane->actions().edit.setChecked(false);
        m_pane->showPastRun(*past);
    });
}

void MainWindow::tell(const QString &title, const QString &sentence)
{
    auto *box = new QMessageBox(QMessageBox::Information, title, title, QMessageBox::Ok, this);
    box->setObjectName(QStringLiteral("message"));
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(sentence);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_pane->isRunning()) {
        event->ignore();
        if (!m_closesWhenFinished)
            askWhetherToStop();
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

void MainWindow::askWhetherToStop()
{
    auto *box = new QMessageBox(
        QMessageBox::Question, tr("Something still runs"),
        tr("%1 tasks are running.").arg(text::count(m_pane->tasks().counts()[StatusGroup::Running])),
        QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("closeQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Closing now stops them at their hosts first."));
    QPushButton *stop = box->addButton(tr("&Stop all and close"), QMessageBox::DestructiveRole);
    QPushButton *keep = box->addButton(tr("&Keep open"), QMessageBox::RejectRole);
    stop->setObjectName(QStringLiteral("stopAndClose"));
    keep->setObjectName(QStringLiteral("keepOpen"));
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(stop, &QPushButton::clicked, this, [this] {
        if (!m_pane->isRunning()) {
            close();
            return;
        }
        m_closesWhenFinished = true;
        m_pane->actions().stopAll.trigger();
    });
    box->open();
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
