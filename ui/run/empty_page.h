#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace regatta::ui {

/// Where the table would be if there were tasks: says what can be done next, with a button for each, or why
/// the profile can't run.
class EmptyPage : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyPage(QWidget *parent = nullptr);

    /// Sentences; empty: there is nothing to begin with yet.
    void showProblems(const QStringList &problems);

Q_SIGNALS:
    void openRequested();
    void hostsRequested(); ///< to be typed or pasted
    void sshConfigRequested();
    void hostsFileRequested();
    void demoRequested();
    void editRequested();

private:
    void makeWords();
    void makeBeginnings();
    QPushButton *addButton(const char *name, const QString &text);

    QLabel *m_sign = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_words = nullptr;
    QList<QPushButton *> m_beginnings; // where there are no hosts
    QPushButton *m_edit = nullptr;     // where there are problems
};

} // namespace regatta::ui
