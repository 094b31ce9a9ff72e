#pragma once

#include "app/demo/server_settings.h"

#include <libssh/libssh.h>
#include <libssh/server.h>

namespace regatta::demo {

/// Answers one connection's log-in requests as the settings say. Of the server's thread.
class LogIn
{
public:
    explicit LogIn(const LogInSettings &settings);

    /// Tells the client what it may try; once, before the first request.
    void announceMethods(ssh_session session) const;

    /// Sends the answer to an authentication message.
    void answer(ssh_session session, ssh_message message);

    bool isComplete() const { return m_complete; }

private:
    enum class Verdict { Right, Wrong, Asked };

    QList<LogInMethod> offered() const;
    Verdict judge(ssh_session session, ssh_message message) const;
    Verdict judgeKey(ssh_message message) const;
    Verdict judgePassword(ssh_message message) const;
    Verdict judgeAnswers(ssh_session session, ssh_message message) const;
    Verdict ask(ssh_message message) const;
    void acceptStep(ssh_session session, ssh_message message);

    const LogInSettings &m_settings;
    qsizetype m_stepsDone = 0;
    bool m_complete = false;
};

} // namespace regatta::demo
