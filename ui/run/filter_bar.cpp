#include "ui/run/filter_bar.h"

#include "ui/run/run_actions.h"
#include "ui/text/numbers.h"
#include "ui/theme/symbols.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace regatta::ui {

namespace {

struct ChipSetUp
{
    StatusGroup group;
    const char *name;
    Symbol symbol;
    QColor Theme::*color;
    const char *text;
};

constexpr std::array chips = {
    ChipSetUp{StatusGroup::Running, "runningChip", Symbol::Triangle, &Theme::blue,
              QT_TRANSLATE_NOOP("regatta::ui::FilterBar", "%1 running")},
    ChipSetUp{StatusGroup::Queued, "queuedChip", Symbol::Ring, &Theme::grey,
              QT_TRANSLATE_NOOP("regatta::ui::FilterBar", "%1 queued")},
    ChipSetUp{StatusGroup::Succeeded, "succeededChip", Symbol::Check, &Theme::green,
              QT_TRANSLATE_NOOP("regatta::ui::FilterBar", "%1 succeeded")},
    ChipSetUp{StatusGroup::Failed, "failedChip", Symbol::Cross, &Theme::vermillion,
              QT_TRANSLATE_NOOP("regatta::ui::FilterBar", "%1 failed")},
    ChipSetUp{StatusGroup::Unreachable, "unreachableChip", Symbol::Break, &Theme::orange,
              QT_TRANSLATE_NOOP("regatta::ui::FilterBar", "%1 unreachable")},
    ChipSetUp{StatusGroup::Unverified, "unverifiedChip", Symbol::Question, &Theme::orange,
              QT_TRANSLATE_NOOP("regatta::ui::FilterBar", "%1 may still run")},
    ChipSetUp{StatusGroup::Stopped, "stoppedChip", Symbol::Square, &Theme::grey,
              QT_TRANSLATE_NOOP("regatta::ui::FilterBar", "%1 stopped")},
};

constexpr int leastWords = 14; ///< characters that the field for words keeps
constexpr int mostWords = 40;

/// Most runs are never stopped: such a chip appears with the first task that was.
bool isRare(StatusGroup group)
{
    return group == StatusGroup::Stopped || group == StatusGroup::Unverified;
}

/// In a place of a fixed size: the layout of the whole window would be worked out anew with each number.
void say(QPushButton &button, const QString &text)
{
    button.setText(text);
    const QSize wanted = button.sizeHint();
    const int step = button.fontMetrics().averageCharWidth(); // digits differ a little
    button.setFixedSize((wanted.width() + step - 1) / step * step, wanted.height());
}

int widthWith(const QPushButton &button, const QString &text)
{
    const QFontMetrics metrics = button.fontMetrics();
    return button.sizeHint().width() - metrics.horizontalAdvance(button.text()) +
           metrics.horizontalAdvance(text);
}

} // namespace

FilterBar::FilterBar(RunActions &actions, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("filterBar"));
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 4, 16, 8);
    layout->setSpacing(6);

    m_words = new QLineEdit(this);
    m_words->setObjectName(QStringLiteral("filterWords"));
    m_words->setPlaceholderText(tr("Filter hosts, output, errors (%1)")
                                    .arg(actions.filter.shortcut().toString(QKeySequence::NativeText)));
    m_words->setAccessibleName(tr("Filter"));
    m_words->setClearButtonEnabled(true);
    m_words->setMaximumWidth(fontMetrics().averageCharWidth() * mostWords);
    m_words->setMinimumWidth(fontMetrics().averageCharWidth() * leastWords);
    connect(m_words, &QLineEdit::textChanged, this, &FilterBar::wordsChanged);
    layout->addWidget(m_words, 3);

    auto *exclusive = new QButtonGroup(this);
    m_all = makeChip("allChip");
    m_all->setChecked(true);
    connect(m_all, &QPushButton::clicked, this, [this] { choose(std::nullopt); });
    exclusive->addButton(m_all);
    layout->addWidget(m_all);
    for (const ChipSetUp &chip : chips) {
        QPushButton *button = makeChip(chip.name);
        connect(button, &QPushButton::clicked, this, [this, group = chip.group] { choose(group); });
        button->setIcon(symbolIcon(chip.symbol, chip.color));
        exclusive->addButton(button);
        layout->addWidget(button);
        m_chips[size_t(chip.group)] = button;
    }
    m_stragglers = makeChip("stragglersChip");
    m_stragglers->setIcon(symbolIcon(Symbol::Hourglass, &Theme::orange));
    connect(m_stragglers, &QPushButton::clicked, this, &FilterBar::chooseStragglers);
    exclusive->addButton(m_stragglers);
    layout->addWidget(m_stragglers);
    layout->addStretch(1);
    m_retry = makeRetryButton(actions);
    layout->addWidget(m_retry);
    showCounts({});
}

