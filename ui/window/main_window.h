#pragma once

#include "ui/run/window_services.h"

#include <QMainWindow>
#include <QPointer>

class QSplitter;
class QStackedWidget;

namespace regatta::model {
struct Profile;
}

namespace regatta::ui {

class DocumentActions;
class BackgroundRun;
class PastRuns;
class ProfileDocument;
class ProfileEditor;
class RunPane;
class RunStatusBar;
class SettingsDialog;
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

    /// Out of sight because its run was to go on without it; show() brings it back.
    bool isInBackground() const;

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
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    void makeMenus(const WindowServices &services);
    void connectPane();
    void connectDocument();
    void showDocument();
    void showTitle();
    void onPastRunChanged();
    void setEditing(bool editing);
    void restoreLook();
    void saveLook() const;
    void closeWhileRunning();
    void askWhatToDo();
    void stopAndClose();
    void showCopy(model::Profile profile, const engine::ConnectionSettings &connection);
    void showSettings();
    void showAbout();

    ProfileDocument *const m_document;
    DocumentActions *const m_files;
    SidePane *m_side = nullptr;
    RunPane *m_pane = nullptr;
    RunStatusBar *m_status = nullptr;
    ProfileEditor *m_editor = nullptr;
    PastRuns *m_pastRuns = nullptr;
    BackgroundRun *m_background = nullptr;
    QStackedWidget *m_center = nullptr; // the run, or the editor
    QSplitter *m_columns = nullptr;
    Settings &m_settings;
    QPointer<SettingsDialog> m_settingsDialog;
    const engine::ConnectionSettings m_connection; // unless a profile comes with its own
    engine::ConnectionSettings m_connectionOfProfile;
    bool m_closesWhenFinished = false;
    bool m_closesUnsaved = false;
};

} // namespace regatta::ui
