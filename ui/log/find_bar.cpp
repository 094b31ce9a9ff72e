#include "ui/log/find_bar.h"

#include "ui/text/numbers.h"
#include "ui/theme/elided_label.h"
#include "ui/theme/symbols.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace regatta::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto typingPause = 150ms;

constexpr int leastFindWords = 20; ///< characters that the field keeps
constexpr int mostFindWords = 40;

} // namespace

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLineEdit(this))
    , m_count(new ElidedLabel(this))
    , m_trouble(new QLabel(this))
{
    setObjectName(QStringLiteral("findBar"));
    m_words->setObjectName(QStringLiteral("findWords"));
    m_words->setPlaceholderText(tr("Find in the log"));
    m_words->setAccessibleName(tr("Find in the log"));
    m_words->setClearButtonEnabled(true);
    m_words->setMinimumWidth(fontMetrics().averageCharWidth() * leastFindWords);
    m_words->setMaximumWidth(fontMetrics().averageCharWidth() * mostFindWords);
    m_count->setObjectName(QStringLiteral("findCount"));
    m_trouble->setObjectName(QStringLiteral("findTrouble"));
    m_trouble->setTextFormat(Qt::PlainText);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(&m_typing, &QTimer::timeout, this, &FindBar::choosePattern);
    connect(m_words, &QLineEdit::textChanged, &m_typing, QOverload<>::of(&QTimer::start));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 8, 0);
    column->setSpacing(2);
    column->addLayout(makeRow());
    column->addWidget(m_trouble);
}

QLayout *FindBar::makeRow()
{
    m_case = makeSwitch(tr("Aa"), tr("Capital letters make a difference"), "findCase");
    m_expression = makeSwitch(tr(".*"), tr("Regular expression"), "findExpression");
    m_matchesOnly = makeSwitch(tr("Only Matches"), tr("Show no other lines"), "findMatchesOnly");
    m_results = makeSwitch(tr("List"), tr("All matches in a list"), "findResults");
    connect(m_case, &QToolButton::toggled, this, &FindBar::choosePattern);
    connect(m_expression, &QToolButton::toggled, this, &FindBar::choosePattern);
    connect(m_matchesOnly, &QToolButton::toggled, this, &FindBar::matchesOnlyToggled);
    connect(m_results, &QToolButton::toggled, this, &FindBar::resultsToggled);
    auto *previous = makeSwitch(QStringLiteral("↑"), tr("Previous match (Shift+F3)"), "findPrevious");
    auto *next = makeSwitch(QStringLiteral("↓"), tr("Next match (F3)"), "findNext");
    previous->setCheckable(false);
    next->setCheckable(false);
    connect(previous, &QToolButton::clicked, this, &FindBar::previousRequested);
    connect(next, &QToolButton::clicked, this, &FindBar::nextRequested);
    auto *close = makeSwitch({}, tr("Find nothing any more (Escape)"), "findClose");
    close->setCheckable(false);
    close->setIcon(symbolIcon(Symbol::Cross, &Theme::muted));
    connect(close, &QToolButton::clicked, this, &FindBar::closed);

    auto *row = new QHBoxLayout;
    row->setSpacing(2);
    row->addWidget(m_words, 2);
    for (QToolButton *button : {m_case, m_expression, previous, next})
        row->addWidget(button);
    row->addWidget(m_count, 1);
    for (QToolButton *button : {m_matchesOnly, m_results, close})
        row->addWidget(button);
    return row;
}

QToolButton *FindBar::makeSwitch(const QString &text, const QString &tip, const char *name)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setCheckable(true);
    button->setObjectName(QString::fromLatin1(name));
    return button;
}

void FindBar::focusWords()
{
    m_words->setFocus();
    m_words->selectAll();
    choosePattern();
}

bool FindBar::showsMatchesOnly() const
{
    return m_matchesOnly->isChecked();
}

bool FindBar::showsResults() const
{
    return m_results->isChecked();
}

void FindBar::choosePattern()
{
    m_typing.stop();
    m_isInTrouble = false;
    m_trouble->hide();
    const auto kind =
        m_expression->isChecked() ? spool::LogPattern::Kind::Expression : spool::LogPattern::Kind::Text;
    const spool::LogPattern pattern(m_words->text(), kind, m_case->isChecked());
    if (const QString error = pattern.error(); !error.isEmpty()) {
        Q_EMIT patternChanged({});
        showTrouble(tr("This is no regular expression: %1").arg(error));
        return;
    }
    Q_EMIT patternChanged(pattern);
}

void FindBar::showCount(qint64 matches, qint64 current, bool isSearching)
{
    if (m_isInTrouble)
        return;
    if (m_words->text().isEmpty()) {
        sayCount({});
        return;
    }
    const QString count = current > 0 ? tr("%1 of %2").arg(text::count(current), text::count(matches))
                                      : tr("%Ln match(es)", nullptr, text::plural(matches));
    sayCount(isSearching ? tr("%1 · searching").arg(count) : count);
}

void FindBar::sayCount(const QString &count)
{
    m_count->setText(count);
    m_count->setMinimumWidth(m_count->fontMetrics().horizontalAdvance(count) + 1);
}

void FindBar::showTrouble(const QString &sentence)
{
    m_isInTrouble = true;
    sayCount({});
    m_trouble->setText(sentence);
    m_trouble->show();
}

QSize FindBar::minimumSizeHint() const
{
    // Finding something must not push the timeline aside.
    return {fontMetrics().averageCharWidth() * mostFindWords, QWidget::minimumSizeHint().height()};
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closed();
    } else if (isReturn && m_typing.isActive()) {
        choosePattern();
    } else if (isReturn && event->modifiers().testFlag(Qt::ShiftModifier)) {
        Q_EMIT previousRequested();
    } else if (isReturn) {
        Q_EMIT nextRequested();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace regatta::ui
