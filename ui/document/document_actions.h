#pragma once

#include <QAction>
#include <QObject>

#include <functional>

class QWidget;

namespace regatta::ui {

class ProfileDocument;

/// What a person does with a profile's file, and the questions that go with it. Every question is a dialog
/// that doesn't keep the program from going on. GUI thread.
class DocumentActions : public QObject
{
    Q_OBJECT

public:
    /// `window` is the dialogs' parent.
    DocumentActions(ProfileDocument &document, QWidget &window);

    QAction create;
    QAction open;
    QAction save;
    QAction saveAs;

    /// Does it at once if nothing is unsaved; else asks, and does it unless the person would rather not.
    void whenSaved(std::function<void()> then);

Q_SIGNALS:
    void fileChosen(const QString &path);

private:
    void saveThen(std::function<void()> then);
    void saveAsThen(std::function<void()> then);
    void saveTo(const QString &path, const std::function<void()> &then);
    void chooseFile();
    void askAboutChangeOnDisk();
    void reload();

    ProfileDocument &m_document;
    QWidget &m_window;
};

} // namespace regatta::ui
