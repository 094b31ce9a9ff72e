#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTranslator>

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
    // One and many are told apart as in the program.
    QTranslator english;
    if (!english.load(QStringLiteral(":/regatta/translations/regatta_en.qm")))
        qFatal("The English plurals are missing");
    QApplication::installTranslator(&english);
    testing::InitGoogleMock(&argc, argv);
    return RUN_ALL_TESTS();
}
