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
    gateOptions->onlyOpenSsh = QStringLiteral("controlmaster auto");
    auto options = std::make_shared<transport::HostOptions>();
    options->proxyJump = QStringLiteral("gate");
    options->jumpHosts = {{QStringLiteral("gate")}};
    options->jumpHosts[0].options = gateOptions;
    const EndpointResolver resolver({}, ofAlice());
    EXPECT_EQ(resolver.endpointFor({.name = QStringLiteral("web")}, options).onlyOpenSsh,
              QStringLiteral("gate: controlmaster auto"));

    model::Profile profile;
    profile.ssh.jump = QStringLiteral("none");
    auto command = std::make_shared<transport::HostOptions>();
    command->proxyCommand = QStringLiteral("nc %h %p");
    const auto direct =
        EndpointResolver(profile, ofAlice()).endpointFor({.name = QStringLiteral("web")}, command);
    EXPECT_TRUE(direct.onlyOpenSsh.isEmpty());
    EXPECT_TRUE(direct.proxyCommand.isEmpty());
    EXPECT_FALSE(direct.jump);
}

TEST(EndpointResolver, AProxyCommandIsExpandedAsSshDoes)
{
    auto options = std::make_shared<transport::HostOptions>();
    options->user = QStringLiteral("ops");
    options->port = 2200;
    options->hostName = QStringLiteral("%h.example.org");
    options->proxyCommand = QStringLiteral("~/bin/carry -n %n -r %r %h %p 100%%");
    const EndpointResolver resolver({}, ofAlice());
    const auto endpoint = resolver.endpointFor({.name = QStringLiteral("web")}, options);
    EXPECT_EQ(endpoint.proxyCommand.toStdString(),
              "exec ~/bin/carry -n web -r ops web.example.org 2200 100%");
    EXPECT_TRUE(endpoint.onlyOpenSsh.isEmpty());

    auto behind = std::make_shared<transport::HostOptions>();
    behind->proxyJump = QStringLiteral("outer,gate");
    behind->jumpHosts = {{QStringLiteral("outer")}, {QStringLiteral("gate")}};
    behind->jumpHosts[0].options = options;
    behind->jumpHosts[1].options = options; // which ssh replaces by the way through the one before
    const auto far = resolver.endpointFor({.name = QStringLiteral("far")}, behind);
    ASSERT_TRUE(far.jump && far.jump->jump);
    EXPECT_TRUE(far.proxyCommand.isEmpty());
    EXPECT_TRUE(far.jump->proxyCommand.isEmpty());
    EXPECT_TRUE(far.jump->jump->proxyCommand.contains(QStringLiteral("outer.example.org 2200")));
}

TEST(EndpointResolver, ANameThatAShellWouldReadStaysOutOfAProxyCommand)
{
    auto options = std::make_shared<transport::HostOptions>();
    options->hostName = QStringLiteral("%h");
    options->proxyCommand = QStringLiteral("carry %r %h %p");
    model::Profile profile;
    for (const auto &user : {"$(touch /tmp/x)", "`id`", "a;b", "a b", "-oX", "a\nb"}) {
        profile.ssh.user = QString::fromLatin1(user);
        const auto endpoint =
            EndpointResolver(profile, ofAlice()).endpointFor({.name = QStringLiteral("web")}, options);
        EXPECT_TRUE(endpoint.proxyCommand.isEmpty()) << user;
        EXPECT_EQ(endpoint.onlyOpenSsh, QStringLiteral("proxycommand carry %r %h %p")) << user;
    }
    options->proxyCommand = QStringLiteral("carry %C");
    EXPECT_FALSE(EndpointResolver({}, ofAlice())
                     .endpointFor({.name = QStringLiteral("web")}, options)
                     .onlyOpenSsh.isEmpty());
}
