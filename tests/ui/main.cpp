#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <gmock/gmock.h>

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir home;
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home.path());

    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("regatta"));
    QApplication::setApplicationName(QStringLiteral("regatta"));
    testing::InitGoogleMock(&argc, argv);
    return RUN_ALL_TESTS();
}
