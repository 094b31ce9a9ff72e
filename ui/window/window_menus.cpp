#include "ui/window/window_menus.h"

#include "ui/document/document_actions.h"
#include "ui/document/profile_document.h"
#include "ui/document/recent_files.h"
#include "ui/editor/host_import.h"
#include "ui/editor/profile_editor.h"
#include "ui/run/run_pane.h"
#include "ui/run/task_table.h"
#include "ui/text/sentences.h"
#include "ui/trust/desktop_secrets.h"
#include "ui/window/side_pane.h"

#include <QFileInfo>
#include <QMainWindow>
#include <QMenuBar>
#include <QUndoStack>

namespace regatta::ui {

WindowMenus::WindowMenus(QMainWindow &window, const Parts &parts)
    : QObject(&window)
    , m_window(window)
    , m_parts(parts)
{
    makeFileMenu();
    makeEditMenu();
    makeRunMenu();
    makeViewMenu();
    makeHelpMenu();
}

QMenu &WindowMenus::addMenu(const QString &title, const char *name)
{
    QMenu *menu = m_window.menuBar()->addMenu(title);
    menu->setObjectName(QString::fromLatin1(name));
    return *menu;
}

void WindowMenus::makeFileMenu()
{
    QMenu &menu = addMenu(tr("&File"), "fileMenu");
    menu.addActions({&m_parts.files.create, &m_parts.files.open});
    makeRecentMenu(menu);
    menu.addSeparator();
    menu.addActions({&m_parts.files.save, &m_parts.files.saveAs});
    menu.addSeparator();
    if (m_parts.exports) {
        menu.addMenu(m_parts.exports);
        menu.addSeparator();
    }
    HostImport &import = m_parts.editor.hostImport();
    menu.addActions({&import.fromSshConfig, &import.fromFile});
    menu.addSeparator();
    QAction *demo = menu.addAction(tr("Try the &Demo"), this, &WindowMenus::demoRequested);
    demo->setObjectName(QStringLiteral("tryDemoAction"));
    menu.addSeparator();
    QAction *quit = menu.addAction(tr("&Quit"), &m_window, &QWidget::close);
    quit->setObjectName(QStringLiteral("quitAction"));
    QList<QKeySequence> keys = QKeySequence::keyBindings(QKeySequence::Close);
    keys.prepend(Qt::CTRL | Qt::Key_Q); // QKeySequence::Quit is empty without a desktop
    quit->setShortcuts(keys);
}

void WindowMenus::makeRecentMenu(QMenu &fileMenu)
{
    QMenu *recent = fileMenu.addMenu(tr("Open &Recent"));
    recent->setObjectName(QStringLiteral("recentMenu"));
    connect(&fileMenu, &QMenu::aboutToShow, recent,
            [recent] { recent->setEnabled(!RecentFiles().paths().isEmpty()); });
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecentMenu(*recent); });
}

void WindowMenus::fillRecentMenu(QMenu &menu)
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
        Q_EMIT recentFilesCleared();
    });
}

void WindowMenus::makeEditMenu()
{
    RunActions &actions = m_parts.pane.actions();
    QMenu &menu = addMenu(tr("&Edit"), "editMenu");
    QUndoStack &undoStack = m_parts.document.undoStack();
    QAction *undo = undoStack.createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction *redo = undoStack.createRedoAction(this, tr("&Redo"));
    redo->setShortcut(QKeySequence::Redo);
    menu.addActions({&actions.edit, &actions.editCommand});
    menu.addSeparator();
    menu.addActions({undo, redo});
    menu.addSeparator();
    menu.addActions({&actions.copy, &actions.selectAll, &m_parts.editor.hostImport().fromClipboard});
    menu.addSeparator();
    menu.addAction(&actions.filter);
    if (m_parts.secrets)
        m_parts.secrets->addForgetAction(menu, m_window);
    menu.addSeparator();
    QAction *settings = menu.addAction(tr("Se&ttings…"), this, &WindowMenus::settingsRequested);
    settings->setObjectName(QStringLiteral("settingsAction"));
    settings->setShortcut(Qt::CTRL | Qt::Key_Comma);
}

void WindowMenus::makeRunMenu()
{
    RunActions &actions = m_parts.pane.actions();
    QMenu &menu = addMenu(tr("&Run"), "runMenu");
    menu.addActions({&actions.run, &actions.preview});
    menu.addSeparator();
    menu.addActions(
        {&actions.pause, &actions.nextWave, &actions.stopSelected, &actions.rerunSelected, &actions.stopAll});
    menu.addSeparator();
    menu.addActions({&actions.goOnPastLimit, &actions.liftLimit, &actions.endAtLimit});
    menu.addSeparator();
    menu.addActions({&actions.showStragglers, &actions.stopStragglers, &actions.rerunStragglers,
                     &actions.leaveStragglers});
    menu.addSeparator();
    for (QAction *retry : actions.retries())
        menu.addAction(retry);
}

void WindowMenus::makeViewMenu()
{
    RunPane &pane = m_parts.pane;
    QMenu &menu = addMenu(tr("&View"), "viewMenu");
    menu.addAction(&pane.actions().nextFailure);
    menu.addSeparator();
    QMenu *columns = menu.addMenu(tr("&Columns"));
    connect(columns, &QMenu::aboutToShow, this, [&pane, columns] {
        columns->clear();
        pane.table().fillColumnMenu(*columns);
    });
    if (m_parts.exports) {
        QAction *history = menu.addAction(tr("&History…"), this, &WindowMenus::historyRequested);
        history->setObjectName(QStringLiteral("historyAction"));
        history->setShortcut(Qt::CTRL | Qt::Key_H);
    }
    QAction *side = menu.addAction(tr("&Side Pane"));
    side->setObjectName(QStringLiteral("sidePaneAction"));
    side->setCheckable(true);
    side->setChecked(true);
    side->setShortcut(Qt::Key_F9);
    connect(side, &QAction::toggled, &m_parts.side, &QWidget::setVisible);
    QAction *fullScreen = menu.addAction(tr("&Full Screen"));
    fullScreen->setCheckable(true);
    fullScreen->setShortcut(Qt::Key_F11);
    connect(fullScreen, &QAction::toggled, &m_window,
            [this](bool full) { full ? m_window.showFullScreen() : m_window.showNormal(); });
}

void WindowMenus::makeHelpMenu()
{
    addMenu(tr("&Help"), "helpMenu").addAction(tr("&About Regatta"), this, &WindowMenus::aboutRequested);
}

} // namespace regatta::ui
