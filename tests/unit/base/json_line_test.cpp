#include "core/base/json_line.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

using regatta::base::JsonLine;

TEST(JsonLine, KeepsTheOrderOfItsKeys)
{
    JsonLine line;
    line.add("v", qint64{1}).add("event", u"run_started").add("ok", true).addNull("signal");
    EXPECT_EQ(line.text(), R"({"v":1,"event":"run_started","ok":true,"signal":null})");
}

TEST(JsonLine, RoundsToThreeDecimals)
{
    EXPECT_EQ(JsonLine().add("t_ms", 12.34567).add("n", 3.0).add("big", 123456789.5).text(),
              R"({"t_ms":12.346,"n":3,"big":123456789.5})");
}

TEST(JsonLine, QtReadsBackEveryCharacter)
{
    QString text;
    for (char16_t c = 0; c < 0x300; ++c)
        text += QChar(c);
    text += QStringLiteral("漢😀\u2028\ufeff");
    const QByteArray json =
        JsonLine().add("text", text).addObject("o", JsonLine().add("a", qint64{2})).text();
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    EXPECT_EQ(object[u"text"].toString(), text);
    EXPECT_EQ(object[u"o"].toObject()[u"a"].toInt(), 2);
    EXPECT_FALSE(json.contains('\n'));
    EXPECT_FALSE(json.contains('\x1b'));
}