QPushButton *FilterBar::makeChip(const char *name)
{
    auto *chip = new QPushButton(this);
    chip->setObjectName(QString::fromLatin1(name));
    chip->setProperty("chip", true);
    chip->setCheckable(true);
    return chip;
}

QPushButton *FilterBar::makeRetryButton(RunActions &actions)
{
    auto *button = new QPushButton(tr("Retry"), this);
    button->setObjectName(QStringLiteral("retryButton"));
    button->setProperty("link", true);
    auto *menu = new QMenu(button);
    for (QAction *retry : actions.retries())
        menu->addAction(retry);
    button->setMenu(menu);
    const auto follow = [button, retries = actions.retries()] {
        button->setEnabled(std::any_of(retries.begin(), retries.end(),
                                       [](const QAction *retry) { return retry->isEnabled(); }));
    };
    for (const QAction *retry : actions.retries())
        connect(retry, &QAction::changed, button, follow);
    follow();
    return button;
}

void FilterBar::choose(std::optional<StatusGroup> group, bool onlyStragglers)
{
    if (std::exchange(m_group, group) != group)
        Q_EMIT groupChanged(group);
    if (std::exchange(m_onlyStragglers, onlyStragglers) != onlyStragglers)
        Q_EMIT stragglersChosen(onlyStragglers);
}

void FilterBar::chooseStragglers()
{
    m_stragglers->setChecked(true);
    choose(std::nullopt, true);
}

void FilterBar::showCounts(const RunCounts &counts)
{
    m_counts = counts;
    say(*m_all, tr("All %1").arg(text::count(counts.total())));
    const bool isNarrow = widthOfWords() > width();
    for (const ChipSetUp &chip : chips) {
        QPushButton &button = *m_chips[size_t(chip.group)];
        const QString number = text::count(counts[chip.group]);
        const QString words = tr(chip.text).arg(number);
        say(button, isNarrow ? number : words);
        button.setToolTip(isNarrow ? words : QString());
        button.setAccessibleName(words);
        const bool isOptional = isNarrow || isRare(chip.group);
        button.setVisible(!isOptional || counts[chip.group] > 0 || button.isChecked());
    }
    const QString stragglers = stragglersText();
    say(*m_stragglers, isNarrow ? text::count(counts.stragglers) : stragglers);
    m_stragglers->setToolTip(tr("Running, but silent or much slower than is usual"));
    m_stragglers->setAccessibleName(stragglers);
    m_stragglers->setVisible(counts.stragglers > 0 || m_stragglers->isChecked());
}

int FilterBar::widthOfWords() const
{
    const QMargins margins = layout()->contentsMargins();
    int all = margins.left() + margins.right() + m_words->minimumWidth() + m_all->sizeHint().width() +
              m_retry->sizeHint().width() + 3 * layout()->spacing();
    for (const ChipSetUp &chip : chips) {
        const QPushButton &button = *m_chips[size_t(chip.group)];
        if (!isRare(chip.group) || m_counts[chip.group] > 0)
            all +=
                widthWith(button, tr(chip.text).arg(text::count(m_counts[chip.group]))) + layout()->spacing();
    }
    if (m_counts.stragglers > 0)
        all += widthWith(*m_stragglers, stragglersText()) + layout()->spacing();
    return all;
}

QString FilterBar::stragglersText() const
{
    return tr("%1 straggling").arg(text::count(m_counts.stragglers));
}

QSize FilterBar::minimumSizeHint() const
{
    // The chips give up their words, and then their places, before the window gets too wide for the screen.
    return {fontMetrics().averageCharWidth() * 60, QWidget::minimumSizeHint().height()};
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showCounts(m_counts);
}

void FilterBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        showCounts(m_counts);
}

void FilterBar::focusWords()
{
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
}

void FilterBar::clear()
{
    m_words->clear();
    m_all->setChecked(true);
    choose(std::nullopt);
}

} // namespace regatta::ui
