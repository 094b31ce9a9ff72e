#include "core/profile/json_scanner.h"

#include <QJsonDocument>
#include <QRandomGenerator>

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::profile;

namespace {

/// "path@key/value" for each entry, or "offset expected" of the failure.
std::string scanned(const QByteArray &json)
{
    QString text;
    JsonScanner scanner;
    const auto failure = scanner.scan(json, [&](const JsonScanner::Entry &entry) {
        text += QStringLiteral("%1@%2/%3%4 ")
                    .arg(entry.path)
                    .arg(entry.keyOffset)
                    .arg(entry.valueOffset)
                    .arg(entry.isDuplicate ? QStringLiteral("!") : QString());
    });
    if (failure)
        return QStringLiteral("%1 %2").arg(failure->offset).arg(failure->expected).toStdString();
    return text.trimmed().toStdString();
}

} // namespace

TEST(ProfileJsonScanner, SaysWhereEverythingStands)
{
    EXPECT_EQ(scanned("{}"), "");
    EXPECT_EQ(scanned(R"({"a": 1, "b": [true, {"c": "x"}]})"),
              "a@1/6 b@9/14 b[0]@-1/15 b[1]@-1/21 b[1].c@22/27");
    EXPECT_EQ(scanned("\xEF\xBB\xBF {\"a\":null}"), "a@5/9");
}

TEST(ProfileJsonScanner, KeysThatAreNoWordsAreQuotedInPaths)
{
    EXPECT_EQ(scanned(R"({"a.b": 1, "": 2, "\u0061\"": 3})"), R"(["a.b"]@1/8 [""]@11/15 ["a\""]@18/30)");
    EXPECT_EQ(keyPath(QStringLiteral("x"), QStringLiteral("a b")), QStringLiteral("x[\"a b\"]"));
}

TEST(ProfileJsonScanner, NoticesDuplicateKeysHoweverTheyAreWritten)
{
    EXPECT_EQ(scanned(R"({"a":1,"\u0061":2,"b":{"a":3}})"), "a@1/5 a@7/16! b@18/22 b.a@23/27");
}

TEST(ProfileJsonScanner, SaysWhereJsonEnds)
{
    EXPECT_EQ(scanned(""), "0 value");
    EXPECT_EQ(scanned("hello"), "0 value");
    EXPECT_EQ(scanned("{"), "1 \"key\"");
    EXPECT_EQ(scanned("{'a':1}"), "1 \"key\"");
    EXPECT_EQ(scanned(R"({"a" 1})"), "5 \":\"");
    EXPECT_EQ(scanned(R"({"a":1,})"), "7 \"key\"");
    EXPECT_EQ(scanned(R"({"a":1 "b":2})"), R"(7 "," | "}")");
    EXPECT_EQ(scanned("[1,]"), "3 value");
    EXPECT_EQ(scanned("[1 2]"), R"(3 "," | "]")");
    EXPECT_EQ(scanned("[1"), R"(2 "," | "]")");
    EXPECT_EQ(scanned("[tru]"), "1 value");
    EXPECT_EQ(scanned("[01]"), R"(2 "," | "]")");
    EXPECT_EQ(scanned("[-]"), "2 digit");
    EXPECT_EQ(scanned("[1.]"), "3 digit");
    EXPECT_EQ(scanned("[1e+]"), "4 digit");
    EXPECT_EQ(scanned("[\"a\nb\"]"), "3 closing quote | \\n");
    EXPECT_EQ(scanned("[\"a"), "3 closing quote");
    EXPECT_EQ(scanned("[\"\\q\"]"), "3 \\\" | \\\\ | \\/ | \\b | \\f | \\n | \\r | \\t | \\uXXXX");
    EXPECT_EQ(scanned("[\"\\u12x4\"]"), "3 \\uXXXX");
    EXPECT_EQ(scanned("{} x"), "3 end of file");
    EXPECT_EQ(scanned(QByteArray("{}\0", 3)), "2 end of file");
}

TEST(ProfileJsonScanner, DeepNestingIsRefused)
{
    JsonScanner scanner;
    const auto nothing = [](const JsonScanner::Entry &) {};
    EXPECT_FALSE(scanner.scan(QByteArray(512, '[') + QByteArray(512, ']'), nothing));
    const auto failure = scanner.scan(QByteArray(1'000'000, '['), nothing);
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->code, base::ErrorCode::NestedTooDeeply);
    EXPECT_EQ(failure->offset, 512);
}

TEST(ProfileJsonScanner, WhatItAcceptsQtReads)
{
    QRandomGenerator random(3);
    const QByteArray pieces = "{}[],:\"\\ntrue1-.e \x80";
    QByteArray seed = R"({"a": [1, -2.5e3, "x\n\u0041", true, null], "b": {"c": {}, "d": []}})";
    int accepted = 0;
    for (int round = 0; round < 3000; ++round) {
        QByteArray json = seed;
        for (int i = random.bounded(3); i >= 0; --i)
            json[random.bounded(int(json.size()))] = pieces[random.bounded(int(pieces.size()))];
        JsonScanner scanner;
        if (scanner.scan(json, [](const JsonScanner::Entry &) {}))
            continue;
        ++accepted;
        QJsonParseError error;
        QJsonDocument::fromJson(json, &error);
        ASSERT_TRUE(error.error == QJsonParseError::NoError ||
                    error.error == QJsonParseError::IllegalUTF8String)
            << json.toStdString();
    }
    EXPECT_GT(accepted, 100);
}

TEST(ProfileJsonScanner, PositionsCountLinesAndCharacters)
{
    const QByteArray text = "\xEF\xBB\xBF"
                            "a\nä€😀x";
    EXPECT_EQ(textPosition(text, 3).column, 1);
    EXPECT_EQ(textPosition(text, 0).column, 1);
    EXPECT_EQ(textPosition(text, 4).column, 2);
    EXPECT_EQ(textPosition(text, 5).line, 2);
    EXPECT_EQ(textPosition(text, 5).column, 1);
    EXPECT_EQ(textPosition(text, text.size() - 1).column, 4);
    EXPECT_EQ(textPosition(text, 9999).column, 5);
}
