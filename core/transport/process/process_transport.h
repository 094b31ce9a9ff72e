#pragma once

#include "core/transport/process/interpreter.h"
#include "core/transport/process/work.h"

#include <QThread>

#include <functional>
#include <memory>

namespace regatta::trust {
class Credentials;
} // namespace regatta::trust

namespace regatta::transport::process {

class Mailbox;

/// Runs a program for each execution, all of them from one thread of its own, at most so many at once, and as
/// many again that wait for a person; the rest wait for their turn, first come first served, and show no
/// state until then. Few of them set out for their hosts at once, see Departures.
class ProcessTransport : public Transport
{
public:
    using MakeInterpreter = std::function<std::unique_ptr<Interpreter>(const Execution &)>;

    /// A copy is work of another kind.
    using MakeCopy = std::function<std::unique_ptr<Work>(Execution)>;

    /// `credentials` may be null: nobody can be asked.
    ProcessTransport(MakeInterpreter makeInterpreter, MakeCopy makeCopy, int processLimit,
                     trust::Credentials *credentials);
    ~ProcessTransport() override;
    Q_DISABLE_COPY_MOVE(ProcessTransport)

    void start(Execution execution) override;
    void stop(ExecutionId id) override;
    void goOn(ExecutionId id, QByteArray command) override;

    /// Programs keep no sessions.
    void closeIdleSessions() override {}

private:
    class Worker;

    QThread m_thread;
    std::unique_ptr<Worker> m_worker; // lives in m_thread
    std::shared_ptr<Mailbox> m_mailbox;
};

/// As many processes as the descriptors of this process (RLIMIT_NOFILE) allow, at most 256: beyond that a
/// machine only gets slower.
int defaultProcessLimit();

} // namespace regatta::transport::process
