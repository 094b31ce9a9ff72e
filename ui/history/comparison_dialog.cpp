#include "ui/history/comparison_dialog.h"

#include "ui/history/history_model.h"
#include "ui/text/history_words.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace regatta::ui {

namespace {

QString statusOf(const history::RunRecord &run, const std::optional<model::TaskId> &task)
{
    if (!task)
        return ComparisonDialog::tr("not there");
    const history::TaskRecord &record = run.tasks[task->value];
    const QString reason = text::shortReason(record);
    return reason.isEmpty() ? text::statusName(record)
                            : ComparisonDialog::tr("%1 (%2)").arg(text::statusName(record), reason);
}

QString titleOf(const history::RunOverview &run)
{
    return ComparisonDialog::tr("%1, %2").arg(
        startText(run.startedAt), run.name.isEmpty() ? run.id.left(8) : text::neutralised(run.name, 40));
}

} // namespace

ComparisonDialog::ComparisonDialog(std::shared_ptr<const RunComparison> comparison, QWidget *parent)
    : QDialog(parent)
    , m_comparison(std::move(comparison))
{
    setObjectName(QStringLiteral("comparisonDialog"));
    setWindowTitle(tr("Two runs compared"));
    resize(fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 28);
    m_summary = new QLabel(this);
    m_summary->setObjectName(QStringLiteral("comparisonSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_tasks = new QTreeWidget(this);
    m_tasks->setObjectName(QStringLiteral("comparisonTasks"));
    m_tasks->setAccessibleName(tr("Hosts that differ"));
    m_tasks->setRootIsDecorated(false);
    m_tasks->setUniformRowHeights(true);
    m_tasks->setHeaderLabels({tr("Host"), tr("Item"), titleOf(m_comparison->before.overview),
                              titleOf(m_comparison->after.overview), tr("Output")});
    auto *everything = new QCheckBox(tr("Show what is the &same, too"), this);
    connect(everything, &QCheckBox::toggled, this, &ComparisonDialog::fill);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(m_tasks, 1);
    layout->addWidget(everything);
    layout->addWidget(buttons);
    fill(false);
}

void ComparisonDialog::fill(bool isEverythingShown)
{
    m_tasks->clear();
    QList<QTreeWidgetItem *> items;
    int outcomes = 0;
    int outputs = 0;
    int onlyOnce = 0;
    for (const report::TaskComparison &task : m_comparison->tasks.tasks) {
        outcomes += task.isOutcomeChanged;
        outputs += task.isOutputChanged;
        onlyOnce += !task.before || !task.after;
        if (!isEverythingShown && !task.isChanged())
            continue;
        const bool isKnown = m_comparison->tasks.isOutputKnown && task.before && task.after;
        items << new QTreeWidgetItem(
            {text::neutralised(task.subject.host), text::neutralised(task.subject.item),
             statusOf(m_comparison->before, task.before), statusOf(m_comparison->after, task.after),
             task.isOutputChanged ? tr("differs")
             : isKnown            ? tr("the same")
                                  : QString()});
    }
    m_tasks->addTopLevelItems(items);
    for (int column = 0; column + 1 < m_tasks->columnCount(); ++column)
        m_tasks->resizeColumnToContents(column);
    QString summary = tr("%1 ended differently, %2 printed something else, %3 are in one of the runs only.")
                          .arg(text::count(outcomes), text::count(outputs), text::count(onlyOnce));
    if (!m_comparison->tasks.isOutputKnown)
        summary += u' ' + tr("The output of one of the runs is gone, and was not compared.");
    m_summary->setText(summary);
}

} // namespace regatta::ui
