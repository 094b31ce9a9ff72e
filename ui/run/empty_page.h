#pragma once

#include <QWidget>

class QPushButton;

namespace regatta::ui {

/// Where the table would be if there were tasks: says what can be done next, with a button for each.
class EmptyPage : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyPage(QWidget *parent = nullptr);

Q_SIGNALS:
    void openRequested();
    void hostsRequested(); ///< to be typed or pasted
    void sshConfigRequested();
    void hostsFileRequested();
    void demoRequested();

private:
    QPushButton *addButton(const char *name, const QString &text);
};

} // namespace regatta::ui
