#include "ui/run/run_header.h"

#include "core/engine/step_template.h"
#include "ui/run/command_line.h"
#include "ui/run/environment_badge.h"
#include "ui/run/run_actions.h"
#include "ui/run/summary_label.h"
#include "ui/text/names.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"
#include "ui/theme/symbols.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

namespace regatta::ui {

namespace {

/// More at once than any host or list has sense for; 0 stands for all.
constexpr int mostParallel = 100'000;

/// In average characters: with less, buttons make room for the command.
constexpr int leastWidthForWords = 110;

constexpr auto iconOnly = "iconOnly";

QString itemWord(const model::Manifest &manifest)
{
    const auto &matrix = manifest.profile.matrix;
    const bool isMany = manifest.items.size() != 1;
    if (matrix.size() == 1 && !matrix.first().name.endsWith(u's'))
        return isMany ? RunHeader::tr("%1s", "the plural of a matrix axis").arg(matrix.first().name)
                      : matrix.first().name;
    return isMany ? RunHeader::tr("items") : RunHeader::tr("item");
}

} // namespace

QString planSummary(const model::Manifest &manifest)
{
    const QString targets = RunHeader::tr("%1 %2").arg(
        text::count(manifest.targets.size()),
        manifest.targets.size() == 1 ? RunHeader::tr("target") : RunHeader::tr("targets"));
    const qint64 count = qint64(manifest.taskCount());
    const QString tasks = RunHeader::tr("%1 %2").arg(text::count(count), count == 1 ? RunHeader::tr("task")
                                                                                    : RunHeader::tr("tasks"));
    if (manifest.profile.matrix.isEmpty() || count != manifest.targets.size() * manifest.items.size())
        return manifest.targets.size() == count ? targets : RunHeader::tr("%1, %2").arg(targets, tasks);
    return RunHeader::tr("%1 × %2 %3 = %4")
        .arg(targets, text::count(manifest.items.size()), itemWord(manifest), tasks);
}

QPushButton *buttonFor(QAction &action, const char *name, QWidget *parent)
{
    auto *button = new QPushButton(parent);
    button->setObjectName(QString::fromLatin1(name));
    const auto follow = [button, &action] {
        const QString text = action.iconText();
        button->setText(button->property(iconOnly).toBool() ? QString() : text);
        button->setAccessibleName(text);
        button->setToolTip(action.toolTip());
        button->setEnabled(action.isEnabled());
        button->setCheckable(action.isCheckable());
        button->setChecked(action.isChecked());
    };
    follow();
    QObject::connect(&action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, &action, &QAction::trigger);
    return button;
}

RunHeader::RunHeader(RunActions &actions, QWidget *parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("runHeader"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 12);
    layout->addWidget(makeTitle(actions));
    layout->addWidget(makeControls(actions));
}

QWidget *RunHeader::makeTitle(RunActions &actions)
{
    auto *title = new QWidget(this);
    auto *layout = new QHBoxLayout(title);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);

    m_name = new QLabel(title);
    m_name->setObjectName(QStringLiteral("profileName"));
    m_name->setTextFormat(Qt::PlainText);
    QFont large = m_name->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    m_name->setFont(large);
    m_badge = new EnvironmentBadge(title);
    m_summary = new SummaryLabel(title);
    m_summary->setObjectName(QStringLiteral("planSummary"));

    m_review = new QLabel(tr("review before first run"), title);
    m_review->setObjectName(QStringLiteral("reviewMark"));
    m_review->setToolTip(tr("This file was not saved by your Regatta, or has been changed since."));
    m_review->hide();

    layout->addWidget(m_name);
    layout->addWidget(m_badge);
    layout->addWidget(m_review);
    QPushButton *edit = buttonFor(actions.edit, "editButton", title);
    edit->setProperty("link", true);
    layout->addWidget(edit);
    layout->addWidget(m_summary, 1);
    // A long name is cut off rather than making the window wider than the screen.
    m_name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_name->setMinimumWidth(1);
    return title;
}

