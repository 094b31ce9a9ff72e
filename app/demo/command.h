#pragma once

#include "app/demo/descriptor.h"
#include "core/base/error.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

#include <sys/types.h>

namespace regatta::demo {

/// Where a command runs. Nothing else of our own environment reaches it.
struct Shell
{
    QString home;           ///< HOME and working folder; empty: "/"
    QStringList searchPath; ///< before /usr/bin and /bin
    QByteArray user;
};

/// How a command ended: exactly one of the two is set.
struct ExitState
{
    std::optional<int> code;
    std::optional<int> signal;
    bool coreDumped = false;
};

/// "/bin/sh -c ..." in a session and process group of its own, with three pipes. Destroying it kills the
/// group if the shell still runs. The shell is reaped at the end only, so that the group's number stays ours
/// until then.
class Command
{
public:
    static base::Expected<std::unique_ptr<Command>> start(const QByteArray &commandLine, const Shell &shell);
    ~Command();
    Q_DISABLE_COPY_MOVE(Command)

    Descriptor input;   ///< our end, non-blocking
    Descriptor output;  ///< our end, non-blocking
    Descriptor error;   ///< our end, non-blocking
    Descriptor process; ///< pidfd: readable once the shell has ended

    std::optional<ExitState> exitState() const;
    void sendSignal(int signal) const; ///< to the whole group

private:
    Command() = default;

    pid_t m_pid = -1;
};

} // namespace regatta::demo
