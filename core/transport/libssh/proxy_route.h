#pragma once

#include "core/transport/libssh/proxy_process.h"
#include "core/transport/libssh/route.h"
#include "core/transport/libssh/surroundings.h"

namespace regatta::transport::libssh {

/// Through a program, as ssh_config(5)'s ProxyCommand has it. Each connection has its own, which is ended
/// with it.
class ProxyRoute final : public Route
{
public:
    ProxyRoute(Surroundings &surroundings, const Endpoint &endpoint);
    ~ProxyRoute() override;

    void prepare(Prepared prepared) override { prepared({}); }
    void open(Opened opened) override;
    void explain(Explained explained) override;
    void giveBackTurn() override {}
    int descriptors() const override { return ProxyProcesses::descriptorsOfEach; }

private:
    void tell();

    Surroundings &m_surroundings;
    const Endpoint &m_endpoint;
    std::shared_ptr<ProxyProcess> m_process; ///< of the last open()
    Explained m_explained;
    Timer m_patience;
};

} // namespace regatta::transport::libssh
