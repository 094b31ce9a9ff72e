#pragma once

#include "core/base/error.h"
#include "core/model/profile.h"
#include "core/profile/problem.h"

#include <QByteArray>
#include <QFileSystemWatcher>
#include <QObject>
#include <QUndoStack>

namespace regatta::ui {

/// A profile while it is edited: its value, its file, and the way back. GUI thread; a profile is small, so
/// that reading and writing its file doesn't keep anybody waiting.
class ProfileDocument : public QObject
{
    Q_OBJECT

public:
    explicit ProfileDocument(QObject *parent = nullptr);

    const model::Profile &profile() const { return m_profile; }
    /// Absolute; empty: never saved.
    const QString &path() const { return m_path; }
    /// Neither saved here nor reviewed: whoever wrote it is unknown.
    bool isFromElsewhere() const;
    void setReviewed();
    bool isModified() const { return !m_undo.isClean(); }
    QUndoStack &undoStack() { return m_undo; }

    /// Begins anew with this value, unmodified. `path` may be empty.
    void reset(const model::Profile &profile, const QString &path);
    /// Reads the file. Problems: why it could not be opened; the document is as it was then.
    QList<profile::Problem> load(const QString &path);
    /// On an error the document stays modified and the old file as it was.
    base::Expected<void> save(const QString &path);

    /// One step of editing, which can be undone. Steps with the same `field` that follow each other are one
    /// step; an empty field never merges. Nothing happens if the value is the same.
    void change(const model::Profile &profile, const QString &description, const QByteArray &field = {});

Q_SIGNALS:
    void profileChanged();
    void pathChanged();
    void modifiedChanged(bool modified);
    /// Somebody else wrote the file, and it holds something else now. Once for each such change.
    void changedOnDisk();

private:
    class Change;

    void setProfile(const model::Profile &profile);
    void setPath(const QString &path);
    void watch();
    void lookAtFile();
    QByteArray fileContents() const;

    model::Profile m_profile;
    QString m_path;
    QUndoStack m_undo;
    QFileSystemWatcher m_watcher;
    QByteArray m_onDisk; ///< what we last read or wrote there
};

} // namespace regatta::ui
