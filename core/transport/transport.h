#pragma once

#include "core/base/clock.h"
#include "core/base/output_budget.h"
#include "core/base/strong_id.h"
#include "core/model/handshake_pace.h"
#include "core/model/profile.h"
#include "core/model/task.h"
#include "core/transport/copy/copy_order.h"
#include "core/transport/idle_limits.h"
#include "core/transport/ssh_config/host_options.h"
#include "core/trust/host_key.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace regatta::transport {

/// Where to, as whom, and what to trust there: all that reaching a target needs, resolved. Executions with
/// equal endpoints share a session.
struct Endpoint
{
    QString host;     ///< as the person wrote it, IPv6 without brackets
    QString hostName; ///< name or numeric address to dial, and what known_hosts is asked for; empty: host
    quint16 port = 22;
    QString user; ///< never empty for SSH
    QStringList
        identityFiles;   ///< absolute paths, in the order of trying; empty: agent and OpenSSH's default files
    QString hostKeyName; ///< HostKeyAlias: the name known_hosts is asked for, without a port; empty: none
    trust::HostKeyPolicy hostKeyPolicy = trust::HostKeyPolicy::Ask;
    QStringList knownHostsFiles; ///< empty: OpenSSH's defaults
    QString sshConfigFile;       ///< for the ssh program (-F); empty: its default
    QString proxyJump;           ///< as ssh -J has it, what `jump` is made of; empty: nobody says anything
    QString proxyCommand;        ///< a line for the person's shell that carries the connection; empty: none
    /// The host that this one is reached through, which may have one of its own; null: directly.
    std::shared_ptr<const Endpoint> jump;
    /// What the person's configuration says beyond all this, tokens expanded; may be null. The ssh program
    /// reads it by itself.
    std::shared_ptr<const HostOptions> options;
    /// Why only the ssh program will do ("gssapiauthentication yes"); empty: any transport will.
    QString onlyOpenSsh;

    const QString &dialled() const { return hostName.isEmpty() ? host : hostName; }
    bool operator==(const Endpoint &other) const;
};

size_t qHash(const Endpoint &endpoint, size_t seed = 0) noexcept;

/// Unique within the process, never used twice.
using ExecutionId = base::StrongId<struct ExecutionTag, std::uint64_t>;

/// Learns what becomes of executions. Called from the transport's threads, for one execution from one thread
/// at a time and in order; must be quick and must not call back into the transport. Times are stamped by the
/// caller.
class ExecutionObserver
{
public:
    virtual ~ExecutionObserver() = default;

    /// Connecting, Authenticating, Waiting (a person is asked), Running, Stopping; in that order, each at
    /// most once, but for Authenticating, which Waiting is left for, perhaps several times. The first one
    /// means that a transport works on it.
    virtual void stateChanged(ExecutionId id, model::TaskState state, base::Instant time) = 0;

    /// Only for an execution that stands aside: its session is open, and it waits for Transport::goOn().
    /// At most once for each session that it tries.
    virtual void wantsToGoOn(ExecutionId id) { Q_UNUSED(id) }

    /// A server hung up on it, or took it, which changed how many may try at once, of all executions of the
    /// transport. It goes on being connected.
    virtual void paceChanged(ExecutionId id, const model::HandshakePace &pace, base::Instant time)
    {
        Q_UNUSED(id)
        Q_UNUSED(pace)
        Q_UNUSED(time)
    }

    /// Bytes as they came, only while Running or Stopping. Never empty.
    virtual void output(ExecutionId id, model::OutputStream stream, QByteArray bytes, base::Instant time) = 0;

    /// How far a copy got, a few times a second; only while Running or Stopping.
    virtual void progressed(ExecutionId id, const CopyProgress &progress, base::Instant time)
    {
        Q_UNUSED(id)
        Q_UNUSED(progress)
        Q_UNUSED(time)
    }

    /// Exactly once, and nothing of this execution after it.
    virtual void finished(ExecutionId id, model::AttemptResult result) = 0;
};

/// What a command reads from its standard input: a text, or a file of this machine. Then comes its end.
struct Input
{
    QByteArray text;
    QString file; ///< absolute; read while it is sent

    bool isEmpty() const { return text.isEmpty() && file.isEmpty(); }
    bool operator==(const Input &) const = default;
};

/// One command on one target, or one copy between it and this machine.
struct Execution
{
    ExecutionId id;
    Endpoint endpoint;
    QByteArray command;            ///< one line for the remote POSIX shell, quoted already
    std::optional<CopyOrder> copy; ///< set: no command is run, and the next three mean nothing
    QString become;                ///< who runs it, by way of sudo, see SudoDialogue; empty: who logs in
    Input input;
    /// It gets a terminal: its output and errors come as one, its input is typed.
    bool hasPty = false;
    model::Timeouts timeouts;
    int jumpHandshakes = 0; ///< at once through one jump host; 0: the usual number
    /// From Waiting on it needs no slot: it logs in, as soon as a person has answered, but sends no command
    /// before goOn(), after which it keeps its slot. It may end at any time.
    bool standsAside = false;
    std::shared_ptr<base::OutputBudget>
        budget; ///< while it is exhausted nothing is read; may be null: no limit
    std::shared_ptr<ExecutionObserver> observer; ///< never null; kept until after finished()

    /// sudo reads a password from there, and a server of files what is asked of it.
    bool needsInput() const { return copy || !become.isEmpty() || !input.isEmpty(); }
};

/// A way to reach targets. All functions may be called from any thread and return at once; nothing here
/// blocks. Destroying a transport finishes what still runs as Cancelled or StopUnverified before the
/// destructor returns.
///
/// Outcomes, the same for all transports (the contract suite in tests/contract holds them to it):
/// exit code 0 is Succeeded, any other CommandFailed, as is death by a signal (with `signal`, without exit
/// code); name, route, port and key-exchange trouble is Unreachable, a connect time-out too
/// (ConnectTimedOut); a step or silence time-out is TimedOut; a connection that ends while the command runs
/// is ConnectionLost; a copy that the host or this machine refuses is CommandFailed without an exit code,
/// and leaves the destination as it was; stop() ends as Cancelled if the command is known to be gone or was
/// never sent, otherwise as StopUnverified. Until sudo has let the command begin, the execution is
/// Authenticating, or Waiting for a password; what sudo refuses is AuthenticationFailed (BecomeRefused,
/// BecomePasswordWrong). An input that can't be read is CommandFailed (FileUnreadable), before anything
/// connects.
class Transport
{
public:
    virtual ~Transport() = default;

    virtual void start(Execution execution) = 0;

    /// Ends an execution as fast as that can be done for certain. Unknown or finished ids are ignored.
    virtual void stop(ExecutionId id) = 0;

    /// An execution that stood aside may go on, with the command as it is now (of no meaning for a copy).
    /// Unknown ids are ignored, and those that don't wait for it. Transports that never ask have nothing to
    /// do.
    virtual void goOn(ExecutionId id, QByteArray command)
    {
        Q_UNUSED(id)
        Q_UNUSED(command)
    }

    /// Closes sessions that no execution uses.
    virtual void closeIdleSessions() = 0;

    /// What is kept of them from now on; counts for those that are there, too. Transports that keep none have
    /// nothing to do.
    virtual void setIdleLimits(const IdleLimits &limits) { Q_UNUSED(limits) }
};

} // namespace regatta::transport
