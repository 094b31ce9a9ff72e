#pragma once

#include <QAction>
#include <QObject>
#include <QStringList>

class QWidget;

namespace regatta::ui {

class ProfileDocument;

/// The ways in which hosts get into a profile other than by typing. Each is one step that can be undone, adds
/// to what is there, and leaves out what is there already. GUI thread.
class HostImport : public QObject
{
    Q_OBJECT

public:
    /// `home` is where .ssh is. `window` is the dialogs' parent.
    HostImport(ProfileDocument &document, const QString &home, QWidget &window);

    QAction fromSshConfig;
    QAction fromFile;
    QAction fromClipboard;

    /// What the file's action does once a file is chosen.
    void importFile(const QString &path);

Q_SIGNALS:
    /// The document has got hosts.
    void imported();

private:
    void showSshConfig();
    void chooseFile();
    void paste();
    void add(const QStringList &lines);
    void sayThat(const QString &text, const QString &details);

    ProfileDocument &m_document;
    const QString m_home;
    QWidget &m_window;
};

} // namespace regatta::ui
