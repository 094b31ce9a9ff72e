#include "ui/window/side_pane.h"

#include "ui/text/sentences.h"

#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

namespace regatta::ui {

namespace {

QString runOf(const QListWidgetItem *item)
{
    return item ? item->data(Qt::UserRole).value<RecentRun>().id : QString();
}

} // namespace

SidePane::SidePane(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("sidePane"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 14, 6, 6);
    layout->setSpacing(2);
    m_files = addSection(*layout, tr("Profiles"), "recentFiles", tr("Files you open appear here"));
    m_groups = addSection(*layout, tr("Host lists"), "hostLists", tr("The profile has no groups"));
    m_runs = addSection(*layout, tr("Recent runs"), "recentRuns", tr("Nothing has run yet"));
    m_runs->setItemDelegate(new RecentRunDelegate(m_runs));
    m_groups->setSelectionMode(QAbstractItemView::NoSelection);
    m_runs->setSelectionMode(QAbstractItemView::NoSelection); // what is selected is what is open
    layout->addStretch();
    connect(m_files, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { Q_EMIT fileChosen(item->data(Qt::UserRole).toString()); });
    connect(m_files, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem *item) { Q_EMIT fileChosen(item->data(Qt::UserRole).toString()); });
    const auto chooseRun = [this](const QListWidgetItem *item) { Q_EMIT runChosen(runOf(item)); };
    connect(m_runs, &QListWidget::itemActivated, this, chooseRun);
    connect(m_runs, &QListWidget::itemClicked, this, chooseRun);
    showFiles({}, {});
    showGroups({});
    fitHeight(*m_runs);
}

QListWidget *SidePane::addSection(QVBoxLayout &layout, const QString &title, const char *name,
                                  const QString &hint)
{
    auto *label = new QLabel(title.toUpper(), this);
    QFont small = label->font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    label->setFont(small);
    label->setContentsMargins(8, 4, 8, 4);
    auto *list = new QListWidget(this);
    list->setObjectName(QString::fromLatin1(name));
    list->setAccessibleName(title);
    list->setAccessibleDescription(hint);
    list->setToolTip(hint);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setTextElideMode(Qt::ElideRight);
    auto *section = new QWidget(this);
    auto *column = new QVBoxLayout(section);
    section->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    column->setContentsMargins(0, 0, 0, 14);
    column->setSpacing(2);
    column->addWidget(label);
    column->addWidget(list);
    layout.addWidget(section);
    return list;
}

void SidePane::fitHeight(QListWidget &list)
{
    int height = 0;
    for (int row = 0; row < list.count(); ++row)
        height += list.sizeHintForRow(row);
    list.parentWidget()->setVisible(list.count() > 0); // with its heading
    list.setMaximumHeight(height + 4);
}

void SidePane::showFiles(const QStringList &paths, const QString &current)
{
    m_files->clear();
    for (const QString &path : paths) {
        auto *item = new QListWidgetItem(text::neutralised(QFileInfo(path).completeBaseName()), m_files);
        item->setData(Qt::UserRole, path);
        item->setToolTip(path);
        if (path == current)
            m_files->setCurrentItem(item);
    }
    fitHeight(*m_files);
}

void SidePane::showGroups(const QMap<QString, QStringList> &groups)
{
    m_groups->clear();
    for (auto group = groups.begin(); group != groups.end(); ++group) {
        auto *item = new QListWidgetItem(text::neutralised(u'@' + group.key()), m_groups);
        item->setToolTip(text::neutralised(group.value().join(QStringLiteral(", "))));
    }
    fitHeight(*m_groups);
}

void SidePane::fill(QListWidgetItem &item, const RecentRun &run)
{
    item.setData(Qt::UserRole, QVariant::fromValue(run));
    item.setData(Qt::AccessibleTextRole, tr("%1, %2: %3 of %4 succeeded")
                                             .arg(run.name, run.when)
                                             .arg(run.counts[StatusGroup::Succeeded])
                                             .arg(run.counts.total()));
    item.setToolTip(run.name);
}

/// The very ones, in the same order.
bool SidePane::areShown(const QList<RecentRun> &runs) const
{
    bool areAll = !runs.isEmpty() && runs.size() == m_runs->count();
    for (int row = 0; areAll && row < m_runs->count(); ++row)
        areAll = runOf(m_runs->item(row)) == runs[row].id;
    return areAll;
}

void SidePane::showRuns(const QList<RecentRun> &runs)
{
    if (areShown(runs)) { // the click that has activated the window may be on one of them
        for (int row = 0; row < m_runs->count(); ++row)
            fill(*m_runs->item(row), runs[row]);
        return;
    }
    const QString current = runOf(m_runs->currentItem());
    m_runs->clear();
    for (const RecentRun &run : runs) {
        auto *item = new QListWidgetItem(m_runs);
        fill(*item, run);
        if (run.id == current)
            m_runs->setCurrentItem(item, QItemSelectionModel::NoUpdate);
    }
    markOpenRun();
    fitHeight(*m_runs);
}

void SidePane::updateRun(const RecentRun &run)
{
    for (int row = 0; row < m_runs->count(); ++row) {
        if (runOf(m_runs->item(row)) == run.id) {
            fill(*m_runs->item(row), run);
            return;
        }
    }
    auto *item = new QListWidgetItem;
    fill(*item, run);
    m_runs->insertItem(0, item);
    while (m_runs->count() > mostRuns)
        delete m_runs->takeItem(m_runs->count() - 1);
    markOpenRun();
    fitHeight(*m_runs);
}

void SidePane::showOpenRun(const QString &run)
{
    m_openRun = run;
    markOpenRun();
}

void SidePane::markOpenRun()
{
    m_runs->clearSelection();
    for (int row = 0; row < m_runs->count(); ++row) {
        if (!m_openRun.isEmpty() && runOf(m_runs->item(row)) == m_openRun)
            m_runs->selectionModel()->select(m_runs->model()->index(row, 0), QItemSelectionModel::Select);
    }
}

} // namespace regatta::ui
