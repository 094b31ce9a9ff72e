#include "app/data_folder.h"

#include <QStandardPaths>

namespace regatta::app {

namespace {

QString dataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/regatta");
}

} // namespace

QString historyFile()
{
    return dataFolder() + QStringLiteral("/history.sqlite");
}

QString spoolFolder()
{
    return dataFolder() + QStringLiteral("/runs");
}

QString spoolName(const QString &run)
{
    return QStringLiteral("runs/") + run + QStringLiteral(".spool");
}

} // namespace regatta::app
