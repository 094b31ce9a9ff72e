#pragma once

#include "core/model/profile.h"
#include "ui/window/recent_run_delegate.h"

#include <QFrame>
#include <QStringList>

class QLabel;
class QListWidget;
class QListWidgetItem;
class QVBoxLayout;

namespace regatta::ui {

/// Left of the window: profiles that were open before, the profile's groups of hosts, the latest runs.
class SidePane : public QFrame
{
    Q_OBJECT

public:
    explicit SidePane(QWidget *parent = nullptr);

    void showFiles(const QStringList &paths, const QString &current);
    void showGroups(const QMap<QString, QStringList> &groups);

    /// The newest first, in place of those that were there.
    void showRuns(const QList<RecentRun> &runs);
    /// What has become of one of them, or a new one.
    void updateRun(const RecentRun &run);
    /// Which of them is in sight, now or once it is in the list; empty: none.
    void showOpenRun(const QString &run);

    /// More than this many are for the history.
    static constexpr int mostRuns = 20;

Q_SIGNALS:
    void fileChosen(const QString &path);
    void runChosen(const QString &run);

private:
    QListWidget *addSection(QVBoxLayout &layout, const QString &title, const char *name, const QString &hint);
    static void fitHeight(QListWidget &list);
    static void fill(QListWidgetItem &item, const RecentRun &run);
    bool areShown(const QList<RecentRun> &runs) const;
    void markOpenRun();

    QListWidget *m_files = nullptr;
    QListWidget *m_groups = nullptr;
    QListWidget *m_runs = nullptr;
    QString m_openRun;
};

} // namespace regatta::ui
