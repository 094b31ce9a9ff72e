#include "core/transport/libssh/libssh_transport.h"
#include "core/transport/openssh/openssh_transport.h"
#include "core/trust/host_key_verifier.h"
#include "tests/ssh/ssh_program.h"
#include "tests/support/recording_observer.h"

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::tests;
using model::Outcome;

namespace {

/// The demo fleet as the program itself uses it: through either of the SSH transports.
class FleetTransport : public testing::TestWithParam<model::TransportKind>
{
protected:
    std::unique_ptr<transport::Transport> makeTransport()
    {
        if (GetParam() == model::TransportKind::OpenSsh)
            return std::make_unique<transport::OpenSshTransport>();
        transport::LibSshSettings settings;
        settings.agentSocket.clear();
        return std::make_unique<transport::LibSshTransport>(m_verifier, settings);
    }

    transport::Execution execution(int host, const QByteArray &command)
    {
        transport::Execution one;
        one.id = transport::ExecutionId{++m_lastId};
        one.endpoint.host = m_fleet->hosts().at(host).address;
        one.endpoint.port = m_fleet->hosts().at(host).port;
        one.endpoint.user = m_fleet->user();
        one.endpoint.identityFiles = {m_fleet->identityFile()};
        one.endpoint.knownHostsFiles = {m_fleet->knownHostsFile()};
        one.endpoint.hostKeyPolicy = trust::HostKeyPolicy::Strict;
        one.endpoint.sshConfigFile = QStringLiteral("/dev/null");
        one.command = command;
        one.observer = m_observer;
        return one;
    }

    model::AttemptResult resultOf(transport::ExecutionId id)
    {
        return m_observer->record(id).results.value(0);
    }

    std::unique_ptr<demo::DemoFleet> m_fleet =
        demo::DemoFleet::start({.hosts = 10, .oneFails = true, .user = "demo"}).value();
    std::shared_ptr<RecordingObserver> m_observer = std::make_shared<RecordingObserver>();
    trust::HostKeyVerifier m_verifier{nullptr};
    quint64 m_lastId = 0;
};

std::string nameOfTransport(const testing::TestParamInfo<model::TransportKind> &tested)
{
    return tested.param == model::TransportKind::OpenSsh ? "OpenSsh" : "LibSsh";
}

} // namespace

INSTANTIATE_TEST_SUITE_P(Transport, FleetTransport,
                         testing::Values(model::TransportKind::LibSsh, model::TransportKind::OpenSsh),
                         nameOfTransport);

TEST_P(FleetTransport, RestartsAHundredContainersOfWhichOneFails)
{
    const auto transport = makeTransport();
    std::vector<transport::Execution> all;
    for (int host = 0; host < 10; ++host) {
        for (int app = 0; app < 10; ++app)
            all.push_back(execution(host, "docker restart app-" + QByteArray::number(app)));
    }
    for (const transport::Execution &one : all)
        transport->start(one);
    ASSERT_TRUE(m_observer->waitForFinished(qsizetype(all.size())));

    for (size_t i = 0; i < all.size(); ++i) {
        const bool fails = i == 41; // app-1 of the fifth host
        EXPECT_EQ(resultOf(all[i].id).outcome, fails ? Outcome::CommandFailed : Outcome::Succeeded) << i;
        EXPECT_EQ(m_observer->record(all[i].id).standardError.startsWith("Error response from daemon"), fails)
            << i;
    }
}

TEST_P(FleetTransport, RunsOnAllHostsAtTheSameTime)
{
    const auto transport = makeTransport();
    std::vector<transport::Execution> all;
    for (int host = 0; host < 10; ++host) {
        // Nobody gets on before all are there.
        const QByteArray mark = "../arrived-" + QByteArray::number(host);
        all.push_back(execution(
            host, "touch " + mark + "; while [ $(ls .. | grep -c arrived) -lt 10 ]; do sleep 0.01; done"));
    }
    for (const transport::Execution &one : all)
        transport->start(one);
    ASSERT_TRUE(m_observer->waitForFinished(qsizetype(all.size())));
    for (const transport::Execution &one : all)
        EXPECT_EQ(resultOf(one.id).outcome, Outcome::Succeeded);
}
