#pragma once

#include "core/base/error.h"
#include "core/transport/libssh/reactor.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <sys/types.h>

namespace regatta::transport::libssh {

class ProxyProcesses;

/// The program of a ProxyCommand: it carries bytes between its standard input and output, which are one end
/// of a socket pair, and a host. Of the reactor's thread; owned by its collection until it has ended.
class ProxyProcess final : Reactor::Watcher
{
public:
    ProxyProcess(Reactor &reactor, ProxyProcesses &owner);
    ~ProxyProcess() override;

    bool hasEnded() const { return m_exit.has_value(); }
    /// It has ended with success, or isn't at fault: ssh as a ProxyCommand was hung up on by a server.
    bool isBlameless() const;
    /// "exit code 1: no route to host": how it ended, and what it last said, which is untrusted.
    QString account() const;
    /// One listener at a time; null: none any more.
    void whenEnded(std::function<void()> ended) { m_ended = std::move(ended); }

    /// Nobody needs it any more: it is asked to go, and made to if it doesn't.
    void end();

private:
    friend class ProxyProcesses;

    struct Exit
    {
        bool isBySignal = false;
        int code = 0; ///< or the signal's number
    };

    base::Expected<Descriptor> start(const QString &command);
    void descriptorReady(std::uint32_t epollEvents) override;
    void lookForItsEnd();
    void readErrors();
    void bury();
    void signal(int number) const;

    Reactor &m_reactor;
    ProxyProcesses &m_owner;
    pid_t m_process = -1;
    Descriptor m_handle; ///< pidfd_open(2): readable once it has ended
    Descriptor m_errors;
    QByteArray m_words; ///< the last of what it wrote to standard error
    std::optional<Exit> m_exit;
    std::function<void()> m_ended;
    bool m_isUnwanted = false;
    Timer m_patience;
};

/// The programs of one reactor. Of its thread.
class ProxyProcesses
{
public:
    /// Of each: the socket, the process, its standard error.
    static constexpr int descriptorsOfEach = 3;

    explicit ProxyProcesses(Reactor &reactor)
        : m_reactor(reactor)
    {}

    struct Started
    {
        std::shared_ptr<ProxyProcess> process;
        Descriptor socket; ///< the other end, which doesn't block
    };
    /// Runs a command line in the person's shell. ProxyCommandFailed: there is no such shell;
    /// DescriptorsExhausted.
    base::Expected<Started> start(const QString &command);

    /// Ends all of them; waits a second at most for those that don't let themselves be ended.
    void shutDown();

    /// From a program that has ended.
    void remove(const ProxyProcess &process);

private:
    void waitForEnds(std::chrono::milliseconds limit);

    Reactor &m_reactor;
    std::vector<std::shared_ptr<ProxyProcess>> m_processes;
};

} // namespace regatta::transport::libssh
