#include "ui/document/recent_files.h"

#include <QSettings>

namespace regatta::ui {

namespace {

constexpr int mostRecent = 10;

const QString recentKey = QStringLiteral("recent/files");

} // namespace

QStringList RecentFiles::paths() const
{
    return QSettings().value(recentKey).toStringList();
}

void RecentFiles::add(const QString &path)
{
    QStringList files = paths();
    files.removeAll(path);
    files.prepend(path);
    QSettings().setValue(recentKey, files.mid(0, mostRecent));
}

void RecentFiles::clear()
{
    QSettings().remove(recentKey);
}

} // namespace regatta::ui
