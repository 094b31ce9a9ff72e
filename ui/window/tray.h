#pragma once

#include <QObject>

#include <memory>

class QMenu;

namespace regatta::ui {

/// An icon in the desktop's tray, in sight until it is deleted. GUI thread.
class Tray : public QObject
{
    Q_OBJECT

public:
    /// Of a right click; it outlives the icon.
    virtual void setMenu(QMenu &menu) = 0;
    virtual void setToolTip(const QString &words) = 0;
    virtual void showMessage(const QString &title, const QString &words) = 0;

Q_SIGNALS:
    /// A person clicked the icon or its message.
    void activated();
};

/// Null: this desktop has no tray.
std::unique_ptr<Tray> makeDesktopTray();

} // namespace regatta::ui
