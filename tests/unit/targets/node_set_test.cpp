#include "core/targets/node_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::targets;
using base::ErrorCode;

namespace {

/// Addresses joined by spaces, or "code at position: found".
QString outcome(const QString &expression, const GroupLookup &lookUp = {})
{
    const auto expansion = expand(expression, lookUp);
    if (!expansion) {
        const NodeSetError &error = expansion.error();
        return QStringLiteral("%1 at %2: %3")
            .arg(base::name(error.code))
            .arg(error.position)
            .arg(error.found);
    }
    QStringList addresses;
    for (const model::Target &target : expansion->targets)
        addresses << model::address(target);
    return addresses.join(u' ');
}

struct Case
{
    const char *expression;
    const char *expected;
};

void PrintTo(const Case &c, std::ostream *stream)
{
    *stream << c.expression;
}

class NodeSetExpands : public testing::TestWithParam<Case>
{};

class NodeSetRefuses : public testing::TestWithParam<Case>
{};

const GroupLookup exampleGroups = groupsFrom({
    {QStringLiteral("web"), {QStringLiteral("web[1-3]"), QStringLiteral("web9")}},
    {QStringLiteral("rack1"), {QStringLiteral("a[1-2]")}},
    {QStringLiteral("rack2"), {QStringLiteral("a[3-4]")}},
    {QStringLiteral("racks"), {QStringLiteral("@rack[1-2]!a2")}},
    {QStringLiteral("all"), {QStringLiteral("@web"), QStringLiteral("@racks")}},
    {QStringLiteral("none"), {}},
    {QStringLiteral("self"), {QStringLiteral("x,@self")}},
    {QStringLiteral("ping"), {QStringLiteral("@pong")}},
    {QStringLiteral("pong"), {QStringLiteral("@ping")}},
    {QStringLiteral("broken"), {QStringLiteral("a1,b[3-1]")}},
    {QStringLiteral("nested-broken"), {QStringLiteral("@broken")}},
});

} // namespace

TEST_P(NodeSetExpands, AsClusterShellDoes)
{
    EXPECT_EQ(outcome(QString::fromUtf8(GetParam().expression)), QString::fromUtf8(GetParam().expected));
}

// Compared with what ClusterShell 1.9.1's "nodeset -e" prints.
INSTANTIATE_TEST_SUITE_P(
    Ranges, NodeSetExpands,
    testing::Values(Case{"web", "web"}, Case{"web7", "web7"}, Case{"web[7]", "web7"},
                    Case{"web[01-03,15].example.org",
                         "web01.example.org web02.example.org web03.example.org web15.example.org"},
                    Case{"[1-3]", "1 2 3"}, Case{"a[0-10/5]", "a0 a5 a10"}, Case{"a[0-9/5]", "a0 a5"},
                    Case{"a[00-04/2]", "a00 a02 a04"}, Case{"a[1-3/1]", "a1 a2 a3"}, Case{"a[5/1]", "a5"},
                    Case{"a[ 1 - 3 , 7 ]", "a1 a2 a3 a7"}, Case{"a[08-11]", "a08 a09 a10 a11"},
                    Case{"a[9-11,08-10]", "a9 a08 a09 a10 a11"}, Case{"a[1,01,001]", "a1 a01 a001"},
                    Case{"a[0-1]", "a0 a1"}, Case{"a[3,1-2]", "a1 a2 a3"}, Case{"a[1,1-3]", "a1 a2 a3"},
                    Case{"a[1-2]-b[1-2]", "a1-b1 a1-b2 a2-b1 a2-b2"}, Case{"a[1-3]0", "a10 a20 a30"},
                    Case{"a0[1-2]", "a01 a02"}, Case{"n[1-2]x[8-10/2]y", "n1x8y n1x10y n2x8y n2x10y"}));

INSTANTIATE_TEST_SUITE_P(Operators, NodeSetExpands,
                         testing::Values(Case{"z1,a1,b[3,1-2]", "a1 b1 b2 b3 z1"}, Case{" a , b ", "a b"},
                                         Case{"a[1-5]!a[2-3]", "a1 a4 a5"}, Case{"a[1-5]&a[4-9]", "a4 a5"},
                                         Case{"a[1-3]^a[2-5]", "a1 a4 a5"}, Case{"a!b&c", ""},
                                         Case{"a!a", ""}, Case{"a[1-5]!a[2-3],a2^a[1-2]", "a4 a5"},
                                         Case{"a&a,b", "a b"}, Case{"a,b&b", "b"}, Case{"a1,a01!a1", "a01"},
                                         Case{"a[1-3]!b", "a1 a2 a3"}));

