#pragma once

#include "core/transport/process/child_process.h"
#include "core/transport/transport.h"

namespace regatta::transport::process {

/// What the end of a program says of the command that it ran. Times are not its business.
struct Verdict
{
    model::Outcome outcome = model::Outcome::InternalError;
    std::optional<int> exitCode;
    QByteArray signal;
    std::optional<base::Error> error;
};

/// Turns one execution into a program, and what that program says and how it ends into states and a verdict.
/// One object an execution, used by the transport's thread.
class Interpreter
{
public:
    virtual ~Interpreter() = default;

    virtual ChildProcess::Command command() const = 0;

    /// The program's own words, in chunks as they come; only called if the command asked for a log.
    virtual void readLog(const QByteArray &bytes) = 0;

    /// How far the program got: Connecting, Authenticating or Running. Never goes back.
    virtual model::TaskState phase() const = 0;

    /// Whether what came through standard error before Running is the command's nevertheless, and not the
    /// program's own. Asked at Running.
    virtual bool earlyErrorsAreTheCommands() const = 0;

    /// How it ended by itself. `errorOutput` is the beginning of what the program wrote to standard error
    /// before the command ran.
    virtual Verdict judge(const ChildProcess::Exit &exit, const QByteArray &errorOutput) const = 0;

    /// Whether the command is known to be gone once the program has been stopped. `groupIsGone`: no process
    /// of the program's group is left, and nobody holds its output.
    virtual bool isGoneAfterStop(bool groupIsGone) const = 0;
};

} // namespace regatta::transport::process
