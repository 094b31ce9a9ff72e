#include "ui/document/document_actions.h"

#include "ui/document/profile_document.h"
#include "ui/text/problem_sentences.h"
#include "ui/text/sentences.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace regatta::ui {

namespace {

QMessageBox *makeBox(const char *name, const QString &title, const QString &text, QWidget &parent)
{
    auto *box = new QMessageBox(QMessageBox::Question, title, text, QMessageBox::NoButton, &parent);
    box->setObjectName(QString::fromLatin1(name));
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    return box;
}

QString filters()
{
    return DocumentActions::tr("Regatta profiles (*.regatta)");
}

/// For a profile that was never saved; "/" in its name is no folder.
QString fileNameFor(const model::Profile &profile)
{
    QString name = text::neutralised(profile.name, 60).replace(u'/', u'-');
    return name.isEmpty() ? name : name + QStringLiteral(".regatta");
}

} // namespace

DocumentActions::DocumentActions(ProfileDocument &document, QWidget &window)
    : QObject(&window)
    , create(tr("&New"))
    , open(tr("&Open…"))
    , save(tr("&Save"))
    , saveAs(tr("Save &As…"))
    , m_document(document)
    , m_window(window)
{
    create.setShortcut(QKeySequence::New);
    open.setShortcut(QKeySequence::Open);
    save.setShortcut(QKeySequence::Save);
    saveAs.setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_S);
    connect(&create, &QAction::triggered, this, [this] { whenSaved([this] { m_document.reset({}, {}); }); });
    connect(&open, &QAction::triggered, this, &DocumentActions::chooseFile);
    connect(&save, &QAction::triggered, this, [this] { saveThen({}); });
    connect(&saveAs, &QAction::triggered, this, [this] { saveAsThen({}); });
    connect(&m_document, &ProfileDocument::changedOnDisk, this, &DocumentActions::askAboutChangeOnDisk);
}

void DocumentActions::whenSaved(std::function<void()> then)
{
    if (!m_document.isModified()) {
        then();
        return;
    }
    QMessageBox *box =
        makeBox("saveQuestion", tr("Unsaved changes"), tr("The profile has unsaved changes."), m_window);
    QPushButton *keep = box->addButton(QMessageBox::Save);
    QPushButton *discard = box->addButton(QMessageBox::Discard);
    box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(keep);
    connect(keep, &QPushButton::clicked, this, [this, then] { saveThen(then); });
    connect(discard, &QPushButton::clicked, this, then);
    box->open();
}

void DocumentActions::saveThen(std::function<void()> then)
{
    if (m_document.path().isEmpty())
        saveAsThen(std::move(then));
    else
        saveTo(m_document.path(), then);
}

void DocumentActions::saveAsThen(std::function<void()> then)
{
    auto *dialog = new QFileDialog(&m_window, tr("Save Profile"), m_document.path(), filters());
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("regatta"));
    if (m_document.path().isEmpty())
        dialog->selectFile(fileNameFor(m_document.profile()));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, then](const QString &file) { saveTo(file, then); });
    dialog->open();
}

void DocumentActions::saveTo(const QString &path, const std::function<void()> &then)
{
    const auto saved = m_document.save(path);
    if (saved) {
        if (then)
            then();
        return;
    }
    QMessageBox *box =
        makeBox("saveFailed", tr("Not saved"), tr("The profile could not be saved."), m_window);
    box->setIcon(QMessageBox::Warning);
    box->setInformativeText(text::sentence(saved.error()));
    box->addButton(QMessageBox::Ok);
    box->open();
}

void DocumentActions::chooseFile()
{
    auto *dialog =
        new QFileDialog(&m_window, tr("Open Profile"), QFileInfo(m_document.path()).path(), filters());
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &DocumentActions::fileChosen);
    dialog->open();
}

void DocumentActions::askAboutChangeOnDisk()
{
    QMessageBox *box = makeBox("diskQuestion", tr("Changed on disk"),
                               tr("Another program has changed this profile's file."), m_window);
    if (m_document.isModified())
        box->setInformativeText(tr("Reloading it loses your unsaved changes."));
    QPushButton *reload = box->addButton(tr("&Reload"), QMessageBox::AcceptRole);
    QPushButton *keep = box->addButton(tr("&Keep mine"), QMessageBox::RejectRole);
    reload->setObjectName(QStringLiteral("reloadButton"));
    box->setDefaultButton(m_document.isModified() ? keep : reload);
    connect(reload, &QPushButton::clicked, this, &DocumentActions::reload);
    box->open();
}

void DocumentActions::reload()
{
    const auto problems = m_document.load(m_document.path());
    if (problems.isEmpty())
        return;
    QMessageBox *box = makeBox("reloadFailed", tr("Not reloaded"),
                               tr("The file can't be read as a profile; yours was kept."), m_window);
    box->setIcon(QMessageBox::Warning);
    box->setInformativeText(text::sentence(problems.first(), {}));
    box->addButton(QMessageBox::Ok);
    box->open();
}

} // namespace regatta::ui
