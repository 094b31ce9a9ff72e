#include "ui/history/comparison_dialog.h"

#include "ui/history/history_model.h"
#include "ui/text/history_words.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"
#include "ui/theme/dialog_size.h"
#include "ui/theme/symbols.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

namespace regatta::ui {

namespace {

enum ComparisonColumn { OfHost, OfItem, OfBefore, OfAfter, OfOutput, ComparisonColumnCount };

QString statusOf(const history::RunRecord &run, const std::optional<model::TaskId> &task)
{
    if (!task)
        return ComparisonDialog::tr("not there");
    const history::TaskRecord &record = run.tasks[task->value];
    const QString status = text::statusName(record);
    const QString reason = text::shortReason(record);
    const bool saysMore = !reason.isEmpty() && reason.compare(status, Qt::CaseInsensitive) != 0;
    return saysMore ? ComparisonDialog::tr("%1 (%2)").arg(status, reason) : status;
}

QString nameOf(const history::RunOverview &run)
{
    return run.name.isEmpty() ? run.id.left(8) : text::neutralised(run.name, 40);
}

QTableWidgetItem *headingOf(const history::RunOverview &run)
{
    auto *heading = new QTableWidgetItem(startText(run.startedAt));
    heading->setToolTip(
        QStringLiteral("<qt>%1</qt>")
            .arg(ComparisonDialog::tr("%1, %2").arg(startText(run.startedAt), nameOf(run)).toHtmlEscaped()));
    return heading;
}

} // namespace

ComparisonDialog::ComparisonDialog(std::shared_ptr<const RunComparison> comparison, QWidget *parent)
    : QDialog(parent)
    , m_comparison(std::move(comparison))
    , m_names(m_comparison->tasks)
{
    setObjectName(QStringLiteral("comparisonDialog"));
    setWindowTitle(tr("Two runs compared"));
    resizeOnScreen(*this, {fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 28});
    m_summary = new QLabel(this);
    m_summary->setObjectName(QStringLiteral("comparisonSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    makeTable();
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

void ComparisonDialog::makeTable()
{
    m_tasks = new QTableWidget(0, ComparisonColumnCount, this);
    m_tasks->setObjectName(QStringLiteral("comparisonTasks"));
    m_tasks->setAccessibleName(tr("Hosts that differ"));
    m_tasks->setHorizontalHeaderLabels({tr("Host"), tr("Item"), {}, {}, tr("Output")});
    m_tasks->setHorizontalHeaderItem(OfBefore, headingOf(m_comparison->before.overview));
    m_tasks->setHorizontalHeaderItem(OfAfter, headingOf(m_comparison->after.overview));
    m_tasks->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tasks->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_tasks->setShowGrid(false);
    m_tasks->setWordWrap(false);
    m_tasks->setTabKeyNavigation(false);
    m_tasks->setAlternatingRowColors(true);
    m_tasks->verticalHeader()->hide();
    m_tasks->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_tasks->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 9 / 5);
    m_tasks->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_tasks->horizontalHeader()->setHighlightSections(false);
    m_tasks->horizontalHeader()->setStretchLastSection(true);
}

void ComparisonDialog::fill(bool isEverythingShown)
{
    m_tasks->clearContents();
    m_tasks->setRowCount(int(m_comparison->tasks.tasks.size())); // at once: row by row is slow
    int row = 0;
    int outcomes = 0;
    int outputs = 0;
    int onlyOnce = 0;
    for (const report::TaskComparison &task : m_comparison->tasks.tasks) {
        outcomes += task.isOutcomeChanged;
        outputs += task.isOutputChanged;
        onlyOnce += !task.before || !task.after;
        if (isEverythingShown || task.isChanged())
            setRow(row++, task);
    }
    m_tasks->setRowCount(row);
    m_tasks->resizeColumnsToContents();
    QString summary = tr("%1 ended differently, %2 printed something else, %3 in one of the runs only.")
                          .arg(text::count(outcomes), text::count(outputs), text::count(onlyOnce));
    if (const QString gaps = text::comparisonGaps(m_comparison->tasks); !gaps.isEmpty())
        summary += u' ' + gaps;
    m_summary->setText(summary);
}

void ComparisonDialog::setRow(int row, const report::TaskComparison &task)
{
    m_tasks->setItem(row, OfHost, new QTableWidgetItem(text::neutralised(m_names.hostOf(task.subject))));
    m_tasks->setItem(row, OfItem, new QTableWidgetItem(text::neutralised(task.subject.item)));
    setStatus(row, OfBefore, m_comparison->before, task.before);
    setStatus(row, OfAfter, m_comparison->after, task.after);
    const bool isKnown = m_comparison->tasks.isOutputKnown && task.before && task.after;
    const QString same = isKnown ? tr("the same") : QString();
    m_tasks->setItem(row, OfOutput, new QTableWidgetItem(task.isOutputChanged ? tr("differs") : same));
}

void ComparisonDialog::setStatus(int row, int column, const history::RunRecord &run,
                                 const std::optional<model::TaskId> &task)
{
    auto *item = new QTableWidgetItem(statusOf(run, task));
    if (task) {
        const history::TaskRecord &record = run.tasks[task->value];
        const auto outcome = record.result ? std::optional(record.result->outcome) : std::nullopt;
        const StatusLook look = lookOf(Theme::of(palette()), record.state, outcome);
        item->setIcon(symbolIcon(look.symbol, look.color));
    }
    m_tasks->setItem(row, column, item);
}

} // namespace regatta::ui
