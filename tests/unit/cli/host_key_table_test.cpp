#include "app/cli/host_key_table.h"

#include <gtest/gtest.h>

using namespace regatta;
using cli::HostKeyTable;

namespace {

constexpr auto notAccepted = trust::HostKeyAnswer::Refuse;
constexpr auto acceptedOnce = trust::HostKeyAnswer::AcceptForThisRun;
constexpr auto acceptedForGood = trust::HostKeyAnswer::AcceptForGood;

using RowAnswers = QList<trust::HostKeyAnswer>;

HostKeyTable keyTableOf(const QStringList &names)
{
    QList<trust::UnknownHost> hosts;
    for (const QString &name : names)
        hosts.append({name, 22, {"ssh-ed25519", name.toUtf8()}});
    return HostKeyTable(hosts);
}

} // namespace

TEST(HostKeyTable, NumbersItsRowsIfThereAreSeveral)
{
    const QStringList lines =
        keyTableOf({QStringLiteral("web10"), QStringLiteral("web2")}).text().split(u'\n');
    EXPECT_TRUE(lines.value(0).startsWith(QStringLiteral("1  web2  ssh-ed25519  SHA256:")));
    EXPECT_TRUE(lines.value(1).startsWith(QStringLiteral("2  web10  ssh-ed25519  SHA256:")));
    EXPECT_TRUE(keyTableOf({QStringLiteral("web2")}).text().startsWith(QStringLiteral("  web2  ")));
}

TEST(HostKeyTable, NamesWhatTheUserWroteAndWhatIsTrusted)
{
    const auto names = [](const QStringList &written) {
        return HostKeyTable({{QStringLiteral("127.7.0.6"), 2222, {"ssh-rsa", "x"}, written}}).text();
    };
    EXPECT_TRUE(names({}).startsWith(QStringLiteral("  127.7.0.6:2222  ")));
    EXPECT_TRUE(names({QStringLiteral("n06")}).startsWith(QStringLiteral("  n06 (127.7.0.6:2222)  ")));
    EXPECT_TRUE(names({QStringLiteral("n08"), QStringLiteral("n06"), QStringLiteral("n07")})
                    .startsWith(QStringLiteral("  n[06-08] (127.7.0.6:2222)  ")));
    const QString evil = names({QStringLiteral("n\x1b[2J\u202e") + QString(500, u'n')});
    EXPECT_FALSE(evil.contains(u'\x1b') || evil.contains(u'\u202e'));
    EXPECT_TRUE(evil.contains(QStringLiteral(" (127.7.0.6:2222)  "))) << "however long the name is";
    EXPECT_TRUE(HostKeyTable({{QStringLiteral("::1"), 2222, {"ssh-rsa", "x"}, {QStringLiteral("six")}}})
                    .text()
                    .startsWith(QStringLiteral("  six ([::1]:2222)  ")));
}

TEST(HostKeyTable, IsInTheOrderOfTheNamesThatTheUserWrote)
{
    const HostKeyTable table({{QStringLiteral("10.0.0.1"), 22, {"ssh-rsa", "x"}, {QStringLiteral("web10")}},
                              {QStringLiteral("10.0.0.2"), 22, {"ssh-rsa", "y"}, {QStringLiteral("web2")}}});
    EXPECT_TRUE(table.text().startsWith(QStringLiteral("1  web2 (10.0.0.2)  ")));
    EXPECT_EQ(table.answersTo(QStringLiteral("1")), (RowAnswers{notAccepted, acceptedForGood}));
}

TEST(HostKeyTable, OneWordIsAboutAll)
{
    const HostKeyTable table = keyTableOf({QStringLiteral("a"), QStringLiteral("b")});
    EXPECT_EQ(table.answersTo(QStringLiteral(" Yes ")), (RowAnswers{acceptedForGood, acceptedForGood}));
    EXPECT_EQ(table.answersTo(QStringLiteral("y")), (RowAnswers{acceptedForGood, acceptedForGood}));
    EXPECT_EQ(table.answersTo(QStringLiteral("once")), (RowAnswers{acceptedOnce, acceptedOnce}));
    EXPECT_EQ(table.answersTo(QStringLiteral("no")), (RowAnswers{notAccepted, notAccepted}));
    EXPECT_EQ(table.answersTo(QStringLiteral("n")), (RowAnswers{notAccepted, notAccepted}));
}

TEST(HostKeyTable, NumbersAreThoseOfTheRows)
{
    const HostKeyTable table = keyTableOf(
        {QStringLiteral("web10"), QStringLiteral("web2"), QStringLiteral("web1"), QStringLiteral("web3")});
    EXPECT_EQ(table.answersTo(QStringLiteral("1")),
              (RowAnswers{notAccepted, notAccepted, acceptedForGood, notAccepted}));
    EXPECT_EQ(table.answersTo(QStringLiteral("2-3")),
              (RowAnswers{notAccepted, acceptedForGood, notAccepted, acceptedForGood}));
    EXPECT_EQ(table.answersTo(QStringLiteral("once 1,4")),
              (RowAnswers{acceptedOnce, notAccepted, acceptedOnce, notAccepted}));
}

TEST(HostKeyTable, WhatMeansNothingIsNoAnswer)
{
    const HostKeyTable table = keyTableOf({QStringLiteral("a"), QStringLiteral("b")});
    for (const char *line : {"", "perhaps", "0", "3", "1-3", "2-1", "1,", "once no", "yes 1", "-1", "1 2",
                             "1-999999999999999999"})
        EXPECT_FALSE(table.answersTo(QString::fromLatin1(line))) << line;
}
