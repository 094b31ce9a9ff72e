#include "core/trust/hashed_name_index.h"

#include <gmock/gmock.h>

using namespace regatta::trust;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

HashedName hashed(const QByteArray &name)
{
    return HashedName::parse(HashedName::make(name)).value();
}

} // namespace

TEST(HashedNameIndex, AgreesWithOpenSsh)
{
    // ssh-keygen -H made it of "web1.example.org".
    const QByteArrayView field = "|1|pxz30y0We8Srm+MT8zx/g9UGj5M=|mlPmv3PZTepaSRn0anpQinyB41U=";
    HashedNameIndex index;
    index.add(HashedName::parse(field).value(), 7);
    EXPECT_THAT(index.find("web1.example.org"), ElementsAre(7));
    EXPECT_THAT(index.find("web2.example.org"), IsEmpty());
}

TEST(HashedNameIndex, FindsNamesOfEveryLength)
{
    // Over the ends of one, two and three blocks of SHA-1.
    HashedNameIndex index;
    for (int length = 1; length < 200; ++length)
        index.add(hashed(QByteArray(length, 'x')), quint32(length));
    for (int length = 1; length < 200; ++length)
        EXPECT_THAT(index.find(QByteArray(length, 'x')), ElementsAre(length));
}

TEST(HashedNameIndex, FindsAllOfOneNameInOrder)
{
    HashedNameIndex index;
    for (const quint32 value : {5, 6, 7, 8, 9, 10})
        index.add(hashed(value % 2 == 0 ? "even" : "odd"), value);
    EXPECT_THAT(index.find("even"), ElementsAre(6, 8, 10));
    EXPECT_THAT(index.find("odd"), ElementsAre(5, 7, 9));
}

TEST(HashedNameIndex, HasNothingInIncompleteGroups)
{
    const HashedNameIndex empty;
    EXPECT_THAT(empty.find("web1"), IsEmpty());
    HashedNameIndex one;
    one.add(hashed("web1"), 0);
    EXPECT_THAT(one.find("web1"), ElementsAre(0));
    EXPECT_THAT(one.find(""), IsEmpty());
}
