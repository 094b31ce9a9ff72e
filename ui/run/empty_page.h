#pragma once

#include <QWidget>

namespace regatta::ui {

/// Where the table would be if there were tasks: says what can be done next, with a button for each.
class EmptyPage : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyPage(QWidget *parent = nullptr);

Q_SIGNALS:
    void openRequested();
    void hostsRequested();
    void demoRequested();
};

} // namespace regatta::ui
