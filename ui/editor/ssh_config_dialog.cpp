#include "ui/editor/ssh_config_dialog.h"

#include "core/targets/node_set.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"
#include "ui/theme/dialog_size.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace regatta::ui {

namespace {

enum Column { Name, Address, Note, ColumnCount };

constexpr int lineRole = Qt::UserRole;

/// A line of a host list is an expression: what would mean something else there can't be imported.
bool isOneHost(const QString &line)
{
    const auto expansion = targets::expand(line);
    return expansion && expansion->targets.size() == 1 && model::address(expansion->targets.first()) == line;
}

} // namespace

SshConfigDialog::SshConfigDialog(const QList<targets::SshConfigHost> &hosts, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("sshConfigDialog"));
    setWindowTitle(tr("Import from ~/.ssh/config"));
    resizeOnScreen(*this, {fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 28});
    auto *words = new QLabel(tr("Tick the hosts that this profile is to have."), this);
    auto *filterField = new QLineEdit(this);
    filterField->setObjectName(QStringLiteral("sshConfigFilter"));
    filterField->setPlaceholderText(tr("Filter"));
    filterField->setAccessibleName(tr("Filter"));
    filterField->setClearButtonEnabled(true);
    connect(filterField, &QLineEdit::textChanged, this, &SshConfigDialog::filter);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(words);
    layout->addWidget(filterField);
    layout->addWidget(makeTable(hosts), 1);
    layout->addWidget(makeButtons());
    connect(m_table, &QTableWidget::itemChanged, this, &SshConfigDialog::countTicked);
    countTicked();
    m_table->setFocus();
}

QTableWidget *SshConfigDialog::makeTable(const QList<targets::SshConfigHost> &hosts)
{
    m_table = new QTableWidget(int(hosts.size()), ColumnCount, this);
    m_table->setObjectName(QStringLiteral("sshConfigTable"));
    m_table->setAccessibleName(tr("Hosts"));
    m_table->setHorizontalHeaderLabels({tr("Host"), tr("Address"), tr("Note")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    for (int row = 0; row < hosts.size(); ++row)
        addRow(row, hosts[row]);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->resizeColumnsToContents();
    if (m_table->rowCount() > 0)
        m_table->setCurrentCell(0, Name);
    return m_table;
}

void SshConfigDialog::addRow(int row, const targets::SshConfigHost &host)
{
    const QString address = model::address(host.target);
    const bool isPossible = isOneHost(host.alias);
    auto *name = new QTableWidgetItem(text::neutralised(host.alias, 80));
    name->setData(lineRole, host.alias);
    auto *note = new QTableWidgetItem;
    if (!isPossible)
        note->setText(tr("not a host's name"));
    else if (host.needsProxy)
        note->setText(tr("behind another host"));
    if (isPossible) {
        name->setCheckState(Qt::Unchecked);
    } else {
        name->setFlags(Qt::ItemIsSelectable);
    }
    m_table->setItem(row, Name, name);
    m_table->setItem(row, Address, new QTableWidgetItem(text::neutralised(address, 80)));
    m_table->setItem(row, Note, note);
}

QWidget *SshConfigDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *all = buttons->addButton(tr("Tick &all"), QDialogButtonBox::ActionRole);
    QPushButton *none = buttons->addButton(tr("Tick &none"), QDialogButtonBox::ActionRole);
    m_import = buttons->addButton(tr("&Import"), QDialogButtonBox::AcceptRole);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    all->setObjectName(QStringLiteral("sshConfigTickAll"));
    none->setObjectName(QStringLiteral("sshConfigTickNone"));
    m_import->setObjectName(QStringLiteral("sshConfigImport"));
    m_import->setDefault(true);
    cancel->setAutoDefault(false);
    connect(all, &QPushButton::clicked, this, [this] { setAllTicked(true); });
    connect(none, &QPushButton::clicked, this, [this] { setAllTicked(false); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

void SshConfigDialog::setAllTicked(bool ticked)
{
    const QSignalBlocker blocker(m_table);
    for (int row = 0; row < m_table->rowCount(); ++row) {
        QTableWidgetItem *name = m_table->item(row, Name);
        if (!m_table->isRowHidden(row) && name->flags().testFlag(Qt::ItemIsUserCheckable))
            name->setCheckState(ticked ? Qt::Checked : Qt::Unchecked);
    }
    m_table->viewport()->update();
    countTicked();
}

void SshConfigDialog::filter(const QString &words)
{
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const bool isWanted = m_table->item(row, Name)->text().contains(words, Qt::CaseInsensitive) ||
                              m_table->item(row, Address)->text().contains(words, Qt::CaseInsensitive);
        m_table->setRowHidden(row, !isWanted);
    }
}

QStringList SshConfigDialog::lines() const
{
    QStringList lines;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QTableWidgetItem *name = m_table->item(row, Name);
        if (name->checkState() == Qt::Checked)
            lines << name->data(lineRole).toString();
    }
    return lines;
}

void SshConfigDialog::countTicked()
{
    const qsizetype count = lines().size();
    m_import->setEnabled(count > 0);
    m_import->setText(count == 0 ? tr("&Import") : tr("&Import %1").arg(text::count(count)));
}

} // namespace regatta::ui
