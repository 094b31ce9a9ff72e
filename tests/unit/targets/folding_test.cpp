#include "core/targets/folding.h"

#include "core/targets/node_set.h"

#include <QRandomGenerator>

#include <gtest/gtest.h>

#include <algorithm>

using namespace regatta;
using namespace regatta::targets;

namespace {

QString folded(const char *names)
{
    return fold(QString::fromUtf8(names).split(u' '));
}

QStringList addresses(const Expansion &expansion)
{
    QStringList all;
    for (const model::Target &target : expansion.targets)
        all << model::address(target);
    return all;
}

void expectRoundTrip(QStringList names)
{
    const QString expression = fold(names);
    const auto back = expand(expression);
    ASSERT_TRUE(back) << expression.toStdString() << ": " << back.error().found.toStdString();
    EXPECT_TRUE(back->duplicates.isEmpty()) << expression.toStdString();
    names.removeDuplicates();
    std::sort(names.begin(), names.end());
    QStringList found = addresses(*back);
    std::sort(found.begin(), found.end());
    EXPECT_EQ(found, names) << expression.toStdString();
}

} // namespace

TEST(Folding, WritesRanges)
{
    EXPECT_EQ(fold(QStringList()), QString());
    EXPECT_EQ(folded("web"), QStringLiteral("web"));
    EXPECT_EQ(folded("web7"), QStringLiteral("web7"));
    EXPECT_EQ(folded("web2 web1"), QStringLiteral("web[1-2]"));
    EXPECT_EQ(folded("web1 web1"), QStringLiteral("web1"));
    EXPECT_EQ(folded("web01.example.org web02.example.org web03.example.org web15.example.org"),
              QStringLiteral("web[01-03,15].example.org"));
    EXPECT_EQ(folded("a8 a9 a10 a11"), QStringLiteral("a[8-11]"));
    EXPECT_EQ(folded("z b1 a1 b2"), QStringLiteral("a1,b[1-2],z"));
    EXPECT_EQ(folded("a0 a2 a4 a6"), QStringLiteral("a[0,2,4,6]")) << "no steps, as ClusterShell's default";
}

TEST(Folding, KeepsPadding)
{
    EXPECT_EQ(folded("a1 a01 a001"), QStringLiteral("a[1,01,001]"));
    EXPECT_EQ(folded("a08 a09 a10 a11"), QStringLiteral("a[08-11]"));
    EXPECT_EQ(folded("a9 a08 a09 a10"), QStringLiteral("a[9,08-10]"));
    EXPECT_EQ(folded("a98 a99 a100"), QStringLiteral("a[98-100]"));
    EXPECT_EQ(folded("a098 a099 a100 a101"), QStringLiteral("a[098-101]"));
    EXPECT_EQ(folded("a0 a00 a1"), QStringLiteral("a[0-1,00]"));
}

TEST(Folding, FindsProducts)
{
    EXPECT_EQ(folded("a1-b1 a1-b2 a2-b1 a2-b2"), QStringLiteral("a[1-2]-b[1-2]"));
    EXPECT_EQ(folded("n1-1 n1-2 n2-1"), QStringLiteral("n1-[1-2],n2-1"));
    EXPECT_EQ(folded("10.0.0.1 10.0.0.2 10.0.1.1 10.0.1.2 10.0.2.1"),
              QStringLiteral("10.0.[0-1].[1-2],10.0.2.1"));
    EXPECT_EQ(folded("r1n1:22 r1n2:22 r2n1:22 r2n2:22"), QStringLiteral("r[1-2]n[1-2]:22"));
}

TEST(Folding, TakesTargets)
{
    const auto expansion = expand(QStringLiteral("ops@10.1.[0-3].[1-250]:2222,[2001:db8::[1-3]]:22,::1"));
    EXPECT_EQ(fold(expansion->targets),
              QStringLiteral("::1,[2001:db8::[1-3]]:22,ops@10.1.[0-3].[1-250]:2222"));
}

TEST(Folding, KeepsNumbersThatFitNoInteger)
{
    expectRoundTrip({QStringLiteral("a123456789012345678"), QStringLiteral("a123456789012345679"),
                     QStringLiteral("a99999999999999999"), QStringLiteral("a00000000000000000"),
                     QStringLiteral("a99999999999999999999999999999999999999999")});
}

TEST(Folding, ReadsBackIpv6)
{
    expectRoundTrip({QStringLiteral("2001:db8::1"), QStringLiteral("2001:db8::2"),
                     QStringLiteral("2002:db8::1"), QStringLiteral("[2001:db8::1]:22"),
                     QStringLiteral("[2002:db8::1]:22"), QStringLiteral("[2002:db8::1]:23"),
                     QStringLiteral("ops@[1::]:23"), QStringLiteral("ops@[2::]:23"),
                     QStringLiteral("fe80::1%eth0"), QStringLiteral("fe80::1%eth1")});
}

TEST(Folding, DependsOnTheSetAlone)
{
    QStringList names = addresses(*expand(QStringLiteral("r[1-9]n[01-20]!r[2-5]n[07-11]")));
    const QString expected = fold(names);
    QRandomGenerator random(7);
    for (int round = 0; round < 20; ++round) {
        std::shuffle(names.begin(), names.end(), random);
        EXPECT_EQ(fold(names + names.mid(0, 9)), expected);
    }
}

TEST(Folding, ReadsBackRandomSets)
{
    QRandomGenerator random(20240611);
    const QStringList shapes = {QStringLiteral("web%1"),       QStringLiteral("r%1n%2"),
                                QStringLiteral("10.%1.%2.%3"), QStringLiteral("ops@%1-%2.x:2222"),
                                QStringLiteral("h:%1"),        QStringLiteral("%1")};
    const auto number = [&] {
        return QString::number(random.bounded(1, 13)).rightJustified(random.bounded(4), u'0');
    };
    for (int round = 0; round < 300; ++round) {
        QStringList names;
        const QString &shape = shapes.at(random.bounded(int(shapes.size())));
        for (int i = random.bounded(80); i >= 0; --i) {
            QString name = random.bounded(8) == 0 ? shapes.at(random.bounded(int(shapes.size()))) : shape;
            for (int place = 3; place > 0; --place)
                name.replace(QStringLiteral("%%1").arg(place), number());
            names << (name.startsWith(u"h:") ? QStringLiteral("h:%1").arg(random.bounded(1, 99)) : name);
        }
        ASSERT_NO_FATAL_FAILURE(expectRoundTrip(names));
    }
}
