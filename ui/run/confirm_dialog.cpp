#include "ui/run/confirm_dialog.h"

#include "ui/run/environment_badge.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace regatta::ui {

namespace {

constexpr int mostNamesShown = 5;

QLabel *plainLabel(const QString &text, const char *name = "")
{
    auto *label = new QLabel(text::neutralised(text));
    label->setObjectName(QString::fromLatin1(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QString listed(const QStringList &names)
{
    QString text = names.mid(0, mostNamesShown).join(QStringLiteral(", "));
    if (names.size() > mostNamesShown)
        text += ConfirmDialog::tr(" and %1 more").arg(text::count(names.size() - mostNamesShown));
    return names.isEmpty() ? ConfirmDialog::tr("none") : text;
}

} // namespace

ConfirmDialog::ConfirmDialog(Confirmation confirmation, QWidget *parent)
    : QDialog(parent)
    , m_confirmation(std::move(confirmation))
{
    setObjectName(QStringLiteral("confirmDialog"));
    setWindowTitle(tr("Run this?"));
    setMinimumWidth(fontMetrics().averageCharWidth() * 80);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(makeHead());
    layout->addWidget(makeCaption());
    layout->addWidget(makeCommands());
    layout->addLayout(makeFacts());
    if (m_confirmation.needsReview)
        layout->addWidget(makeReview());
    if (m_confirmation.asksForNumber)
        layout->addWidget(makeNumberField());
    layout->addWidget(makeButtons());
    allowIfSatisfied();
    focusWhatIsToBeDone();
}

QWidget *ConfirmDialog::makeHead()
{
    auto *head = new QWidget(this);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    QLabel *title = plainLabel(m_confirmation.title.isEmpty() ? tr("New job") : m_confirmation.title);
    QFont font = title->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.2);
    title->setFont(font);
    auto *badge = new EnvironmentBadge(head);
    badge->setEnvironment(m_confirmation.environment);
    layout->addWidget(title, 1);
    layout->addWidget(badge);
    return head;
}

QWidget *ConfirmDialog::makeCaption()
{
    auto *caption = new QWidget(this);
    auto *layout = new QHBoxLayout(caption);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *preview = new QPushButton(tr("&Preview…"), caption);
    preview->setObjectName(QStringLiteral("confirmPreview"));
    preview->setToolTip(tr("Every task's command line"));
    preview->setProperty("link", true);
    connect(preview, &QPushButton::clicked, this, &ConfirmDialog::previewRequested);
    layout->addWidget(plainLabel(captionText(), "confirmCaption"), 1);
    layout->addWidget(preview);
    return caption;
}

QString ConfirmDialog::captionText() const
{
    const QString tasks = text::count(m_confirmation.tasks);
    if (m_confirmation.tasks == 1)
        return tr("The only task runs:");
    if (m_confirmation.differentCommands == 1)
        return tr("Each of the %1 tasks runs:").arg(tasks);
    return tr("The first of %1 tasks with %2 different commands runs:")
        .arg(tasks, text::count(m_confirmation.differentCommands));
}

QWidget *ConfirmDialog::makeCommands()
{
    const QString lines = text::neutralisedLines(m_confirmation.commands.join(u'\n'));
    auto *commands = new QPlainTextEdit(lines, this);
    commands->setObjectName(QStringLiteral("confirmCommands"));
    commands->setAccessibleName(tr("Command for the first target"));
    commands->setReadOnly(true);
    commands->setTabChangesFocus(true);
    commands->setFont(monospaceFont());
    const int height = std::clamp(int(lines.count(u'\n')) + 3, 4, 8);
    commands->setFixedHeight(QFontMetrics(commands->font()).lineSpacing() * height + 18);
    return commands;
}

QFormLayout *ConfirmDialog::makeFacts()
{
    auto *facts = new QFormLayout;
    facts->setLabelAlignment(Qt::AlignRight);
    if (!m_confirmation.afterFailure.isEmpty())
        facts->addRow(tr("Only after a failure"),
                      plainLabel(listed(m_confirmation.afterFailure), "confirmAfterFailure"));
    facts->addRow(tr("Targets"), plainLabel(text::count(m_confirmation.targets), "confirmTargets"));
    facts->addRow(tr("Tasks"), plainLabel(text::count(m_confirmation.tasks)));
    facts->addRow(tr("Parallel"), plainLabel(parallelText(), "confirmParallel"));
    facts->addRow(tr("First"), plainLabel(m_confirmation.firstTarget));
    facts->addRow(tr("Last"), plainLabel(m_confirmation.lastTarget));
    if (!m_confirmation.waves.empty())
        facts->addRow(tr("Waves"), plainLabel(wavesText(), "confirmWaves"));
    if (const QString limits = limitsText(); !limits.isEmpty())
        facts->addRow(tr("Stops after"), plainLabel(limits, "confirmFailures"));
    if (m_confirmation.isRetry) {
        facts->addRow(tr("Before"), plainLabel(tr("A retry: the other tasks of that run are left alone.")));
    } else if (m_confirmation.isAgain) {
        facts->addRow(tr("Before"), plainLabel(tr("The very same targets and command lines as in that run."),
                                               "confirmAgain"));
    } else if (!m_confirmation.added) {
        facts->addRow(tr("Before"), plainLabel(tr("No earlier run of this profile is known.")));
    } else if (m_confirmation.added->isEmpty() && m_confirmation.removed->isEmpty()) {
        facts->addRow(tr("Before"), plainLabel(tr("The same targets as in the last run.")));
    } else {
        facts->addRow(tr("Added"), plainLabel(listed(*m_confirmation.added), "confirmAdded"));
        facts->addRow(tr("Removed"), plainLabel(listed(*m_confirmation.removed), "confirmRemoved"));
    }
    return facts;
}

QString ConfirmDialog::parallelText() const
{
    const QString wanted = m_confirmation.parallel == 0
                               ? tr("all at once")
                               : tr("at most %1 at once").arg(text::count(m_confirmation.parallel));
    if (!m_confirmation.isShortOfConnections())
        return wanted;
    return tr("%1; only %2 hosts at a time can be connected here, for want of descriptors "
              "(see \"ulimit -n\") or memory: the others wait for their turn")
        .arg(wanted, text::count(m_confirmation.mostConnected));
}

QString ConfirmDialog::wavesText() const
{
    QStringList sizes;
    for (const int size : m_confirmation.waves)
        sizes << text::count(size);
    const QString waves = tr("%1 targets, one wave after the other").arg(listed(sizes));
    return m_confirmation.approvesWaves ? tr("%1; asks in between").arg(waves) : waves;
}

QString ConfirmDialog::limitsText() const
{
    QStringList limits;
    if (!m_confirmation.stopAfterFailures.isEmpty())
        limits << failuresText();
    if (!m_confirmation.stopAfterUnreachable.isEmpty())
        limits << tr("%1 unreachable").arg(m_confirmation.stopAfterUnreachable);
    const QString words = limits.join(tr(" or "));
    const bool isPerWave = m_confirmation.failuresPerWave && !m_confirmation.waves.empty();
    return words.isEmpty() || !isPerWave ? words : tr("%1 in one wave").arg(words);
}

QString ConfirmDialog::failuresText() const
{
    bool isNumber = false; // or a percentage
    const int number = m_confirmation.stopAfterFailures.toInt(&isNumber);
    return isNumber ? tr("%Ln failure(s)", nullptr, number)
                    : tr("%1 failures").arg(m_confirmation.stopAfterFailures);
}

QWidget *ConfirmDialog::makeReview()
{
    m_reviewed = new QCheckBox(
        tr("This file was not saved by your Regatta. I have re&viewed its commands and targets."), this);
    m_reviewed->setObjectName(QStringLiteral("confirmReviewed"));
    connect(m_reviewed, &QCheckBox::toggled, this, &ConfirmDialog::allowIfSatisfied);
    return m_reviewed;
}

QWidget *ConfirmDialog::makeNumberField()
{
    auto *field = new QWidget(this);
    auto *layout = new QHBoxLayout(field);
    layout->setContentsMargins(0, 0, 0, 0);
    m_number = new QLineEdit(field);
    m_number->setObjectName(QStringLiteral("confirmNumber"));
    auto *label = new QLabel(tr("Type the &number of targets to go on:"), field);
    label->setBuddy(m_number);
    connect(m_number, &QLineEdit::textChanged, this, &ConfirmDialog::allowIfSatisfied);
    layout->addWidget(label);
    layout->addWidget(m_number, 1);
    return field;
}

QWidget *ConfirmDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_run = buttons->addButton(tr("&Run on %1 targets").arg(text::count(m_confirmation.targets)),
                               QDialogButtonBox::AcceptRole);
    if (m_confirmation.targets == 1)
        m_run->setText(tr("&Run on 1 target"));
    m_run->setObjectName(QStringLiteral("confirmRun"));
    m_run->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

void ConfirmDialog::focusWhatIsToBeDone()
{
    if (m_reviewed)
        m_reviewed->setFocus();
    else if (m_number)
        m_number->setFocus();
    else
        m_run->setFocus();
}

void ConfirmDialog::allowIfSatisfied()
{
    if (m_run)
        m_run->setEnabled(m_confirmation.isSatisfiedBy(m_number ? m_number->text() : QString(),
                                                       m_reviewed && m_reviewed->isChecked()));
}

} // namespace regatta::ui
