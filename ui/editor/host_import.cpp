#include "ui/editor/host_import.h"

#include "core/targets/folding.h"
#include "core/targets/hosts_file.h"
#include "core/targets/ssh_config_hosts.h"
#include "ui/document/profile_document.h"
#include "ui/editor/host_lines.h"
#include "ui/editor/ssh_config_dialog.h"
#include "ui/text/problem_sentences.h"
#include "ui/text/sentences.h"
#include "ui/theme/key_words.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMessageBox>
#include <QSet>

namespace regatta::ui {

namespace {

/// More hosts than a person reads one by one come as few lines, folded.
constexpr qsizetype mostLines = 200;

QStringList linesOf(const QList<model::Target> &targets)
{
    QStringList lines;
    if (targets.size() > mostLines) {
        lines << targets::fold(targets);
    } else {
        for (const model::Target &target : targets)
            lines << model::address(target);
    }
    return lines;
}

/// Buttons elsewhere do the same, and say with which keys.
void giveKeys(QAction &action, const QKeySequence &keys, const QString &help)
{
    action.setShortcut(keys);
    action.setToolTip(withKeys(help, keys));
}

} // namespace

HostImport::HostImport(ProfileDocument &document, const QString &home, QWidget &window)
    : QObject(&window)
    , fromSshConfig(tr("Import Hosts from ~/.ssh/&config…"))
    , fromFile(tr("Import Hosts from a F&ile…"))
    , fromClipboard(tr("Paste &Hosts"))
    , m_document(document)
    , m_home(home)
    , m_window(window)
{
    fromSshConfig.setObjectName(QStringLiteral("importSshConfigAction"));
    fromFile.setObjectName(QStringLiteral("importFileAction"));
    fromClipboard.setObjectName(QStringLiteral("pasteHostsAction"));
    giveKeys(fromSshConfig, Qt::CTRL | Qt::Key_I, tr("The hosts that your ssh configuration names"));
    giveKeys(fromFile, Qt::CTRL | Qt::SHIFT | Qt::Key_I,
             tr("A text file with one target a line: [user@]host[:port]"));
    // Not Ctrl+Shift+V, which is for text in many a program.
    giveKeys(fromClipboard, Qt::CTRL | Qt::SHIFT | Qt::Key_H,
             tr("Adds the hosts on the clipboard, one a line, whatever separates them there"));
    connect(&fromSshConfig, &QAction::triggered, this, &HostImport::showSshConfig);
    connect(&fromFile, &QAction::triggered, this, &HostImport::chooseFile);
    connect(&fromClipboard, &QAction::triggered, this, &HostImport::paste);
}

void HostImport::showSshConfig()
{
    const auto hosts = targets::readSshConfigHosts(m_home + QStringLiteral("/.ssh/config"), m_home);
    if (!hosts || hosts->isEmpty()) {
        sayThat(tr("There are no hosts to import in ~/.ssh/config."),
                hosts ? tr("It names no host without wildcards.") : text::sentence(hosts.error()));
        return;
    }
    auto *dialog = new SshConfigDialog(*hosts, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { add(dialog->lines()); });
    dialog->open();
}

void HostImport::chooseFile()
{
    auto *dialog = new QFileDialog(&m_window, tr("Import Hosts"));
    dialog->setObjectName(QStringLiteral("hostsFileDialog"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &HostImport::importFile);
    dialog->open();
}

void HostImport::importFile(const QString &path)
{
    const auto hosts = targets::readHostsFile(path, targets::groupsFrom(m_document.profile().groups));
    if (!hosts)
        sayThat(tr("The hosts could not be imported."), text::sentence(hosts.error(), path));
    else if (hosts->targets.isEmpty())
        sayThat(tr("There are no hosts in this file."), text::neutralised(path));
    else
        add(linesOf(hosts->targets));
}

void HostImport::paste()
{
    const QString pasted = linesFromPaste(QGuiApplication::clipboard()->text());
    if (pasted.isEmpty())
        sayThat(tr("There are no hosts on the clipboard."), tr("Copy a list of them somewhere first."));
    else
        add(pasted.split(u'\n', Qt::SkipEmptyParts));
}

void HostImport::add(const QStringList &lines)
{
    model::Profile profile = m_document.profile();
    QSet<QString> there;
    for (const model::TargetEntry &entry : profile.targets)
        there.insert(entry.nodeSet);
    for (const QString &line : lines) {
        if (there.contains(line))
            continue;
        there.insert(line);
        model::TargetEntry entry;
        entry.nodeSet = line;
        profile.targets << entry;
    }
    m_document.change(profile, tr("Import hosts"));
    Q_EMIT imported();
}

void HostImport::sayThat(const QString &text, const QString &details)
{
    auto *box =
        new QMessageBox(QMessageBox::Information, tr("Import Hosts"), text, QMessageBox::Ok, &m_window);
    box->setObjectName(QStringLiteral("importBox"));
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(details);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace regatta::ui