QWidget *RunHeader::makeCommand(RunActions &actions)
{
    auto *frame = new QFrame(this);
    frame->setObjectName(QStringLiteral("commandFrame"));
    auto *layout = new QHBoxLayout(frame);
    layout->setContentsMargins(2, 0, 2, 0);
    layout->setSpacing(0);
    m_command = new CommandLine(actions.editCommand, frame);
    QPushButton *preview = buttonFor(actions.preview, "previewButton", frame);
    preview->setProperty("link", true);
    layout->addWidget(m_command, 1);
    layout->addWidget(preview);
    m_preview = preview;
    return frame;
}

QWidget *RunHeader::makeControls(RunActions &actions)
{
    auto *controls = new QWidget(this);
    auto *layout = new QHBoxLayout(controls);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);

    m_parallel = new QSpinBox(controls);
    m_parallel->setObjectName(QStringLiteral("parallelSpin"));
    m_parallel->setRange(0, mostParallel);
    m_parallel->setSpecialValueText(tr("all"));
    m_parallel->setKeyboardTracking(false);
    m_parallel->setToolTip(tr("How many tasks may run at once; works during the run"));
    connect(m_parallel, &QSpinBox::valueChanged, this, &RunHeader::parallelChosen);
    auto *label = new QLabel(tr("Para&llel"), controls);
    label->setBuddy(m_parallel);

    layout->addWidget(makeCommand(actions), 1);
    layout->addSpacing(8);
    layout->addWidget(label);
    layout->addWidget(m_parallel);
    layout->addSpacing(4);
    m_parallel->setMaximumWidth(fontMetrics().averageCharWidth() * 13);
    QPushButton *pause = buttonFor(actions.pause, "pauseButton", controls);
    QPushButton *stop = buttonFor(actions.stopAll, "stopButton", controls);
    m_run = buttonFor(actions.run, "runButton", controls);
    pause->setIcon(symbolIcon(Symbol::Bars, &Theme::text));
    stop->setIcon(symbolIcon(Symbol::Square, &Theme::vermillion));
    m_run->setIcon(symbolIcon(Symbol::Triangle, &Theme::onAccent));
    for (QPushButton *button : {pause, stop, m_run})
        layout->addWidget(button);
    m_shrinking = {pause, stop};
    return controls;
}

void RunHeader::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    const bool isNarrow = width() < fontMetrics().averageCharWidth() * leastWidthForWords;
    for (QPushButton *button : m_shrinking) {
        button->setProperty(iconOnly, isNarrow);
        button->setText(isNarrow ? QString() : button->accessibleName());
    }
    m_preview->setHidden(isNarrow); // the menu has it too
}

QSize RunHeader::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 78, QFrame::minimumSizeHint().height()};
}

void RunHeader::showCommon(const model::Profile &profile)
{
    const QString name = text::jobName(profile.name, m_file);
    m_name->setText(name.isEmpty() ? tr("New job") : name);
    m_name->setToolTip(m_name->text());
    m_badge->setEnvironment(profile.environment);
    m_command->setText(text::neutralised(engine::writtenLine(profile.steps), 2000));
    m_command->setCursorPosition(0);
}

void RunHeader::showPlan(const model::Profile &profile, const engine::RunPlan &plan, const QString &note)
{
    showCommon(profile);
    QStringList parts{planSummary(*plan.manifest())};
    if (!note.isEmpty())
        parts << note;
    if (const auto &twice = plan.notes().duplicates; !twice.isEmpty())
        parts << tr("%1 named twice, run once").arg(text::neutralised(twice.join(QStringLiteral(", ")), 80));
    m_summary->showWords(parts.join(QStringLiteral(" · ")));
}

void RunHeader::showProblems(const model::Profile &profile, const QStringList &sentences)
{
    showCommon(profile);
    if (profile == model::Profile{})
        m_summary->showWords(tr("No hosts and no command yet"));
    else
        m_summary->showProblems(sentences);
}

void RunHeader::setNeedsReview(bool needsReview)
{
    m_review->setVisible(needsReview);
}

void RunHeader::setRunButtonVisible(bool isVisible)
{
    m_run->setVisible(isVisible);
}

void RunHeader::setParallel(int parallel)
{
    const QSignalBlocker blocker(m_parallel);
    m_parallel->setValue(parallel);
}

} // namespace regatta::ui
