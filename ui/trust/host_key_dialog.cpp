#include "ui/trust/host_key_dialog.h"

#include "ui/text/numbers.h"
#include "ui/text/sentences.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace regatta::ui {

namespace {

enum Column { Host, Type, Fingerprint, ColumnCount };

constexpr quint16 usualPort = 22;

QString hostText(const trust::UnknownHost &host)
{
    const QString name = text::neutralised(host.host);
    return host.port == usualPort ? name : HostKeyDialog::tr("%1, port %2").arg(name).arg(host.port);
}

} // namespace

HostKeyDialog::HostKeyDialog(QList<trust::UnknownHost> hosts, QWidget *parent)
    : QDialog(parent)
    , m_hosts(std::move(hosts))
{
    setObjectName(QStringLiteral("hostKeyDialog"));
    setWindowTitle(tr("Unknown host keys"));
    resize(fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 26);
    auto *words =
        new QLabel(tr("%1 hosts show keys that no known_hosts file knows. Compare the fingerprints with "
                      "those that the hosts' "
                      "administrators give you, and tick the ones that are right. The others are refused.")
                       .arg(text::count(m_hosts.size())),
                   this);
    words->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(words);
    layout->addWidget(makeTable(), 1);
    layout->addWidget(makeButtons());
}

QTableWidget *HostKeyDialog::makeTable()
{
    m_table = new QTableWidget(int(m_hosts.size()), ColumnCount, this);
    m_table->setObjectName(QStringLiteral("hostKeyTable"));
    m_table->setAccessibleName(tr("Unknown host keys"));
    m_table->setHorizontalHeaderLabels({tr("Host"), tr("Key type"), tr("Fingerprint")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    for (int row = 0; row < m_hosts.size(); ++row) {
        const trust::UnknownHost &host = m_hosts[row];
        auto *name = new QTableWidgetItem(hostText(host));
        name->setCheckState(Qt::Unchecked);
        auto *fingerprint = new QTableWidgetItem(trust::fingerprint(host.key));
        fingerprint->setFont(monospaceFont());
        m_table->setItem(row, Host, name);
        m_table->setItem(row, Type,
                         new QTableWidgetItem(text::neutralised(QString::fromLatin1(host.key.type))));
        m_table->setItem(row, Fingerprint, fingerprint);
    }
    m_table->setAlternatingRowColors(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->resizeColumnsToContents();
    return m_table;
}

QWidget *HostKeyDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *all = buttons->addButton(tr("Tick &all"), QDialogButtonBox::ActionRole);
    QPushButton *refuse = buttons->addButton(tr("&Refuse all"), QDialogButtonBox::RejectRole);
    QPushButton *once = buttons->addButton(tr("Accept ticked for &this run"), QDialogButtonBox::ActionRole);
    QPushButton *forGood = buttons->addButton(tr("Accept ticked for &good"), QDialogButtonBox::ActionRole);
    all->setObjectName(QStringLiteral("hostKeyTickAll"));
    refuse->setObjectName(QStringLiteral("hostKeyRefuse"));
    once->setObjectName(QStringLiteral("hostKeyAcceptOnce"));
    forGood->setObjectName(QStringLiteral("hostKeyAcceptForGood"));
    refuse->setDefault(true); // a person who only presses Return has compared nothing
    connect(all, &QPushButton::clicked, this, [this] { setAllTicked(true); });
    connect(once, &QPushButton::clicked, this, [this] { acceptAs(trust::HostKeyAnswer::AcceptForThisRun); });
    connect(forGood, &QPushButton::clicked, this, [this] { acceptAs(trust::HostKeyAnswer::AcceptForGood); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

void HostKeyDialog::setAllTicked(bool ticked)
{
    for (int row = 0; row < m_table->rowCount(); ++row)
        m_table->item(row, Host)->setCheckState(ticked ? Qt::Checked : Qt::Unchecked);
}

void HostKeyDialog::acceptAs(trust::HostKeyAnswer answer)
{
    m_answer = answer;
    accept();
}

QList<trust::HostKeyAnswer> HostKeyDialog::answers() const
{
    QList<trust::HostKeyAnswer> answers;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const bool isRight = result() == Accepted && m_table->item(row, Host)->checkState() == Qt::Checked;
        answers.append(isRight ? m_answer : trust::HostKeyAnswer::Refuse);
    }
    return answers;
}

} // namespace regatta::ui
