#include "ui/run/result_panes.h"

#include "ui/answers/answers_pane.h"
#include "ui/log/log_pane.h"
#include "ui/log/run_log.h"
#include "ui/run/details_view.h"
#include "ui/theme/corner_label.h"
#include "ui/timeline/timeline_pane.h"

#include <QTabBar>
#include <QTabWidget>

namespace regatta::ui {

ResultPanes::ResultPanes(RunModel &tasks, QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
{
    setObjectName(QStringLiteral("bottomSplitter"));
    setChildrenCollapsible(false);
    setHandleWidth(1);
    m_leftTabs = addTabs("leftTabs");
    m_rightTabs = addTabs("rightTabs");
    m_log = new LogPane(m_leftTabs);
    m_log->watchFailures(tasks);
    m_answers = new AnswersPane(tasks, m_leftTabs);
    m_details = new DetailsView(tasks, m_leftTabs);
    m_timeline = new TimelinePane(tasks, m_rightTabs);
    m_leftTabs->addTab(m_log, tr("Log"));
    m_leftTabs->addTab(m_answers, tr("Answers"));
    m_leftTabs->addTab(m_details, tr("Details"));
    m_rightTabs->addTab(m_timeline, tr("Timeline"));
    m_rightTabs->setCornerWidget(&m_timeline->headline());
    m_timeline->headline().show();
    setStretchFactor(0, 1);
    setStretchFactor(1, 1);
    setSizes({1000, 1000}); // halves
}

QTabWidget *ResultPanes::addTabs(const char *name)
{
    auto *tabs = new QTabWidget(this);
    tabs->setObjectName(QString::fromLatin1(name));
    tabs->tabBar()->setDrawBase(false);
    tabs->setAttribute(Qt::WA_StyledBackground);
    addWidget(tabs);
    return tabs;
}

void ResultPanes::setLog(RunLog *log, const std::shared_ptr<const model::Manifest> &manifest)
{
    m_log->setLog(log, manifest);
    m_answers->setLog(log, manifest);
}

void ResultPanes::showLog()
{
    m_leftTabs->setCurrentWidget(m_log);
    m_log->setFocus();
}

void ResultPanes::setTasks(const std::vector<model::TaskId> &tasks)
{
    m_details->setTasks(tasks);
    m_log->showTasks(tasks);
}

} // namespace regatta::ui
