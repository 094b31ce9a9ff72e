#include "core/targets/node_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

using regatta::targets::nodeLess;

// The order in which ClusterShell 1.9.1 lists these names.
TEST(NodeOrder, IsClusterShells)
{
    const std::array expected = {QStringView(u"1"),    QStringView(u"a1"),    QStringView(u"a9"),
                                 QStringView(u"a01"),  QStringView(u"a05"),   QStringView(u"a10"),
                                 QStringView(u"a-1"),  QStringView(u"a.1"),   QStringView(u"a_1"),
                                 QStringView(u"b1"),   QStringView(u"n1-1"),  QStringView(u"n1-2"),
                                 QStringView(u"n2-1"), QStringView(u"n10-0"), QStringView(u"z")};
    auto names = expected;
    std::reverse(names.begin(), names.end());
    std::sort(names.begin(), names.end(), nodeLess);
    EXPECT_EQ(names, expected);
}

TEST(NodeOrder, APrefixComesFirst)
{
    EXPECT_TRUE(nodeLess(u"a", u"a1"));
    EXPECT_FALSE(nodeLess(u"a1", u"a"));
    EXPECT_TRUE(nodeLess(u"a2", u"a1b")) << "a number alone differs in kind from one that is followed";
    EXPECT_FALSE(nodeLess(u"a1", u"a1"));
}

TEST(NodeOrder, AnyTwoNamesHaveOneOrder)
{
    const std::array names = {QStringView(u"%"), QStringView(u"%1"), QStringView(u"1%"), QStringView(u"%s"),
                              QStringView(u"1"), QStringView(u"01"), QStringView(u""),   QStringView(u"$1")};
    for (const QStringView a : names) {
        for (const QStringView b : names)
            EXPECT_EQ(nodeLess(a, b) + nodeLess(b, a), a != b)
                << a.toUtf8().constData() << " " << b.toUtf8().constData();
    }
}
