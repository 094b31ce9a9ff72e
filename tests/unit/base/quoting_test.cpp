#include "core/base/quoting.h"

#include <QProcess>
#include <QRandomGenerator>

#include <gtest/gtest.h>

using namespace regatta::base;

namespace {

/// What a real shell makes of the word.
QByteArray readByShell(const QString &quoted)
{
    QProcess shell;
    shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QStringLiteral("printf %s ") + quoted});
    shell.waitForFinished();
    return shell.readAllStandardOutput();
}

} // namespace

TEST(Quoting, LeavesHarmlessWordsAlone)
{
    EXPECT_EQ(quotedForPosixShell(QStringLiteral("app-3")), QStringLiteral("app-3"));
    EXPECT_EQ(quotedForPosixShell(QStringLiteral("/usr/bin/id")), QStringLiteral("/usr/bin/id"));
}

TEST(Quoting, AnEmptyWordStaysAWord)
{
    EXPECT_EQ(quotedForPosixShell(QString()), QStringLiteral("''"));
}

TEST(Quoting, HarmlessWordsAreQuotedWhereTheCallerNeedsIt)
{
    EXPECT_TRUE(isHarmlessForPosixShell(QStringLiteral("app-3")));
    EXPECT_FALSE(isHarmlessForPosixShell(QString()));
    EXPECT_FALSE(isHarmlessForPosixShell(QStringLiteral("a b")));
    EXPECT_EQ(alwaysQuotedForPosixShell(QStringLiteral("app-3")), QStringLiteral("'app-3'"));
}

TEST(Quoting, LeavesOutNul)
{
    EXPECT_EQ(quotedForPosixShell(QStringLiteral("a b") + QChar(u'\0')), QStringLiteral("'a b'"));
}

TEST(Quoting, TildeAndEqualsAreNotExpanded)
{
    EXPECT_EQ(readByShell(quotedForPosixShell(QStringLiteral("~root"))), "~root");
    EXPECT_EQ(readByShell(quotedForPosixShell(QStringLiteral("-n"))), "-n");
}

TEST(Quoting, RealShellReadsBackWhatWasQuoted)
{
    QRandomGenerator random(20240517);
    const QString alphabet = QStringLiteral("a'\"\\$`!*?[]{}()<>|&;#~ \t\n\r=%^äß漢😀");
    for (int round = 0; round < 200; ++round) {
        QString word;
        for (int i = random.bounded(12); i >= 0; --i)
            word += alphabet.at(random.bounded(int(alphabet.size())));
        word = QString::fromUtf8(word.toUtf8()); // no half surrogates
        ASSERT_EQ(readByShell(quotedForPosixShell(word)), word.toUtf8()) << word.toStdString();
        ASSERT_EQ(readByShell(posixCommandLineForSsh({word})), word.toUtf8()) << word.toStdString();
    }
}

TEST(Quoting, JoinsQuotedWords)
{
    EXPECT_EQ(posixCommandLine({QStringLiteral("echo"), QStringLiteral("a b"), QStringLiteral("c")}),
              QStringLiteral("echo 'a b' c"));
}

TEST(Quoting, LeavesNoBackslashWithinQuotesThatSshReads)
{
    EXPECT_EQ(posixCommandLineForSsh({QStringLiteral("ssh"), QStringLiteral("it's"), QStringLiteral("a\\")}),
              QStringLiteral("ssh 'it'\"'\"'s' 'a'\\\\''"));
}
