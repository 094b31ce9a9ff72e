#include "ui/trust/desktop_secrets.h"

#include "tests/ui/run/ui_fixture.h"

#include <QFile>
#include <QMenu>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSettings>

#include <optional>

namespace regatta::ui {
namespace {

using tests::waitFor;

/// Without the folders of services, from which the bus would start another store, a locked one.
constexpr char busConfig[] = R"(<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>)";

/// A session bus with a real secret store on it, unlocked, of this test alone.
class DesktopSecretsTest : public testing::Test
{
protected:
    DesktopSecretsTest()
    {
        QSettings().clear();
        qputenv("HOME", m_folder.path().toUtf8());
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8());
        qputenv("XDG_DATA_HOME", m_folder.path().toUtf8());
        qunsetenv("XDG_CURRENT_DESKTOP"); // or QtKeychain would look for KWallet first
    }

    ~DesktopSecretsTest() override
    {
        for (QProcess *program : {&m_store, &m_bus}) {
            program->kill();
            program->waitForFinished();
        }
    }

    void startStore()
    {
        QFile config(m_folder.filePath(QStringLiteral("bus.conf")));
        ASSERT_TRUE(config.open(QIODevice::WriteOnly));
        config.write(busConfig);
        config.close();
        m_bus.start(QStringLiteral("dbus-daemon"),
                    {QStringLiteral("--config-file=") + config.fileName(), QStringLiteral("--nofork"),
                     QStringLiteral("--print-address")});
        ASSERT_TRUE(m_bus.waitForReadyRead());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
        m_store.start(QStringLiteral("gnome-keyring-daemon"),
                      {QStringLiteral("--foreground"), QStringLiteral("--unlock"),
                       QStringLiteral("--components=secrets")});
        ASSERT_TRUE(m_store.waitForStarted());
        m_store.write("the keyring's own");
        m_store.closeWriteChannel();
        // It is there once it can be asked; until then the bus starts none, for its service files aren't
        // ours.
        ASSERT_TRUE(waitFor([this] { return read(QStringLiteral("nobody")).isThere; }));
    }

    trust::SecretStore::Found read(const QString &name)
    {
        std::optional<trust::SecretStore::Found> found;
        secrets.read(name, [&](const trust::SecretStore::Found &answer) { found = answer; });
        EXPECT_TRUE(waitFor([&] { return found.has_value(); }));
        return found.value_or(trust::SecretStore::Found{});
    }

    DesktopSecrets secrets;

private:
    QTemporaryDir m_folder;
    QProcess m_bus;
    QProcess m_store;
};

const QString name = QStringLiteral("password ops@web1");

TEST_F(DesktopSecretsTest, KeepsAndForgets)
{
    startStore();
    EXPECT_FALSE(read(name).secret);
    secrets.write(name, trust::Secret("open s\xc3\xa9same"));
    ASSERT_TRUE(read(name).secret);
    EXPECT_EQ(read(name).secret->bytes(), "open s\xc3\xa9same");
    EXPECT_EQ(DesktopSecrets::names(), QStringList{name});
    EXPECT_FALSE(read(QStringLiteral("password ops@web2")).secret);
    secrets.remove(name);
    EXPECT_FALSE(read(name).secret);
    EXPECT_TRUE(DesktopSecrets::names().isEmpty());
}

TEST_F(DesktopSecretsTest, ForgetsAllWhenAsked)
{
    startStore();
    QWidget window;
    window.show();
    QMenu menu;
    secrets.addForgetAction(menu, window);
    const auto action = [&] { return menu.findChild<QAction *>(QStringLiteral("forgetSecretsAction")); };
    Q_EMIT menu.aboutToShow();
    EXPECT_FALSE(action()->isEnabled()) << "there is nothing to forget";
    secrets.write(name, trust::Secret("x"));
    secrets.write(QStringLiteral("passphrase /key"), trust::Secret("y"));
    ASSERT_TRUE(waitFor([] { return DesktopSecrets::names().size() == 2; }));
    Q_EMIT menu.aboutToShow();
    EXPECT_TRUE(action()->isEnabled());
    action()->trigger();
    auto *box = window.findChild<QMessageBox *>(QStringLiteral("forgetSecretsBox"));
    ASSERT_NE(box, nullptr);
    for (QAbstractButton *button : box->buttons()) {
        if (box->buttonRole(button) == QMessageBox::DestructiveRole)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    EXPECT_TRUE(waitFor([] { return DesktopSecrets::names().isEmpty(); }));
    EXPECT_FALSE(read(name).secret);
}

TEST_F(DesktopSecretsTest, SaysThatThereIsNone)
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    EXPECT_FALSE(read(name).isThere);
    secrets.write(name, trust::Secret("x"));
    EXPECT_FALSE(read(name).isThere);
    EXPECT_TRUE(DesktopSecrets::names().isEmpty());
}

} // namespace
} // namespace regatta::ui
