#pragma once

#include "ui/run/window_services.h"
#include "ui/window/recent_run_delegate.h"

#include <QMainWindow>
#include <QPointer>

class QMenu;
class QSplitter;
class QStackedWidget;

namespace regatta::model {
struct Profile;
}

namespace regatta::ui {

class DocumentActions;
class HistoryDialog;
class ProfileDocument;
class ProfileEditor;
class RunPane;
class RunStatusBar;
class SidePane;

/// Puts the rooms together: menus, side pane, the run, the status bar; remembers how it looked. GUI thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const WindowServices &services, QWidget *parent = nullptr);
    ~MainWindow() override;

    RunPane &runPane() { return *m_pane; }
    ProfileDocument &document() { return *m_document; }

    /// Loads; never runs. `path` is empty for what was never saved.
    void showProfile(const model::Profile &profile, const QString &path);
    /// With connection settings of its own: the demo's key and known hosts.
    void showProfile(const model::Profile &profile, const QString &path,
                     const engine::ConnectionSettings &connection);

Q_SIGNALS:
    void demoRequested();
    void fileRequested(const QString &path);
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    void makeMenus();
    void makeFileMenu();
    void makeRecentMenu(QMenu &fileMenu);
    void fillRecentMenu(QMenu &menu);
    void makeEditMenu();
    void makeRunMenu();
    void makeViewMenu();
    void makeHelpMenu();
    void connectPane();
    void connectDocument();
    void showDocument();
    void showTitle();
    void setEditing(bool editing);
    void restoreLook();
    void saveLook() const;
    void askWhetherToStop();
    RecentRun recentRun(const QString &when) const;
    void connectHistory();
    void showRecentRuns();
    void showHistory();
    void openRun(const QString &run);
    void tell(const QString &title, const QString &sentence);
    void showAbout();

    HistoryService *const m_history; // null: runs are not kept
    DesktopSecrets *const m_secrets; // null: no passwords are
    ProfileDocument *const m_document;
    DocumentActions *const m_files;
    SidePane *m_side = nullptr;
    RunPane *m_pane = nullptr;
    RunStatusBar *m_status = nullptr;
    ProfileEditor *m_editor = nullptr;
    QStackedWidget *m_center = nullptr; // the run, or the editor
    QSplitter *m_columns = nullptr;
    const engine::ConnectionSettings m_connection; // unless a profile comes with its own
    engine::ConnectionSettings m_connectionOfProfile;
    QString m_runStartedAt;
    QPointer<HistoryDialog> m_historyDialog;
    bool m_closesWhenFinished = false;
    bool m_closesUnsaved = false;
};

} // namespace regatta::ui
