#pragma once

#include <QString>
#include <QStringList>

namespace regatta::ui {

/// The profiles that were open last, the newest first: kept in the settings, shared by all windows. Holds no
/// state of its own. GUI thread.
class RecentFiles
{
public:
    QStringList paths() const;
    void add(const QString &path);
    void clear();
};

} // namespace regatta::ui
