#pragma once

#include <QEventLoopLocker>
#include <QObject>

#include <memory>
#include <optional>

class QSystemTrayIcon;
class QWidget;

namespace regatta::ui {

class RunPane;

/// A run that goes on while its window is out of sight: an icon in the tray says how far it is, and brings
/// the window back. Where there is no tray, a message says how to get it back, and it comes by itself once
/// the run has ended. GUI thread.
class BackgroundRun : public QObject
{
    Q_OBJECT

public:
    /// `window` owns it.
    BackgroundRun(RunPane &pane, QWidget &window);
    ~BackgroundRun() override;

    /// Takes the window out of sight.
    void begin();
    /// It is in sight again.
    void end();
    bool isActive() const { return m_keepsAlive.has_value(); }

private:
    void makeTray();
    void explainAndHide();
    void showProgress();
    void onFinished();
    QString progressText() const;
    void bringBack();

    RunPane &m_pane;
    QWidget &m_window;
    std::unique_ptr<QSystemTrayIcon> m_tray;
    std::optional<QEventLoopLocker> m_keepsAlive; // the program ends with its last window otherwise
};

} // namespace regatta::ui
