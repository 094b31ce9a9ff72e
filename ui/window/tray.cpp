#include "ui/window/tray.h"

#include <QGuiApplication>
#include <QMenu>
#include <QSystemTrayIcon>

namespace regatta::ui {

namespace {

class DesktopTray final : public Tray
{
public:
    DesktopTray()
        : m_icon(QGuiApplication::windowIcon())
    {
        connect(&m_icon, &QSystemTrayIcon::activated, this, &Tray::activated);
        connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::activated);
        m_icon.show();
    }

    void setMenu(QMenu &menu) override { m_icon.setContextMenu(&menu); }
    void setToolTip(const QString &words) override { m_icon.setToolTip(words); }
    void showMessage(const QString &title, const QString &words) override
    {
        m_icon.showMessage(title, words);
    }

private:
    QSystemTrayIcon m_icon;
};

} // namespace

std::unique_ptr<Tray> makeDesktopTray()
{
    return QSystemTrayIcon::isSystemTrayAvailable() ? std::make_unique<DesktopTray>() : nullptr;
}

} // namespace regatta::ui
