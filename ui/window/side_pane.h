#pragma once

#include "core/model/profile.h"
#include "ui/window/recent_run_delegate.h"

#include <QFrame>
#include <QStringList>

class QLabel;
class QListWidget;
class QVBoxLayout;

namespace regatta::ui {

/// Left of the window: profiles that were open before, the profile's groups of hosts, the runs since the
/// start.
class SidePane : public QFrame
{
    Q_OBJECT

public:
    explicit SidePane(QWidget *parent = nullptr);

    void showFiles(const QStringList &paths, const QString &current);
    void showGroups(const QMap<QString, QStringList> &groups);

    /// The newest run stands first.
    void addRun(const RecentRun &run);
    void updateNewestRun(const RecentRun &run);

Q_SIGNALS:
    void fileChosen(const QString &path);

private:
    QListWidget *addSection(QVBoxLayout &layout, const QString &title, const char *name, const QString &hint);
    static void fitHeight(QListWidget &list);

    QListWidget *m_files = nullptr;
    QListWidget *m_groups = nullptr;
    QListWidget *m_runs = nullptr;
};

} // namespace regatta::ui
