#pragma once

#include <QObject>

class QMainWindow;
class QMenu;

namespace regatta::ui {

class DesktopSecrets;
class DocumentActions;
class ProfileDocument;
class ProfileEditor;
class RunPane;
class SidePane;

/// The menu bar: every action of the window has a place in it. GUI thread.
class WindowMenus : public QObject
{
    Q_OBJECT

public:
    /// What the menus act on; all of it lives as long as the window.
    struct Parts
    {
        ProfileDocument &document;
        DocumentActions &files;
        ProfileEditor &editor;
        RunPane &pane;
        SidePane &side;
        DesktopSecrets *secrets; ///< null: no passwords are kept
        QMenu *exports;          ///< of the run in sight; null: runs are not kept
    };

    /// `window` owns the menus.
    WindowMenus(QMainWindow &window, const Parts &parts);

Q_SIGNALS:
    void demoRequested();
    void fileRequested(const QString &path);
    void recentFilesCleared();
    void historyRequested();
    void settingsRequested();
    void aboutRequested();

private:
    QMenu &addMenu(const QString &title, const char *name);
    void makeFileMenu();
    void makeRecentMenu(QMenu &fileMenu);
    void fillRecentMenu(QMenu &menu);
    void makeEditMenu();
    void makeRunMenu();
    void makeViewMenu();
    void makeHelpMenu();

    QMainWindow &m_window;
    const Parts m_parts;
};

} // namespace regatta::ui
