#include "ui/history/run_export.h"

#include "ui/text/history_words.h"
#include "ui/text/sentences.h"

#include <QDir>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QWidget>

namespace regatta::ui {

namespace {

QString actionName(report::Format format)
{
    return QStringLiteral("export-") + report::name(format).toString();
}

} // namespace

RunExport::RunExport(HistoryService &service, QWidget *widget)
    : QObject(widget)
    , m_service(service)
    , m_widget(widget)
    , m_menu(new QMenu(widget))
{
    const auto add = [this](report::Format format, const QString &text) {
        QAction *action = m_menu->addAction(text, this, [this, format] { askWhere(format); });
        action->setObjectName(actionName(format));
    };
    add(report::Format::Html, tr("&HTML Report…"));
    add(report::Format::Csv, tr("&CSV…"));
    add(report::Format::Json, tr("&JSON…"));
    add(report::Format::JUnit, tr("JUnit &XML…"));
    add(report::Format::Files, tr("Plain &Files in a Folder…"));
}

void RunExport::askWhere(report::Format format)
{
    if (!m_run)
        return;
    const bool isFolder = format == report::Format::Files;
    const QString suggestion = report::suggestedName(*m_run);
    auto *dialog = new QFileDialog(m_widget, tr("Export the Run"));
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (isFolder) {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    } else {
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(report::fileEnding(format));
        dialog->selectFile(suggestion + report::fileEnding(format));
    }
    // Hundreds of files have a folder of their own within the one that was chosen.
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, run = m_run->id, format, suggestion, isFolder](const QString &path) {
                write(run, format, isFolder ? QDir(path).filePath(suggestion) : path);
            });
    dialog->open();
}

void RunExport::write(const QString &run, report::Format format, const QString &path)
{
    Q_EMIT said(tr("Exporting…"));
    m_service.exportRun(
        run, format, path, this,
        [this, path](const history::Expected<base::Expected<report::Exported>> &end) { showEnd(path, end); });
}

void RunExport::showEnd(const QString &path, const history::Expected<base::Expected<report::Exported>> &end)
{
    if (!end)
        complain(tr("The run could not be exported."), text::sentence(end.error()));
    else if (!*end)
        complain(tr("The run could not be exported."), text::sentence((*end).error()));
    else if (!(*end)->isComplete)
        complain(tr("The export is incomplete."), text::exportIsIncomplete());
    Q_EMIT said(end && *end ? tr("Exported: %1").arg(text::neutralised(QDir::toNativeSeparators(path)))
                            : tr("The run could not be exported."));
}

void RunExport::complain(const QString &title, const QString &sentence)
{
    // It may take minutes until this is known, and the window of the list may be closed by then.
    QWidget *owner = m_widget->isVisible() || !m_widget->parentWidget() ? m_widget : m_widget->parentWidget();
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Export"), title, QMessageBox::Ok, owner);
    box->setObjectName(QStringLiteral("exportFailed"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(sentence);
    box->open();
}

} // namespace regatta::ui
