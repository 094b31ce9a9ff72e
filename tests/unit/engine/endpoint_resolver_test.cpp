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
