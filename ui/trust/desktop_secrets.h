#pragma once

#include "core/trust/secret_store.h"

#include <QObject>
#include <QStringList>

class QMenu;
class QWidget;

namespace QKeychain {
class Job;
}

namespace regatta::ui {

/// Passwords and passphrases in the desktop's secret store (the Secret Service or KWallet). The store can't
/// be asked what it holds, so whose secrets are there is written down in the settings. Of the GUI thread;
/// nothing here waits.
class DesktopSecrets final : public QObject, public trust::SecretStore
{
    Q_OBJECT

public:
    using QObject::QObject;

    void read(const QString &name, std::function<void(Found)> done) override;
    void write(const QString &name, const trust::Secret &secret) override;
    void remove(const QString &name) override;

    /// Whose secrets are kept.
    static QStringList names();

    /// An action that forgets all of them, once the person has been asked.
    void addForgetAction(QMenu &menu, QWidget &window);

private:
    void offerToForget(QWidget &window);
    void readNow(const QString &name, std::function<void(Found)> done);
    void removeNow(const QString &name);
};

} // namespace regatta::ui
