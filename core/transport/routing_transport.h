#pragma once

#include "core/transport/transport.h"

#include <functional>
#include <memory>
#include <mutex>

namespace regatta::transport {

/// The libssh transport for all that it can reach, the ssh program for the rest (Endpoint::onlyOpenSsh).
class RoutingTransport final : public Transport
{
public:
    /// `makeOpenSsh` is called once, when it is first needed, on any thread.
    RoutingTransport(std::unique_ptr<Transport> libSsh,
                     std::function<std::unique_ptr<Transport>()> makeOpenSsh);

    void start(Execution execution) override;
    void stop(ExecutionId id) override;
    void goOn(ExecutionId id, QByteArray command) override;
    void closeIdleSessions() override;
    void setIdleLimits(const IdleLimits &limits) override;

private:
    Transport &openSsh();
    Transport *openSshIfUsed();

    const std::unique_ptr<Transport> m_libSsh;
    const std::function<std::unique_ptr<Transport>()> m_makeOpenSsh;
    std::mutex m_mutex;
    std::unique_ptr<Transport> m_openSsh; // set under m_mutex, then never changed
};

} // namespace regatta::transport
