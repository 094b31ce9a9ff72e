#pragma once

#include <QPushButton>

namespace regatta::ui {

class OpenSessions;

/// How many connections stay open for the next run, with a menu that closes them; hidden while there are
/// none.
class SessionsButton : public QPushButton
{
    Q_OBJECT

public:
    /// Follows `sessions`, which outlives it.
    explicit SessionsButton(OpenSessions &sessions, QWidget *parent = nullptr);

private:
    void showCount(int count);
};

} // namespace regatta::ui
