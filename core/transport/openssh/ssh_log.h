#pragma once

#include "core/transport/process/interpreter.h"

#include <QByteArray>
#include <QList>

namespace regatta::transport::openssh {

/// Reads what the ssh program logs at level DEBUG1, and makes phases and causes of it. The wording is that of
/// OpenSSH 7.6 to 9.9 (log calls of sshconnect.c, sshconnect2.c, kex.c, clientloop.c, mux.c); tests hold it
/// to the installed program. What a jump host's ssh says at level INFO stands between. Keeps a bounded part
/// of the log and nothing of it beyond judge().
class SshLog
{
public:
    /// The log repeats the command as it is, so one of several lines could be taken for the program's own
    /// words.
    explicit SshLog(const QByteArray &command);

    /// In chunks as they come.
    void read(const QByteArray &bytes);

    model::TaskState phase() const { return m_phase; }

    /// The command runs over another ssh's connection (ControlMaster): that one may let it speak before this
    /// one logs that it was sent.
    bool isMultiplexed() const { return m_isMultiplexed; }

    /// The host has said how the command ended.
    bool hasExitReport() const { return m_hasExitStatus || m_hasExitSignal; }

    /// `errorOutput`: the end of what came through standard error.
    process::Verdict judge(const process::ChildProcess::Exit &exit, const QByteArray &errorOutput) const;

private:
    void readLine(const QByteArray &line);
    void readDebugLine(const QByteArray &line);
    process::Verdict judgeRun(const process::ChildProcess::Exit &exit, const QByteArray &errorOutput) const;
    process::Verdict judgeBeforeRun(const QByteArray &errorOutput) const;
    process::Verdict judgeLogIn() const;
    process::Verdict judgeConnection(const QByteArray &errorOutput) const;

    QByteArray m_partialLine;
    QList<QByteArray> m_commandLines; ///< that are yet to be repeated
    QList<QByteArray> m_words;        ///< lines that are not for debugging: what ssh tells people
    qsizetype m_wordsSize = 0;
    model::TaskState m_phase = model::TaskState::Connecting;
    bool m_isSshServer = false;
    bool m_saidSomethingElse = false;
    bool m_isLoggedIn = false;
    bool m_isMultiplexed = false;
    bool m_keyWasAccepted = false;
    bool m_hasExitStatus = false;
    bool m_hasExitSignal = false;
};

} // namespace regatta::transport::openssh
