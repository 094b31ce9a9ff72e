#include "ui/text/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace regatta::text {

namespace {

void install(QCoreApplication &application, const QLocale &locale, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(&application);
    if (translator->load(locale, name, QStringLiteral("_"), folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

void installTranslations(QCoreApplication &application)
{
    const QString own = QStringLiteral(":/regatta/translations");
    const QString ofQt = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    // English plurals stand behind every language. What is installed last is asked first.
    install(application, QLocale(QLocale::English), QStringLiteral("regatta"), own);
    install(application, QLocale(), QStringLiteral("qtbase"), ofQt);
    install(application, QLocale(), QStringLiteral("regatta"), own);
}

} // namespace regatta::text