INSTANTIATE_TEST_SUITE_P(
    Addresses, NodeSetExpands,
    testing::Values(Case{"ops@10.1.[0-1].[1-2]:2222",
                         "ops@10.1.0.1:2222 ops@10.1.0.2:2222 ops@10.1.1.1:2222 ops@10.1.1.2:2222"},
                    Case{"h:[2201-2203]", "h:2201 h:2202 h:2203"}, Case{"u[1-2]@h", "u1@h u2@h"},
                    Case{"[2001:db8::1]:22", "[2001:db8::1]:22"}, Case{"ops@[::1]", "ops@::1"},
                    Case{"2001:db8::1", "2001:db8::1"}, Case{"[::1],::1", "::1"}, Case{"h:022,h:22", "h:22"},
                    Case{"2001:db8::[1-3]", "2001:db8::1 2001:db8::2 2001:db8::3"},
                    Case{"[2001:db8::[1-2]]:22", "[2001:db8::1]:22 [2001:db8::2]:22"},
                    Case{"[[2001-2002]:db8::1]:22", "[2001:db8::1]:22 [2002:db8::1]:22"},
                    Case{"[2001-2002]:db8::1", "2001:db8::1 2002:db8::1"}, Case{"[22-23]:22", "22:22 23:22"},
                    Case{"web:22,web", "web web:22"}, Case{"a,[::1]:22!a", "[::1]:22"}));

// Where ClusterShell refuses, or (first) names more hosts than the text does.
INSTANTIATE_TEST_SUITE_P(Deviations, NodeSetExpands,
                         testing::Values(Case{"a1[8-10]", "a18 a19 a110"},
                                         Case{"a[1-2][3-4]", "a13 a14 a23 a24"},
                                         Case{"a[0-4/2]1", "a01 a21 a41"}));

TEST_P(NodeSetRefuses, WithThePlace)
{
    EXPECT_EQ(outcome(QString::fromUtf8(GetParam().expression)), QString::fromUtf8(GetParam().expected));
}

INSTANTIATE_TEST_SUITE_P(
    Ranges, NodeSetRefuses,
    testing::Values(Case{"a[3-1]", "invalid_range at 2: 3-1"}, Case{"a[1,5-2,3]", "invalid_range at 4: 5-2"},
                    Case{"a[0-10/0]", "invalid_range at 2: 0-10/0"},
                    Case{"a[5/2]", "invalid_range at 2: 5/2"},
                    Case{"a[01-100]", "invalid_range at 2: 01-100"},
                    Case{"a[1-05]", "invalid_range at 2: 1-05"}, Case{"a[]", "syntax_error at 2: "},
                    Case{"a[1,]", "syntax_error at 4: "}, Case{"a[1-2-3]", "syntax_error at 2: 1-2-3"},
                    Case{"a[x]", "syntax_error at 2: x"}, Case{"a[-5]", "syntax_error at 2: -5"},
                    Case{"a[1-]", "syntax_error at 2: 1-"}, Case{"a[1-3/]", "syntax_error at 2: 1-3/"},
                    Case{"a[1!2]", "syntax_error at 2: 1!2"}, Case{"a[0x1]", "syntax_error at 2: 0x1"},
                    Case{"a[+1]", "syntax_error at 2: +1"}, Case{"a[٣]", "syntax_error at 2: ٣"},
                    Case{"a[1000000000000000000]", "invalid_range at 2: 1000000000000000000"}));

INSTANTIATE_TEST_SUITE_P(
    Brackets, NodeSetRefuses,
    testing::Values(Case{"a[1-", "syntax_error at 1: [1-"}, Case{"a]", "syntax_error at 1: ]"},
                    Case{"a[1]]", "syntax_error at 4: ]"}, Case{"a[[1]]", "syntax_error at 2: [1"},
                    Case{"[::1", "syntax_error at 0: [::1"}, Case{"[", "syntax_error at 0: ["},
                    Case{"b,[::1,a", "syntax_error at 2: [::1"}));

