#include "ui/history/history_dialog.h"

#include "ui/history/comparison_dialog.h"
#include "ui/history/history_model.h"
#include "ui/history/run_export.h"
#include "ui/text/history_words.h"
#include "ui/text/numbers.h"
#include "ui/theme/dialog_size.h"
#include "ui/theme/key_words.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

namespace regatta::ui {

HistoryDialog::HistoryDialog(HistoryService &service, QWidget *parent)
    : QDialog(parent)
    , m_service(service)
    , m_runs(new HistoryModel(this))
    , m_exports(new RunExport(service, this))
{
    setObjectName(QStringLiteral("historyDialog"));
    setWindowTitle(tr("History"));
    resizeOnScreen(*this, {fontMetrics().averageCharWidth() * 150, fontMetrics().height() * 34});
    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("historySearch"));
    m_search->setPlaceholderText(tr("Find by name, command, profile or host"));
    m_search->setAccessibleName(tr("Find runs"));
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textChanged, this, &HistoryDialog::reload);
    m_message = new QLabel(this);
    m_message->setObjectName(QStringLiteral("historyMessage"));
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addWidget(m_search);
    layout->addWidget(makeTable(), 1);
    layout->addWidget(m_message);
    layout->addWidget(makeButtons());
    addShortcuts();
    connect(&m_service, &HistoryService::changed, this, &HistoryDialog::reload);
    updateButtons();
    reload();
}

QWidget *HistoryDialog::makeTable()
{
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("historyTable"));
    m_table->setAccessibleName(tr("Past runs"));
    m_table->setModel(m_runs);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 8 / 5);
    m_table->setAlternatingRowColors(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int character = fontMetrics().averageCharWidth();
    for (const auto &[column, characters] : {std::pair{HistoryModel::Started, 26},
                                             {HistoryModel::Name, 24},
                                             {HistoryModel::Result, 34},
                                             {HistoryModel::Tasks, 8},
                                             {HistoryModel::Time, 10},
                                             {HistoryModel::Output, 10}})
        m_table->setColumnWidth(column, character * characters);
    connect(m_table, &QTableView::activated, this, &HistoryDialog::openSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &HistoryDialog::updateButtons);
    return m_table;
}

QWidget *HistoryDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    const auto add = [buttons](const QString &text, const char *name) {
        QPushButton *button = buttons->addButton(text, QDialogButtonBox::ActionRole);
        button->setObjectName(QString::fromLatin1(name));
        button->setAutoDefault(false);
        return button;
    };
    m_open = add(tr("&Open"), "historyOpen");
    m_compare = add(tr("&Compare"), "historyCompare");
    m_export = add(tr("&Export"), "historyExport");
    m_export->setMenu(m_exports->menu());
    m_delete = add(tr("&Delete…"), "historyDelete");
    // Return in the search field is for the search.
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    m_compare->setToolTip(tr("Choose two runs: which hosts ended differently or printed something else"));
    connect(m_open, &QPushButton::clicked, this, &HistoryDialog::openSelected);
    connect(m_compare, &QPushButton::clicked, this, &HistoryDialog::compareSelected);
    connect(m_exports, &RunExport::said, this, &HistoryDialog::say);
    connect(m_delete, &QPushButton::clicked, this, &HistoryDialog::askAndDelete);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

void HistoryDialog::addShortcuts()
{
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_search, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    m_search->setToolTip(withKeys(tr("Find runs"), find->key()));
    // In the search field the same key is for its text.
    auto *remove = new QShortcut(QKeySequence::Delete, m_table);
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, m_delete, &QPushButton::click);
    m_delete->setToolTip(withKeys(tr("Delete the selected runs"), remove->key()));
}

bool HistoryDialog::event(QEvent *event)
{
    // Of what other programs have run meanwhile nobody tells us.
    if (event->type() == QEvent::WindowActivate)
        reload();
    return QDialog::event(event);
}

