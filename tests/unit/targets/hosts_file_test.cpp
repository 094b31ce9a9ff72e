#include "core/targets/hosts_file.h"

#include <QDir>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::targets;
using base::ErrorCode;

namespace {

QString hosts(const QByteArray &content)
{
    const Expansion expansion = parseHosts(content).value();
    QStringList addresses;
    for (const model::Target &target : expansion.targets)
        addresses << model::address(target);
    return addresses.join(u' ');
}

HostsFileError errorOf(const QByteArray &content)
{
    return parseHosts(content).error();
}

} // namespace

TEST(HostsFile, ReadsOneTargetALineInTheirOrder)
{
    EXPECT_EQ(hosts("web2\nops@web1:2222\n[::1]:22\n"), QStringLiteral("web2 ops@web1:2222 [::1]:22"));
    EXPECT_EQ(hosts("z[1-2]\na[1-3]!a2"), QStringLiteral("z1 z2 a1 a3"));
}

TEST(HostsFile, LeavesOutCommentsAndBlankLines)
{
    EXPECT_EQ(hosts("# fleet\n\n  \t\n  web1   # the first\n#web2\nweb3#x\n"), QStringLiteral("web1 web3"));
    EXPECT_EQ(hosts(""), QString());
    EXPECT_EQ(hosts("#"), QString());
}

TEST(HostsFile, TakesWhatOtherSystemsWrite)
{
    EXPECT_EQ(hosts("\xef\xbb\xbfweb1\r\n\r\nweb2\r\n"), QStringLiteral("web1 web2"));
    EXPECT_EQ(hosts("\xef\xbb\xbf"), QString());
    EXPECT_EQ(hosts("b\xc3\xbc"
                    "cher"),
              QStringLiteral("bücher"));
}

TEST(HostsFile, ReportsDuplicatesAcrossLines)
{
    const auto expansion = parseHosts("a\nb\na\n::1\n[::1]\na");
    EXPECT_EQ(expansion->targets.size(), 3);
    EXPECT_EQ(expansion->duplicates, (QStringList{QStringLiteral("a"), QStringLiteral("::1")}));
}

TEST(HostsFile, ErrorsNameTheLine)
{
    EXPECT_EQ(errorOf("a\n\nb[3-1]\n"),
              (HostsFileError{{ErrorCode::InvalidRange, QStringLiteral("3-1"), 2, {}}, 3}));
    EXPECT_EQ(errorOf("a\r\n  -oProxyCommand=x\r\n"),
              (HostsFileError{{ErrorCode::SyntaxError, QStringLiteral("-oProxyCommand=x"), 2, {}}, 2}));
    EXPECT_EQ(errorOf("a\n@web").error.code, ErrorCode::UnknownGroup);
    EXPECT_EQ(errorOf("a\nw\xff"
                      "eb")
                  .line,
              2)
        << "not UTF-8";
    EXPECT_EQ(errorOf(QByteArray("\xff\xfe"
                                 "a\0\n\0",
                                 6))
                  .line,
              1)
        << "UTF-16";
    EXPECT_EQ(errorOf("a b").line, 1);
}

TEST(HostsFile, ResolvesGroups)
{
    const auto expansion =
        parseHosts("@web", groupsFrom({{QStringLiteral("web"), {QStringLiteral("w[1-2]")}}}));
    EXPECT_EQ(expansion->targets.size(), 2);
}

TEST(HostsFile, CountsAllLinesTogether)
{
    EXPECT_EQ(errorOf("a[1-10]\nb[1-1000000]\nc"),
              (HostsFileError{{ErrorCode::TooManyTargets, QStringLiteral("b[1-1000000]"), 0, {}}, 2}));
    EXPECT_EQ(errorOf("a[1-10]\na[1-999991]\nc").line, 2) << "naming them twice is work as well";
    EXPECT_EQ(errorOf("a[1-10]!a[1-10]\na[1-999990]\nc").line, 2) << "so is taking them away again";
}

TEST(HostsFile, ReadsFiles)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("hosts"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("web1\nweb[2-3]\n");
    file.close();
    EXPECT_EQ(readHostsFile(path)->targets.size(), 3);
}

TEST(HostsFile, RefusesWhatCannotBeRead)
{
    QTemporaryDir folder;
    const QString missing = folder.filePath(QStringLiteral("missing"));
    EXPECT_EQ(readHostsFile(missing).error(),
              (HostsFileError{{ErrorCode::FileUnreadable, missing, 0, {}}, 0}));
    EXPECT_EQ(readHostsFile(folder.path()).error().error.code, ErrorCode::FileUnreadable);
}

TEST(HostsFile, RefusesWhatIsTooLargeWithoutReadingItAll)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("huge")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    ASSERT_TRUE(file.resize(largestHostsFile + 1)); // sparse
    EXPECT_EQ(readHostsFile(file.fileName()).error().error.code, ErrorCode::FileTooLarge);
    EXPECT_EQ(readHostsFile(QStringLiteral("/dev/zero")).error().error.code, ErrorCode::FileTooLarge);
}