INSTANTIATE_TEST_SUITE_P(
    Terms, NodeSetRefuses,
    testing::Values(Case{"", "syntax_error at 0: "}, Case{"  ", "syntax_error at 2: "},
                    Case{",", "syntax_error at 0: ,"}, Case{"a,", "syntax_error at 2: "},
                    Case{"a,,b", "syntax_error at 2: ,"}, Case{"a, &b", "syntax_error at 3: &"},
                    Case{"!a", "syntax_error at 0: !"}, Case{"@", "syntax_error at 1: "},
                    Case{"a b", "syntax_error at 0: a b"}, Case{"x,a:0", "syntax_error at 2: a:0"},
                    Case{"x, a:70000", "syntax_error at 3: a:70000"},
                    Case{"h:[65535-65536]", "syntax_error at 0: h:65536"},
                    Case{"x,-oA", "syntax_error at 2: -oA"}, Case{"web*", "syntax_error at 0: web*"},
                    Case{"[1-2]@[3]@", "syntax_error at 0: 1@3@"},
                    Case{"@nobody", "unknown_group at 0: @nobody"}));

INSTANTIATE_TEST_SUITE_P(
    Limits, NodeSetRefuses,
    testing::Values(
        Case{"b,a[1-99999999]", "too_many_targets at 2: a[1-99999999]"},
        Case{"a[1-1000000][1-1000000]", "too_many_targets at 0: a[1-1000000][1-1000000]"},
        Case{"a[1-1000000]-[1-1000000]", "too_many_targets at 0: a[1-1000000]-[1-1000000]"},
        Case{"a[0-999999999999999999]b[0-999999999999999999]c[0-999999999999999999]",
             "too_many_targets at 0: a[0-999999999999999999]b[0-999999999999999999]c[0-999999999999999999]"},
        Case{"a[1-99999999999999999999999]", "too_many_targets at 0: a[1-99999999999999999999999]"},
        Case{"a[1-10],b[1-1000000]", "too_many_targets at 8: b[1-1000000]"},
        Case{"@g[1-99999999]", "too_many_targets at 0: @g[1-99999999]"}));

TEST(NodeSet, NamesAMillionNodesAndNoMore)
{
    const auto most = expand(QStringLiteral("a[1-1000000]"));
    ASSERT_TRUE(most);
    EXPECT_EQ(most->targets.size(), 1'000'000);
    EXPECT_EQ(most->targets.last().name, QStringLiteral("a1000000"));
    EXPECT_EQ(expand(QStringLiteral("a[1-1000001]")).error().code, ErrorCode::TooManyTargets);
}

TEST(NodeSet, SplitsTargets)
{
    const auto expansion = expand(QStringLiteral("ops@db[7]:2222"));
    ASSERT_TRUE(expansion);
    EXPECT_THAT(expansion->targets,
                testing::ElementsAre(model::Target{QStringLiteral("db7"), QStringLiteral("ops"), 2222, {}}));
}

TEST(NodeSet, ReportsWhatWasNamedTwice)
{
    const auto duplicates = [](const char *expression) {
        return expand(QString::fromUtf8(expression), exampleGroups)->duplicates.join(u' ');
    };
    EXPECT_EQ(duplicates("a[1-3],a2,a2"), QStringLiteral("a2"));
    EXPECT_EQ(duplicates("a[1-3,2]"), QStringLiteral("a2"));
    EXPECT_EQ(duplicates("[::1],::1"), QStringLiteral("::1"));
    EXPECT_EQ(duplicates("@web,web1"), QStringLiteral("web1"));
    EXPECT_EQ(duplicates("a[1-3,2]!a2"), QString()) << "it isn't run at all";
    EXPECT_EQ(duplicates("a!a,a"), QString());
    EXPECT_EQ(duplicates("a,b&a^c"), QString());
}

TEST(NodeSet, ResolvesGroups)
{
    EXPECT_EQ(outcome(QStringLiteral("@web"), exampleGroups), QStringLiteral("web1 web2 web3 web9"));
    EXPECT_EQ(outcome(QStringLiteral("x1, @web ! web2"), exampleGroups), QStringLiteral("web1 web3 web9 x1"));
    EXPECT_EQ(outcome(QStringLiteral("@rack[1-2]"), exampleGroups), QStringLiteral("a1 a2 a3 a4"));
    EXPECT_EQ(outcome(QStringLiteral("@all!@rack2"), exampleGroups),
              QStringLiteral("a1 web1 web2 web3 web9"));
    EXPECT_EQ(outcome(QStringLiteral("@web&web[2-9]"), exampleGroups), QStringLiteral("web2 web3 web9"));
    EXPECT_EQ(outcome(QStringLiteral("@none"), exampleGroups), QString());
    EXPECT_EQ(outcome(QStringLiteral("a,@none"), exampleGroups), QStringLiteral("a"));
    EXPECT_EQ(outcome(QStringLiteral("web@rack1"), exampleGroups), QStringLiteral("web@rack1"));
}

