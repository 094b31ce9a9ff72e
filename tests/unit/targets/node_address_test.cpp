#include "core/targets/node_address.h"

#include <gtest/gtest.h>

using regatta::model::Target;
using regatta::targets::parseAddress;

namespace {

Target target(const char *name, const char *user = "", quint16 port = 0)
{
    return {QString::fromUtf8(name), QString::fromUtf8(user), port, {}};
}

class GoodAddress : public testing::TestWithParam<std::pair<const char *, Target>>
{};

class BadAddress : public testing::TestWithParam<const char *>
{};

} // namespace

TEST_P(GoodAddress, IsRead)
{
    EXPECT_EQ(parseAddress(QString::fromUtf8(GetParam().first)), GetParam().second) << GetParam().first;
}

INSTANTIATE_TEST_SUITE_P(NodeAddress, GoodAddress,
                         testing::Values(std::pair("web01.example.org", target("web01.example.org")),
                                         std::pair("ops@web", target("web", "ops")),
                                         std::pair("web:2222", target("web", "", 2222)),
                                         std::pair("ops@10.1.0.1:65535", target("10.1.0.1", "ops", 65535)),
                                         std::pair("me@corp.example@web", target("web", "me@corp.example")),
                                         std::pair("CORP\\me@web", target("web", "CORP\\me")),
                                         std::pair("2001:db8::1", target("2001:db8::1")),
                                         std::pair("[2001:db8::1]:22", target("2001:db8::1", "", 22)),
                                         std::pair("ops@[::1]", target("::1", "ops")),
                                         std::pair("ops@::1", target("::1", "ops")),
                                         std::pair("fe80::1%eth0", target("fe80::1%eth0")),
                                         std::pair("[::ffff:10.0.0.1]:22", target("::ffff:10.0.0.1", "", 22)),
                                         std::pair("bücher.example", target("bücher.example"))));

TEST_P(BadAddress, IsRefused)
{
    EXPECT_FALSE(parseAddress(QString::fromUtf8(GetParam()))) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(NodeAddress, BadAddress,
                         testing::Values("", "@web", "ops@", "web:", "web:0", "web:70000", "web:-1",
                                         "web:+22", "web: 22", "web:2x", ":22", "-oProxyCommand=x", "-l@web",
                                         "ops@-web", "[::1", "[::1]x", "[::1]:", "[::1]22", "[web]:22", "[]",
                                         "a:b:c", ":::", "::1%", "::1%;x", "a b", "a\tb", "a\nb", "web*",
                                         "web?", "web/x", "we'b", "$(id)", "`id`", "a;b", "a|b", "o p@web",
                                         "o;p@web", "user:secret@web", "\u202Eweb", "\uFFFD", "ssh://web"));

TEST(NodeAddress, RefusesNamesThatNoResolverTakes)
{
    EXPECT_TRUE(parseAddress(QString(253, u'a')));
    EXPECT_FALSE(parseAddress(QString(254, u'a')));
    EXPECT_FALSE(parseAddress(QString(256, u'u') + QStringLiteral("@web")));
}

TEST(NodeAddress, RefusesNul)
{
    EXPECT_FALSE(parseAddress(QStringLiteral("web") + QChar(u'\0')));
}
