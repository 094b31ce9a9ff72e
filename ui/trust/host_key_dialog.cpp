#include "ui/trust/host_key_dialog.h"

#include "ui/text/host_key_names.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"
#include "ui/theme/dialog_size.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace regatta::ui {

namespace {

enum KeyColumn { HostColumn, TypeColumn, FingerprintColumn, KeyColumnCount };

constexpr int mostRowsAtFirst = 14;

/// web2 before web10: they come in the order in which they answered, which says nothing.
std::vector<int> orderByName(const QList<trust::UnknownHost> &hosts)
{
    std::vector<int> order(size_t(hosts.size()));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&hosts](int left, int right) { return text::hostKeyLess(hosts[left], hosts[right]); });
    return order;
}

} // namespace

HostKeyDialog::HostKeyDialog(QList<trust::UnknownHost> hosts, QWidget *parent)
    : QDialog(parent)
    , m_hosts(std::move(hosts))
    , m_order(orderByName(m_hosts))
{
    setObjectName(QStringLiteral("hostKeyDialog"));
    setWindowTitle(isOne() ? tr("Unknown host key") : tr("Unknown host keys"));
    auto *words = new QLabel(explanation(), this);
    words->setObjectName(QStringLiteral("hostKeyExplanation"));
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(words);
    layout->addWidget(makeTable(), 1);
    layout->addWidget(makeButtons());
    connect(m_table, &QTableWidget::itemChanged, this, &HostKeyDialog::countTicked);
    countTicked();
    const int rows = std::clamp(int(m_hosts.size()), 1, mostRowsAtFirst);
    const int height = sizeHint().height() - m_table->sizeHint().height() +
                       (rows + 1) * m_table->verticalHeader()->defaultSectionSize() + fontMetrics().height();
    resizeOnScreen(*this, {fontMetrics().averageCharWidth() * 110, height});
    m_table->setFocus();
}

QString HostKeyDialog::explanation() const
{
    if (isOne())
        return tr(
            "No known_hosts file knows the key of this host. Compare the fingerprint with the one that the "
            "host's administrator gives you, and accept it only if they are the same.");
    QString words =
        tr("%1 hosts show keys that no known_hosts file knows. Compare the fingerprints with those that "
           "the hosts' administrators give you, and tick the ones that are right. The others are "
           "refused.")
            .arg(text::count(m_hosts.size()));
    QSet<QByteArray> keys;
    for (const trust::UnknownHost &host : m_hosts)
        keys.insert(host.key.blob);
    if (keys.size() < m_hosts.size())
        words += u'\n' +
                 tr("Some of them show the same key: so do machines that were cloned, and so does a machine "
                    "that stands between you and them.");
    return words;
}

QTableWidget *HostKeyDialog::makeTable()
{
    m_table = new QTableWidget(int(m_hosts.size()), KeyColumnCount, this);
    m_table->setObjectName(QStringLiteral("hostKeyTable"));
    m_table->setAccessibleName(tr("Unknown host keys"));
    m_table->setHorizontalHeaderLabels({tr("Host"), tr("Key type"), tr("Fingerprint")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 9 / 5);
    for (int row = 0; row < m_hosts.size(); ++row) {
        const trust::UnknownHost &host = m_hosts[m_order[size_t(row)]];
        auto *name = new QTableWidgetItem(text::hostKeyOwner(host));
        if (!isOne())
            name->setCheckState(Qt::Unchecked);
        auto *fingerprint = new QTableWidgetItem(trust::fingerprint(host.key));
        fingerprint->setFont(monospaceFont());
        m_table->setItem(row, HostColumn, name);
        m_table->setItem(row, TypeColumn,
                         new QTableWidgetItem(text::neutralised(QString::fromLatin1(host.key.type))));
        m_table->setItem(row, FingerprintColumn, fingerprint);
    }
    m_table->setAlternatingRowColors(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->resizeColumnsToContents();
    m_table->setCurrentCell(0, HostColumn);
    return m_table;
}

QWidget *HostKeyDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *all = buttons->addButton(tr("Tick &all"), QDialogButtonBox::ResetRole);
    QPushButton *refuse =
        buttons->addButton(isOne() ? tr("&Refuse") : tr("&Refuse all"), QDialogButtonBox::RejectRole);
    m_once = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_forGood = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    all->setObjectName(QStringLiteral("hostKeyTickAll"));
    refuse->setObjectName(QStringLiteral("hostKeyRefuse"));
    m_once->setObjectName(QStringLiteral("hostKeyAcceptOnce"));
    m_forGood->setObjectName(QStringLiteral("hostKeyAcceptForGood"));
    m_forGood->setToolTip(tr("Writes the keys into your known_hosts file"));
    all->setHidden(isOne());
    refuse->setDefault(true); // a person who only presses Return has compared nothing
    connect(all, &QPushButton::clicked, this, [this] { setAllTicked(true); });
    connect(m_once, &QPushButton::clicked, this,
            [this] { acceptAs(trust::HostKeyAnswer::AcceptForThisRun); });
    connect(m_forGood, &QPushButton::clicked, this,
            [this] { acceptAs(trust::HostKeyAnswer::AcceptForGood); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

void HostKeyDialog::setAllTicked(bool ticked)
{
    const QSignalBlocker blocker(m_table);
    for (int row = 0; row < m_table->rowCount(); ++row)
        m_table->item(row, HostColumn)->setCheckState(ticked ? Qt::Checked : Qt::Unchecked);
    m_table->viewport()->update();
    countTicked();
}

bool HostKeyDialog::isRight(int row) const
{
    return isOne() || m_table->item(row, HostColumn)->checkState() == Qt::Checked;
}

void HostKeyDialog::countTicked()
{
    int count = 0;
    for (int row = 0; row < m_table->rowCount(); ++row)
        count += isRight(row) ? 1 : 0;
    m_once->setEnabled(count > 0);
    m_forGood->setEnabled(count > 0);
    const bool needsNumber = !isOne() && count > 0;
    m_once->setText(needsNumber ? tr("Accept %1 for &this run").arg(text::count(count))
                                : tr("Accept for &this run"));
    m_forGood->setText(needsNumber ? tr("Accept %1 for &good").arg(text::count(count))
                                   : tr("Accept for &good"));
}

void HostKeyDialog::acceptAs(trust::HostKeyAnswer answer)
{
    m_answer = answer;
    accept();
}

QList<trust::HostKeyAnswer> HostKeyDialog::answers() const
{
    QList<trust::HostKeyAnswer> answers(m_hosts.size(), trust::HostKeyAnswer::Refuse);
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (result() == Accepted && isRight(row))
            answers[m_order[size_t(row)]] = m_answer;
    }
    return answers;
}

} // namespace regatta::ui
