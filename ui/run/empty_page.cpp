#include "ui/run/empty_page.h"

#include "ui/theme/symbols.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace regatta::ui {

namespace {

constexpr int mostProblems = 8;
constexpr int signSide = 32;

} // namespace

EmptyPage::EmptyPage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("emptyPage"));
    auto *layout = new QVBoxLayout(this);
    layout->addStretch();
    makeWords();
    layout->addSpacing(12);
    makeBeginnings();
    m_edit = addButton("editProblemsButton", tr("Edit the &profile"));
    connect(m_edit, &QPushButton::clicked, this, &EmptyPage::editRequested);
    layout->addStretch();
    showProblems({});
}

void EmptyPage::makeWords()
{
    m_sign = new QLabel(this);
    m_sign->setPixmap(symbolIcon(Symbol::Warning, &Theme::vermillion).pixmap(QSize(signSide, signSide)));
    m_title = new QLabel(this);
    m_title->setObjectName(QStringLiteral("emptyPageTitle"));
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.4);
    font.setBold(true);
    m_title->setFont(font);
    m_words = new QLabel(this);
    m_words->setObjectName(QStringLiteral("emptyPageWords"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_words->setWordWrap(true);
    for (QLabel *label : {m_sign, m_title, m_words}) {
        label->setAlignment(Qt::AlignHCenter);
        layout()->addWidget(label);
    }
}

void EmptyPage::makeBeginnings()
{
    const auto add = [this](const char *name, const QString &text, void (EmptyPage::*signal)()) {
        m_beginnings << addButton(name, text);
        connect(m_beginnings.last(), &QPushButton::clicked, this, signal);
    };
    add("tryDemoButton", tr("&Try the demo: ten hosts on this machine"), &EmptyPage::demoRequested);
    add("sshConfigButton", tr("&Import hosts from ~/.ssh/config…"), &EmptyPage::sshConfigRequested);
    add("hostsFileButton", tr("Import a ho&sts file…"), &EmptyPage::hostsFileRequested);
    add("addHostsButton", tr("Type or &paste hosts…"), &EmptyPage::hostsRequested);
    add("openProfileButton", tr("&Open a profile…"), &EmptyPage::openRequested);
}

void EmptyPage::showProblems(const QStringList &problems)
{
    const bool isBeginning = problems.isEmpty();
    m_sign->setHidden(isBeginning);
    m_title->setText(isBeginning ? tr("No hosts yet") : tr("This profile can't run yet"));
    m_words->setText(isBeginning ? tr("A job needs hosts and a command. Nothing runs before you say so.")
                                 : problems.mid(0, mostProblems).join(u'\n'));
    for (QPushButton *button : std::as_const(m_beginnings))
        button->setVisible(isBeginning);
    m_edit->setHidden(isBeginning);
    setFocusProxy(isBeginning ? m_beginnings.first() : m_edit);
}

QPushButton *EmptyPage::addButton(const char *name, const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(QString::fromLatin1(name));
    button->setAutoDefault(true);                                   // Return presses it, too
    button->setMinimumWidth(fontMetrics().averageCharWidth() * 44); // all of them alike
    layout()->addWidget(button);
    layout()->setAlignment(button, Qt::AlignHCenter);
    return button;
}

} // namespace regatta::ui
