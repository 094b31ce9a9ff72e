#include "ui/log/log_pane.h"

#include "core/model/manifest.h"
#include "ui/log/log_view.h"
#include "ui/log/run_log.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"
#include "ui/theme/symbols.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace regatta::ui {

LogPane::LogPane(QWidget *parent)
    : QWidget(parent)
    , m_whose(new QLabel(this))
    , m_trouble(new QLabel(this))
    , m_follow(new QToolButton(this))
    , m_view(new LogView(this))
{
    m_whose->setTextFormat(Qt::PlainText);
    m_whose->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_trouble->setTextFormat(Qt::PlainText);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    m_follow->setText(tr("Follow"));
    m_follow->setToolTip(tr("Keep the newest line in sight (End)"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_follow->setObjectName(QStringLiteral("followLog"));

    auto *head = new QHBoxLayout;
    head->addWidget(m_whose, 1);
    head->addWidget(m_follow);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 2, 0, 0);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(m_trouble);
    column->addWidget(m_view, 1);
    connect(m_follow, &QToolButton::toggled, m_view, &LogView::setFollowing);
    connect(m_follow, &QToolButton::toggled, this, &LogPane::showWhetherItFollows);
    connect(m_view, &LogView::followingChanged, m_follow, &QToolButton::setChecked);
    connect(m_view, &LogView::lineCountChanged, this, &LogPane::describe);
    showWhetherItFollows();
    describe();
}

void LogPane::showWhetherItFollows()
{
    const Theme &theme = Theme::of(palette());
    m_follow->setIcon(m_follow->isChecked() ? symbolIcon(Symbol::Check, theme.accent)
                                            : symbolIcon(Symbol::Ring, theme.muted));
}

void LogPane::setLog(RunLog *log, std::shared_ptr<const model::Manifest> manifest)
{
    m_manifest = manifest;
    m_tasks.clear();
    m_trouble->hide();
    m_view->setLog(log, std::move(manifest));
    if (log) {
        connect(&log->news(), &RunLogNews::troubled, this, &LogPane::showTrouble, Qt::QueuedConnection);
        connect(&log->news(), &RunLogNews::recovered, m_trouble, &QLabel::hide, Qt::QueuedConnection);
    }
    describe();
}

void LogPane::showTasks(const std::vector<model::TaskId> &tasks)
{
    m_tasks = tasks;
    m_view->showTasks(tasks);
    describe();
}

void LogPane::describe()
{
    const QString lines = tr("%1 lines").arg(text::count(m_view->lineCount()));
    if (m_tasks.empty() || !m_manifest) {
        m_whose->setText(m_manifest ? tr("All tasks, in the order of arrival · %1").arg(lines) : QString());
        return;
    }
    if (m_tasks.size() > 1) {
        m_whose->setText(tr("%n selected task(s) · %1", nullptr, int(m_tasks.size())).arg(lines));
        return;
    }
    const QString host = m_manifest->target(m_tasks.front()).name;
    const QString item = m_manifest->item(m_tasks.front()).label();
    m_whose->setText(
        QStringLiteral("%1 · %2").arg(text::neutralised(item.isEmpty() ? host : host + u' ' + item), lines));
}

void LogPane::showTrouble(const base::Error &error)
{
    m_trouble->setText(text::sentence(error));
    m_trouble->show();
}

} // namespace regatta::ui
