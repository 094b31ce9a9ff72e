#include "ui/run/empty_page.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace regatta::ui {

EmptyPage::EmptyPage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("emptyPage"));
    auto *layout = new QVBoxLayout(this);
    layout->addStretch();
    auto *title = new QLabel(tr("No hosts yet"), this);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.4);
    font.setBold(true);
    title->setFont(font);
    auto *words = new QLabel(tr("A job needs hosts and a command. Nothing runs before you say so."), this);
    words->setWordWrap(true);
    for (QLabel *label : {title, words}) {
        label->setAlignment(Qt::AlignHCenter);
        layout->addWidget(label);
    }

    layout->addSpacing(12);
    QPushButton *demo = addButton("tryDemoButton", tr("&Try the demo: ten hosts on this machine"));
    connect(demo, &QPushButton::clicked, this, &EmptyPage::demoRequested);
    connect(addButton("sshConfigButton", tr("&Import hosts from ~/.ssh/config…")), &QPushButton::clicked,
            this, &EmptyPage::sshConfigRequested);
    connect(addButton("hostsFileButton", tr("Import a ho&sts file…")), &QPushButton::clicked, this,
            &EmptyPage::hostsFileRequested);
    connect(addButton("addHostsButton", tr("Type or &paste hosts…")), &QPushButton::clicked, this,
            &EmptyPage::hostsRequested);
    connect(addButton("openProfileButton", tr("&Open a profile…")), &QPushButton::clicked, this,
            &EmptyPage::openRequested);
    setFocusProxy(demo);
    layout->addStretch();
}

QPushButton *EmptyPage::addButton(const char *name, const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(QString::fromLatin1(name));
    button->setMinimumWidth(fontMetrics().averageCharWidth() * 44); // all of them alike
    layout()->addWidget(button);
    layout()->setAlignment(button, Qt::AlignHCenter);
    return button;
}

} // namespace regatta::ui
