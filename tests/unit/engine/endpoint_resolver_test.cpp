#include "core/engine/endpoint_resolver.h"

#include <gtest/gtest.h>

using namespace regatta;
using engine::ConnectionSettings;
using engine::EndpointResolver;

namespace {

ConnectionSettings ofAlice()
{
    ConnectionSettings settings;
    settings.localUser = QStringLiteral("alice");
    settings.home = QStringLiteral("/home/alice");
    settings.profileFolder = QStringLiteral("/srv/jobs");
    return settings;
}

} // namespace

TEST(EndpointResolver, FallsBackToOpenSshsDefaults)
{
    const auto endpoint = EndpointResolver({}, ofAlice()).endpointFor({.name = QStringLiteral("web1")});
    EXPECT_EQ(endpoint.host, QStringLiteral("web1"));
    EXPECT_EQ(endpoint.port, 22);
    EXPECT_EQ(endpoint.user, QStringLiteral("alice"));
    EXPECT_TRUE(endpoint.identityFiles.isEmpty());
}

TEST(EndpointResolver, TheTargetThenThePersonThenTheProfile)
{
    model::Profile profile;
    profile.ssh.user = QStringLiteral("profile");
    profile.ssh.port = 2200;
    ConnectionSettings settings = ofAlice();
    const model::Target plain{.name = QStringLiteral("h")};
    const model::Target special{.name = QStringLiteral("h"), .user = QStringLiteral("own"), .port = 2222};

    EXPECT_EQ(EndpointResolver(profile, settings).endpointFor(plain).user, QStringLiteral("profile"));
    EXPECT_EQ(EndpointResolver(profile, settings).endpointFor(plain).port, 2200);
    settings.user = QStringLiteral("person");
    settings.port = 2201;
    EXPECT_EQ(EndpointResolver(profile, settings).endpointFor(plain).user, QStringLiteral("person"));
    EXPECT_EQ(EndpointResolver(profile, settings).endpointFor(plain).port, 2201);
    EXPECT_EQ(EndpointResolver(profile, settings).endpointFor(special).user, QStringLiteral("own"));
    EXPECT_EQ(EndpointResolver(profile, settings).endpointFor(special).port, 2222);
}

TEST(EndpointResolver, PathsStartAtHomeOrAtTheProfile)
{
    model::Profile profile;
    profile.ssh.identity = QStringLiteral("~/.ssh/id_jobs");
    EXPECT_EQ(EndpointResolver(profile, ofAlice()).endpointFor({}).identityFiles,
              QStringList{QStringLiteral("/home/alice/.ssh/id_jobs")});
    profile.ssh.identity = QStringLiteral("keys/id");
    EXPECT_EQ(EndpointResolver(profile, ofAlice()).endpointFor({}).identityFiles,
              QStringList{QStringLiteral("/srv/jobs/keys/id")});
    ConnectionSettings settings = ofAlice();
    settings.identityFiles = {QStringLiteral("/etc/key")};
    EXPECT_EQ(EndpointResolver(profile, settings).endpointFor({}).identityFiles,
              QStringList{QStringLiteral("/etc/key")});
}

TEST(EndpointResolver, JumpHostsFollowTheirOwnConfiguration)
{
    auto gateOptions = std::make_shared<transport::HostOptions>();
    gateOptions->user = QStringLiteral("keeper");
    gateOptions->port = 2200;
    gateOptions->hostName = QStringLiteral("10.0.0.1");
    gateOptions->identityFiles = {QStringLiteral("~/gate_key")};
    auto options = std::make_shared<transport::HostOptions>();
    options->hostName = QStringLiteral("%h");
    options->proxyJump = QStringLiteral("outer,gate");
    options->jumpHosts = {{QStringLiteral("outer"), QStringLiteral("o"), 77}, {QStringLiteral("gate")}};
    options->jumpHosts[1].options = gateOptions;
    model::Profile profile;
    profile.ssh.user = QStringLiteral("ops");
    profile.ssh.identity = QStringLiteral("~/ops_key");
    ConnectionSettings settings = ofAlice();
    settings.knownHostsFiles = {QStringLiteral("/known")};
    settings.hostKeyPolicy = trust::HostKeyPolicy::Strict;

    const auto endpoint =
        EndpointResolver(profile, settings).endpointFor({.name = QStringLiteral("web")}, options);
    EXPECT_TRUE(endpoint.onlyOpenSsh.isEmpty()) << endpoint.onlyOpenSsh.toStdString();
    const auto gate = endpoint.jump;
    ASSERT_TRUE(gate);
    EXPECT_EQ(gate->user, QStringLiteral("keeper"));
    EXPECT_EQ(gate->port, 2200);
    EXPECT_EQ(gate->dialled(), QStringLiteral("10.0.0.1"));
    EXPECT_TRUE(gate->identityFiles.isEmpty());
    EXPECT_EQ(gate->options->identityFiles, QStringList{QStringLiteral("/home/alice/gate_key")});
    EXPECT_EQ(gate->knownHostsFiles, settings.knownHostsFiles);
    EXPECT_EQ(gate->hostKeyPolicy, trust::HostKeyPolicy::Strict);
    const auto outer = gate->jump;
    ASSERT_TRUE(outer);
    EXPECT_EQ(outer->user, QStringLiteral("o"));
    EXPECT_EQ(outer->port, 77);
    EXPECT_FALSE(outer->jump);
    // Not the same object, but the same way to the same host.
    EXPECT_EQ(endpoint,
              EndpointResolver(profile, settings).endpointFor({.name = QStringLiteral("web")}, options));
}

TEST(EndpointResolver, TheProfilesJumpHostNeedsNoConfiguration)
{
    model::Profile profile;
    profile.ssh.jump = QStringLiteral("gate");
    const auto endpoint = EndpointResolver(profile, ofAlice()).endpointFor({.name = QStringLiteral("web")});
    ASSERT_TRUE(endpoint.jump);
    EXPECT_EQ(endpoint.jump->host, QStringLiteral("gate"));
    EXPECT_EQ(endpoint.jump->user, QStringLiteral("alice"));
    EXPECT_EQ(endpoint.jump->port, 22);
    profile.ssh.jump = QStringLiteral("gate:port");
    const auto odd = EndpointResolver(profile, ofAlice()).endpointFor({.name = QStringLiteral("web")});
    EXPECT_EQ(odd.onlyOpenSsh, QStringLiteral("proxyjump gate:port"));
}

TEST(EndpointResolver, WhatAJumpHostNeedsTheSshProgramForIsSaid)
{
    auto gateOptions = std::make_shared<transport::HostOptions>();
    gateOptions->proxyCommand = QStringLiteral("nc %h %p");
    auto options = std::make_shared<transport::HostOptions>();
    options->proxyJump = QStringLiteral("gate");
    options->jumpHosts = {{QStringLiteral("gate")}};
    options->jumpHosts[0].options = gateOptions;
    const EndpointResolver resolver({}, ofAlice());
    EXPECT_EQ(resolver.endpointFor({.name = QStringLiteral("web")}, options).onlyOpenSsh,
              QStringLiteral("gate: proxycommand nc %h %p"));

    model::Profile profile;
    profile.ssh.jump = QStringLiteral("none");
    auto command = std::make_shared<transport::HostOptions>();
    command->proxyCommand = QStringLiteral("nc %h %p");
    const auto direct =
        EndpointResolver(profile, ofAlice()).endpointFor({.name = QStringLiteral("web")}, command);
    EXPECT_TRUE(direct.onlyOpenSsh.isEmpty());
    EXPECT_FALSE(direct.jump);
}
