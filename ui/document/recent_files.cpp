#include "ui/document/recent_files.h"

#include <QSettings>

namespace regatta::ui {

namespace {

constexpr int most = 10;

const QString key = QStringLiteral("recent/files");

} // namespace

QStringList RecentFiles::paths() const
{
    return QSettings().value(key).toStringList();
}

void RecentFiles::add(const QString &path)
{
    QStringList files = paths();
    files.removeAll(path);
    files.prepend(path);
    QSettings().setValue(key, files.mid(0, most));
}

void RecentFiles::clear()
{
    QSettings().remove(key);
}

} // namespace regatta::ui
