#include "ui/run/details_view.h"

#include "ui/text/names.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"
#include "ui/theme/theme.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace regatta::ui {

namespace {

QString between(const std::optional<base::Instant> &from, const std::optional<base::Instant> &to,
                base::Instant now)
{
    return from ? text::duration(to.value_or(now) - *from) : QString();
}

void addPart(QStringList &parts, const QString &pattern, const QString &value)
{
    if (!value.isEmpty())
        parts << pattern.arg(value);
}

/// Insists on the height of its lines: a form goes on with heights from before its rows came and went.
class WrappedText : public QLabel
{
public:
    explicit WrappedText(QWidget *parent)
        : QLabel(parent)
    {
        setTextFormat(Qt::PlainText);
        setWordWrap(true);
        setAlignment(Qt::AlignLeft | Qt::AlignTop); // beside its caption
        setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        setMinimumWidth(1); // a long host name must not push the rest out of sight
    }

    void keepHeight()
    {
        setMinimumHeight(0); // a label's height for a width is never less than what it insists on already
        setMinimumHeight(std::max(0, heightForWidth(width())));
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QLabel::resizeEvent(event);
        keepHeight();
    }
};

} // namespace

DetailsView::DetailsView(const RunModel &tasks, QWidget *parent)
    : QScrollArea(parent)
    , m_tasks(tasks)
{
    setObjectName(QStringLiteral("detailsView"));
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    auto *content = new QWidget(this);
    content->setObjectName(QStringLiteral("detailsContent"));
    auto *layout = new QVBoxLayout(content);
    m_hint = new QLabel(content);
    m_hint->setObjectName(QStringLiteral("detailsHint"));
    m_page = new QWidget(content);
    m_form = new QFormLayout(m_page);
    m_form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    const std::array labels = {tr("Task"),    tr("State"), tr("Why"),    tr("What to do"),
                               tr("Command"), tr("Times"), tr("Output"), tr("Where")};
    static_assert(labels.size() == FieldCount);
    for (int field = 0; field < FieldCount; ++field) {
        m_fields[field] = new WrappedText(m_page);
        m_form->addRow(labels[field], m_fields[field]);
        m_form->labelForField(m_fields[field])->setProperty("caption", true);
    }
    m_fields[Command]->setFont(monospaceFont());
    layout->addWidget(m_hint);
    layout->addWidget(m_page);
    layout->addStretch();
    setWidget(content);
    connect(&tasks, &RunModel::dataChanged, this, &DetailsView::refreshIfItIsAmong);
    connect(&tasks, &RunModel::modelReset, this, [this] { setTasks({}); });
    setTasks({});
}

void DetailsView::setPlan(std::optional<engine::RunPlan> plan)
{
    m_plan = std::move(plan);
    refresh();
}

void DetailsView::setTasks(const std::vector<model::TaskId> &tasks)
{
    m_selected = tasks.size();
    m_task = tasks.size() == 1 ? std::optional(tasks.front()) : std::nullopt;
    refresh();
}

void DetailsView::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    refresh();
}

void DetailsView::refreshIfItIsAmong(const QModelIndex &first, const QModelIndex &last)
{
    if (m_task && isVisible() && first.row() <= int(m_task->value) && int(m_task->value) <= last.row())
        refresh();
}

void DetailsView::refresh()
{
    m_page->setVisible(m_task.has_value());
    m_hint->setVisible(!m_task);
    if (!m_task) {
        m_hint->setText(m_selected == 0 ? tr("Select a task in the table to see everything about it.")
                                        : tr("%1 tasks are selected. Select one to see everything about it.")
                                              .arg(text::count(qint64(m_selected))));
        return;
    }
    const TaskRow &row = m_tasks.row(int(m_task->value));
    set(Task, row.item.isEmpty() ? row.host : tr("%1, %2").arg(row.host, row.item));
    set(Status, text::statusName(row.state, row.outcome));
    model::AttemptResult result;
    result.outcome = row.outcome.value_or(model::Outcome::Succeeded);
    result.exitCode = row.exitCode;
    result.signal = row.signal;
    set(Why, row.error ? text::whatHappened(*row.error) : text::shortReason(result));
    set(Next, row.error ? text::whatToDo(*row.error) : QString());
    set(Command, commandText(row));
    set(Times, timesText(row));
    const QString bytes = tr("%1 byte(s)", nullptr, text::plural(row.bytes)).arg(text::count(row.bytes));
    set(Amount, row.firstStarted ? bytes : QString());
    set(Place, placeText(row));
    m_form->invalidate();
    m_page->updateGeometry();
}

void DetailsView::set(Field field, const QString &text)
{
    m_fields[field]->setText(text);
    if (field == Task)
        m_fields[field]->setToolTip(QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped()));
    m_form->setRowVisible(m_fields[field], !text.isEmpty());
    static_cast<WrappedText *>(m_fields[field])->keepHeight();
}

QString DetailsView::commandText(const TaskRow &row) const
{
    if (!m_plan)
        return {};
    QStringList lines;
    const int steps = int(m_plan->manifest()->profile.steps.size());
    for (int step = 0; step < steps; ++step)
        lines << text::neutralised(
            m_plan->shownLine(*m_task, step, row.attempt, row.slot.value_or(model::Slot{})), 2000);
    return lines.join(u'\n');
}

QString DetailsView::timesText(const TaskRow &row) const
{
    QStringList parts;
    const base::Instant now = m_tasks.now();
    const auto waited = m_tasks.waited(row, now);
    const model::AttemptTimes &times = row.times;
    addPart(parts, tr("waited %1"), waited ? text::duration(*waited) : QString());
    addPart(parts, tr("connected in %1"),
            times.authenticating ? between(times.started, times.authenticating, now) : QString());
    addPart(parts, tr("logged in in %1"),
            times.running ? between(times.authenticating, times.running, now) : QString());
    addPart(parts, row.isFinished() ? tr("ran for %1") : tr("running for %1"),
            between(times.running, times.finished, now));
    return parts.join(QStringLiteral(" · "));
}

QString DetailsView::placeText(const TaskRow &row) const
{
    QStringList parts;
    if (row.slot)
        parts << tr("slot %1, try %2").arg(row.slot->value).arg(row.attempt);
    if (row.route)
        parts << tr("as %1").arg(text::neutralised(model::address(row.route->reachedAs)));
    if (row.route && !row.route->reason.isEmpty())
        parts << tr("with the ssh program, because of \"%1\" in the ssh configuration")
                     .arg(text::neutralised(row.route->reason));
    return parts.join(QStringLiteral(" · "));
}

} // namespace regatta::ui