TEST(NodeSet, NamesTheGroupThatIsWrong)
{
    const auto errorOf = [](const char *expression) {
        return expand(QString::fromUtf8(expression), exampleGroups).error();
    };
    EXPECT_EQ(errorOf("a,@nobody"),
              (NodeSetError{ErrorCode::UnknownGroup, QStringLiteral("@nobody"), 2, {}}));
    EXPECT_EQ(errorOf("@rack[1-3]"),
              (NodeSetError{ErrorCode::UnknownGroup, QStringLiteral("@rack3"), 0, {}}));
    EXPECT_EQ(errorOf("@self"), (NodeSetError{ErrorCode::GroupCycle, QStringLiteral("@self @self"), 2,
                                              QStringLiteral("self")}));
    EXPECT_EQ(errorOf("@ping"), (NodeSetError{ErrorCode::GroupCycle, QStringLiteral("@ping @pong @ping"), 0,
                                              QStringLiteral("pong")}));
    EXPECT_EQ(errorOf("@nested-broken"),
              (NodeSetError{ErrorCode::InvalidRange, QStringLiteral("3-1"), 5, QStringLiteral("broken")}));
}

TEST(NodeSet, GroupsThatDoubleAtEachLevelEndAtOnce)
{
    QMap<QString, QStringList> groups{{QStringLiteral("g0"), {QStringLiteral("a!a")}}};
    QMap<QString, QStringList> thousand{{QStringLiteral("g0"), {QStringLiteral("a[1-1000]")}}};
    for (int i = 1; i < deepestGroup; ++i) {
        const QString name = QStringLiteral("g%1").arg(i);
        const QString twice = QStringLiteral("@g%1,@g%1,@g%1,@g%1").arg(i - 1);
        groups[name] = QStringList{twice, twice};
        thousand[name] = QStringList{twice, twice};
    }
    const QString last = QStringLiteral("@g%1").arg(deepestGroup - 1);
    EXPECT_EQ(outcome(last, groupsFrom(groups)), QString());
    EXPECT_EQ(expand(last, groupsFrom(thousand))->targets.size(), 1'000);
}

TEST(NodeSet, EndlesslyNestedGroupsAreAnError)
{
    const GroupLookup endless = [](const QString &name) { return QStringList{u'@' + name + u'x'}; };
    EXPECT_EQ(expand(QStringLiteral("@g"), endless).error().code, ErrorCode::GroupCycle);
}

TEST(NodeSet, LongNamesAreAnErrorNotAMemoryHog)
{
    QString many = QStringLiteral("a");
    for (int i = 0; i < 100'000; ++i)
        many += QStringLiteral("[1]");
    EXPECT_EQ(expand(many).error().code, ErrorCode::SyntaxError);
    EXPECT_LE(expand(many).error().found.size(), 80);
    EXPECT_EQ(expand(QString(1'000'000, u'a')).error().code, ErrorCode::SyntaxError);
    EXPECT_EQ(expand(u'@' + many).error().code, ErrorCode::SyntaxError);
}

// Quadratic work would take minutes, and the suite's time limit would end it.
TEST(NodeSet, AlternatingOperatorsOnLargeSetsTakeLinearTime)
{
    QString expression = QStringLiteral("a[1-100000]");
    for (int i = 1; i <= 30'000; ++i)
        expression += QStringLiteral("!a%1,b%1^c").arg(i);
    const auto expansion = expand(expression);
    ASSERT_TRUE(expansion);
    EXPECT_EQ(expansion->targets.size(), 70'000 + 30'000) << "c comes and goes";
    EXPECT_EQ(expand(expression + QStringLiteral("&a100000"))->targets.size(), 1);
}

TEST(NodeSetWords, AreNotReadAsAddresses)
{
    EXPECT_EQ(expandWords(QStringLiteral("app-[0-2],v1:x,-f,/srv,a b")).value().join(u'|'),
              QStringLiteral("-f|/srv|a b|app-0|app-1|app-2|v1:x"));
    EXPECT_EQ(expandWords(QStringLiteral("@web!web[1-3]"), exampleGroups).value(),
              QStringList{QStringLiteral("web9")});
    EXPECT_EQ(expandWords(QStringLiteral("a\nb")).error().code, ErrorCode::SyntaxError);
    EXPECT_EQ(expandWords(QStringLiteral("a[3-1]")).error().code, ErrorCode::InvalidRange);
    EXPECT_EQ(expandWords(QStringLiteral("a[1-2000000]")).error().code, ErrorCode::TooManyTargets);
}
