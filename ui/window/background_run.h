#pragma once

#include <QEventLoopLocker>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

class QWidget;

namespace regatta::ui {

class RunPane;
class Tray;

/// A run that goes on while its window is out of sight: an icon in the tray says how far it is, and brings
/// the window back. Where there is no tray, a message says how to get it back, and it comes by itself once
/// the run has ended. GUI thread.
class BackgroundRun : public QObject
{
    Q_OBJECT

public:
    /// `window` owns it. `makeTray`: null where the desktop has none.
    BackgroundRun(RunPane &pane, QWidget &window, std::function<std::unique_ptr<Tray>()> makeTray);
    ~BackgroundRun() override;

    /// Takes the window out of sight.
    void begin();
    /// It is in sight again.
    void end();
    bool isActive() const { return m_keepsAlive.has_value(); }

private:
    void fillTray();
    void explainAndHide();
    void showProgress();
    void onFinished();
    QString progressText() const;
    void bringBack();

    RunPane &m_pane;
    QWidget &m_window;
    const std::function<std::unique_ptr<Tray>()> m_makeTray;
    std::unique_ptr<Tray> m_tray;
    std::optional<QEventLoopLocker> m_keepsAlive; // the program ends with its last window otherwise
};

} // namespace regatta::ui