void HistoryDialog::reload()
{
    if (m_isAsking) {
        m_asksAgain = true;
        return;
    }
    m_isAsking = true;
    m_service.list({.words = m_search->text()}, this,
                   [this](const history::Expected<QList<history::RunOverview>> &runs) { showRuns(runs); });
}

void HistoryDialog::showRuns(const history::Expected<QList<history::RunOverview>> &runs)
{
    m_isAsking = false;
    if (m_asksAgain) {
        m_asksAgain = false;
        reload();
        return;
    }
    if (runs && !runs->isEmpty() && *runs == m_runs->runs())
        return; // what was said last stays, and so does the current row
    const QStringList selected = selectedRuns();
    m_runs->setRuns(runs.value_or(QList<history::RunOverview>()));
    select(selected);
    if (!runs)
        say(text::sentence(runs.error()));
    else if (!runs->isEmpty())
        say(runs->size() == 1 ? tr("1 run") : tr("%1 runs").arg(text::count(runs->size())));
    else
        say(m_search->text().isEmpty() ? tr("Nothing has run yet.") : tr("No run fits."));
    updateButtons();
}

QStringList HistoryDialog::selectedRuns() const
{
    QStringList runs;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        runs << m_runs->run(index.row()).id;
    return runs;
}

void HistoryDialog::select(const QStringList &runs)
{
    for (const QString &run : runs) {
        if (const int row = m_runs->rowOf(run); row >= 0) {
            m_table->selectionModel()->select(m_runs->index(row, 0),
                                              QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
}

void HistoryDialog::updateButtons()
{
    const qsizetype count = m_table->selectionModel()->selectedRows().size();
    m_open->setEnabled(count == 1);
    m_compare->setEnabled(count == 2);
    m_export->setEnabled(count == 1);
    if (count == 1)
        m_exports->setRun(m_runs->run(m_table->selectionModel()->selectedRows().first().row()));
    m_delete->setEnabled(count > 0);
}

void HistoryDialog::openSelected()
{
    const QStringList runs = selectedRuns();
    if (runs.size() == 1)
        Q_EMIT openRequested(runs.first());
}

void HistoryDialog::compareSelected()
{
    QStringList runs = selectedRuns();
    if (runs.size() != 2)
        return;
    if (m_runs->rowOf(runs[0]) < m_runs->rowOf(runs[1]))
        runs.swapItemsAt(0, 1); // the older one first; the newest stands on top
    say(tr("Comparing…"));
    m_service.compare(runs[0], runs[1], this,
                      [this](const history::Expected<std::shared_ptr<const RunComparison>> &comparison) {
                          say(comparison ? QString() : text::sentence(comparison.error()));
                          if (!comparison)
                              return;
                          auto *dialog = new ComparisonDialog(*comparison, this);
                          dialog->setAttribute(Qt::WA_DeleteOnClose);
                          dialog->open();
                      });
}

void HistoryDialog::askAndDelete()
{
    const QStringList runs = selectedRuns();
    if (runs.isEmpty())
        return;
    auto *box = new QMessageBox(QMessageBox::Question, tr("Delete runs?"),
                                runs.size() == 1 ? tr("Delete this run?")
                                                 : tr("Delete %1 runs?").arg(text::count(runs.size())),
                                QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("deleteQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("What the hosts printed is deleted, too. This can't be undone."));
    QPushButton *yes = box->addButton(tr("&Delete"), QMessageBox::DestructiveRole);
    yes->setObjectName(QStringLiteral("deleteYes"));
    box->setDefaultButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this, [this, runs] { deleteNow(runs); });
    box->open();
}

void HistoryDialog::deleteNow(const QStringList &runs)
{
    m_service.remove(runs, this, [this](const history::Expected<QStringList> &kept) {
        if (!kept)
            say(text::sentence(kept.error()));
        else if (!kept->isEmpty())
            say(text::sentence(
                history::Error{history::ErrorCode::RunGoesOn, kept->join(QStringLiteral(", "))}));
    });
}

void HistoryDialog::say(const QString &sentence)
{
    m_message->setText(sentence);
}

} // namespace regatta::ui
