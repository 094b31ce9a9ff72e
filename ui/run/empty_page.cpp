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

    auto *demo = new QPushButton(tr("&Try the demo: ten hosts on this machine"), this);
    demo->setObjectName(QStringLiteral("tryDemoButton"));
    auto *hosts = new QPushButton(tr("&Paste or import hosts…"), this);
    hosts->setObjectName(QStringLiteral("addHostsButton"));
    auto *open = new QPushButton(tr("&Open a profile…"), this);
    open->setObjectName(QStringLiteral("openProfileButton"));
    connect(demo, &QPushButton::clicked, this, &EmptyPage::demoRequested);
    connect(hosts, &QPushButton::clicked, this, &EmptyPage::hostsRequested);
    connect(open, &QPushButton::clicked, this, &EmptyPage::openRequested);
    setFocusProxy(demo);
    layout->addSpacing(12);
    for (QPushButton *button : {demo, hosts, open})
        layout->addWidget(button, 0, Qt::AlignHCenter);
    layout->addStretch();
}

} // namespace regatta::ui
