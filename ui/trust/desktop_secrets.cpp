#include "ui/trust/desktop_secrets.h"

#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTimer>

#include <qt6keychain/keychain.h>

#include <chrono>
#include <memory>

namespace regatta::ui {

namespace {

using namespace std::chrono_literals;

const QString service = QStringLiteral("org.regatta.Regatta");
const QString namesKey = QStringLiteral("trust/kept");

/// The store may ask the person to unlock it first. Who waits longer is asked by us.
constexpr auto patience = 2min;

void noteName(const QString &name, bool isKept)
{
    QStringList names = DesktopSecrets::names();
    names.removeAll(name);
    if (isKept)
        names << name;
    QSettings().setValue(namesKey, names);
}

} // namespace

QStringList DesktopSecrets::names()
{
    return QSettings().value(namesKey).toStringList();
}

void DesktopSecrets::read(const QString &name, std::function<void(Found)> done)
{
    QMetaObject::invokeMethod(
        this, [this, name, done = std::move(done)]() mutable { readNow(name, std::move(done)); },
        Qt::QueuedConnection);
}

void DesktopSecrets::readNow(const QString &name, std::function<void(Found)> done)
{
    const auto waiting = std::make_shared<std::function<void(Found)>>(std::move(done));
    const auto tell = [waiting](const Found &found) {
        if (const auto once = std::exchange(*waiting, nullptr))
            once(found);
    };
    auto *job = new QKeychain::ReadPasswordJob(service, this);
    job->setKey(name);
    connect(job, &QKeychain::Job::finished, this, [job, tell](const QKeychain::Job *) {
        Found found;
        found.isThere = job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
        if (job->error() == QKeychain::NoError)
            found.secret = trust::Secret(job->textData().toUtf8());
        tell(found);
    });
    QTimer::singleShot(patience, job, [tell] { tell({}); });
    job->start();
}

void DesktopSecrets::write(const QString &name, const trust::Secret &secret)
{
    QMetaObject::invokeMethod(
        this,
        [this, name, secret] {
            auto *job = new QKeychain::WritePasswordJob(service, this);
            job->setKey(name);
            job->setTextData(QString::fromUtf8(secret.bytes()));
            connect(job, &QKeychain::Job::finished, this, [name](const QKeychain::Job *done) {
                if (done->error() == QKeychain::NoError)
                    noteName(name, true);
            });
            job->start();
        },
        Qt::QueuedConnection);
}

void DesktopSecrets::remove(const QString &name)
{
    QMetaObject::invokeMethod(
        this, [this, name] { removeNow(name); }, Qt::QueuedConnection);
}

void DesktopSecrets::removeNow(const QString &name)
{
    auto *job = new QKeychain::DeletePasswordJob(service, this);
    job->setKey(name);
    connect(job, &QKeychain::Job::finished, this, [name](const QKeychain::Job *done) {
        if (done->error() == QKeychain::NoError || done->error() == QKeychain::EntryNotFound)
            noteName(name, false);
    });
    job->start();
}

void DesktopSecrets::addForgetAction(QMenu &menu, QWidget &window)
{
    menu.addSeparator();
    QAction *forget =
        menu.addAction(tr("Forget &Kept Passwords…"), this, [this, &window] { offerToForget(window); });
    forget->setObjectName(QStringLiteral("forgetSecretsAction"));
    connect(&menu, &QMenu::aboutToShow, forget, [forget] { forget->setEnabled(!names().isEmpty()); });
}

void DesktopSecrets::offerToForget(QWidget &window)
{
    auto *box = new QMessageBox(
        QMessageBox::Question, tr("Forget passwords?"),
        tr("Forget %n password(s) and passphrase(s) that the desktop's secret store keeps for Regatta?",
           nullptr, int(names().size())),
        QMessageBox::Cancel, &window);
    box->setObjectName(QStringLiteral("forgetSecretsBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *forget = box->addButton(tr("&Forget"), QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(forget, &QPushButton::clicked, this, [this] {
        for (const QString &name : names())
            removeNow(name);
    });
    box->open();
}

} // namespace regatta::ui
