#include "ui/document/profile_document.h"

#include "core/profile/profile_reader.h"
#include "core/profile/profile_writer.h"
#include "ui/document/known_files.h"

#include <QFile>
#include <QFileInfo>
#include <QUndoCommand>

namespace regatta::ui {

/// Profiles are values: an edit is one value in the place of another.
class ProfileDocument::Change final : public QUndoCommand
{
public:
    Change(ProfileDocument &document, model::Profile after, const QString &description, QByteArray field)
        : QUndoCommand(description)
        , m_document(document)
        , m_before(document.profile())
        , m_after(std::move(after))
        , m_field(std::move(field))
    {}

    void undo() override { m_document.setProfile(m_before); }
    void redo() override { m_document.setProfile(m_after); }
    int id() const override { return m_field.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const Change *>(other);
        if (next->m_field != m_field)
            return false;
        m_after = next->m_after;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    ProfileDocument &m_document;
    const model::Profile m_before;
    model::Profile m_after;
    const QByteArray m_field;
};

ProfileDocument::ProfileDocument(QObject *parent)
    : QObject(parent)
{
    connect(&m_undo, &QUndoStack::cleanChanged, this, [this](bool clean) { Q_EMIT modifiedChanged(!clean); });
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &ProfileDocument::lookAtFile);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &ProfileDocument::lookAtFile);
}

void ProfileDocument::reset(const model::Profile &profile, const QString &path)
{
    m_undo.clear();
    setPath(path);
    Q_EMIT pathChanged();
    setProfile(profile);
    Q_EMIT modifiedChanged(false);
}

QList<profile::Problem> ProfileDocument::load(const QString &path)
{
    const auto reading = profile::read(path);
    if (!reading)
        return reading.error().problems;
    reset(reading->profile, QFileInfo(path).absoluteFilePath());
    return {};
}

base::Expected<void> ProfileDocument::save(const QString &path)
{
    if (const auto saved = profile::save(path, m_profile); !saved)
        return saved;
    setPath(QFileInfo(path).absoluteFilePath());
    setReviewed(); // before anybody hears of the path, and asks whose file it is
    Q_EMIT pathChanged();
    m_undo.setClean();
    return {};
}

bool ProfileDocument::isFromElsewhere() const
{
    return !m_path.isEmpty() && !KnownFiles().contains(m_path, m_onDisk);
}

void ProfileDocument::setReviewed()
{
    if (!m_path.isEmpty())
        KnownFiles().add(m_path, m_onDisk);
}

void ProfileDocument::change(const model::Profile &profile, const QString &description,
                             const QByteArray &field)
{
    if (profile != m_profile)
        m_undo.push(new Change(*this, profile, description, field));
}

void ProfileDocument::setProfile(const model::Profile &profile)
{
    m_profile = profile;
    Q_EMIT profileChanged();
}

void ProfileDocument::setPath(const QString &path)
{
    m_path = path;
    m_onDisk = fileContents();
    watch();
}

void ProfileDocument::watch()
{
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    if (!watched.isEmpty())
        m_watcher.removePaths(watched);
    // The folder too: most editors put a new file in the place of the old one.
    if (!m_path.isEmpty())
        m_watcher.addPaths({m_path, QFileInfo(m_path).absolutePath()});
}

void ProfileDocument::lookAtFile()
{
    watch();
    const QByteArray now = fileContents();
    if (now == m_onDisk || now.isEmpty())
        return; // nothing new, or about to be replaced
    m_onDisk = now;
    Q_EMIT changedOnDisk();
}

QByteArray ProfileDocument::fileContents() const
{
    QFile file(m_path);
    return !m_path.isEmpty() && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace regatta::ui
