#include "core/targets/ssh_config_hosts.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::targets;

namespace {

class SshConfigHostsTest : public testing::Test
{
protected:
    /// A file below the home's ".ssh".
    void write(const QString &name, const QByteArray &content)
    {
        const QString path = home.filePath(QStringLiteral(".ssh/") + name);
        ASSERT_TRUE(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    QList<SshConfigHost> hosts()
    {
        return readSshConfigHosts(home.filePath(QStringLiteral(".ssh/config")), home.path()).value();
    }

    /// "alias=address" of each.
    QString hostsOf(const QByteArray &config)
    {
        write(QStringLiteral("config"), config);
        QStringList all;
        for (const SshConfigHost &host : hosts())
            all << host.alias + u'=' + model::address(host.target);
        return all.join(u' ');
    }

    QTemporaryDir home;
};

} // namespace

TEST_F(SshConfigHostsTest, NamesWithoutWildcardsInTheirOrder)
{
    EXPECT_EQ(
        hostsOf("Host web2 web1\nHost *.example.org !db\nHost db? db\n  HostName 10.0.0.9\nHost web1\n"),
        QStringLiteral("web2=web2 web1=web1 db=10.0.0.9"));
    EXPECT_EQ(hostsOf(""), QString());
}

TEST_F(SshConfigHostsTest, TheFirstValueWinsAndPatternsCount)
{
    EXPECT_EQ(hostsOf("Host web1\n  User ops\n  HostName %h.example.org\n"
                      "Host web* !web2\n  Port 2222\n  User root\nHost web2\nHost *\n  User me\n"),
              QStringLiteral("web1=ops@web1.example.org:2222 web2=me@web2"));
    EXPECT_EQ(hostsOf("User first\nHost a\n User second\n"), QStringLiteral("a=first@a"));
}

TEST_F(SshConfigHostsTest, WritesAddressesAsTheHostListReadsThem)
{
    EXPECT_EQ(hostsOf("Host six\n HostName 2001:db8::1\n Port 22\nHost plain\n HostName ::1\n"),
              QStringLiteral("six=[2001:db8::1]:22 plain=::1"));
}

TEST_F(SshConfigHostsTest, ReadsTheSyntaxThatOpenSshReads)
{
    EXPECT_EQ(hostsOf("# Host no\n\thost = a\r\n\tHOSTNAME=\"10.0.0.1\"  # its address\r\n  port\t=\t22\n"
                      "Host \"b\" c#d\nNoValue\n"),
              QStringLiteral("a=10.0.0.1:22 b=b c#d=c#d"));
}

TEST_F(SshConfigHostsTest, MatchSectionsAreLeftOut)
{
    EXPECT_EQ(hostsOf("Host a\nMatch host a\n  User no\nHost b\n  User yes\n"),
              QStringLiteral("a=a b=yes@b"));
}

TEST_F(SshConfigHostsTest, FollowsIncludes)
{
    write(QStringLiteral("config.d/1.conf"), "Host one\n  Port 1\n");
    write(QStringLiteral("config.d/2.conf"), "Host two\n");
    EXPECT_EQ(hostsOf("Include config.d/*.conf ~/.ssh/nosuch\nHost three\n  Port 3\n"),
              QStringLiteral("one=one:1 two=two three=three:3"));
}

TEST_F(SshConfigHostsTest, AnIncludeWithinASectionBelongsToIt)
{
    write(QStringLiteral("user"), "User ops\n");
    EXPECT_EQ(hostsOf("Host a\n  Include user\n  Port 7\nHost b\n"), QStringLiteral("a=ops@a:7 b=b"));
}

TEST_F(SshConfigHostsTest, AFileThatIncludesItselfComesToAnEnd)
{
    EXPECT_EQ(hostsOf("Include config config\nHost a\n"), QStringLiteral("a=a"));
}

TEST_F(SshConfigHostsTest, SaysWhichHostsAreBehindAnother)
{
    write(QStringLiteral("config"), "Host direct\n ProxyJump none\nHost *\n ProxyJump gate\nHost inner\n");
    ASSERT_EQ(hosts().size(), 2);
    EXPECT_FALSE(hosts()[0].needsProxy);
    EXPECT_TRUE(hosts()[1].needsProxy);
}

TEST_F(SshConfigHostsTest, SurvivesWhatIsNoConfiguration)
{
    write(QStringLiteral("config"), QByteArray("Host \0\xff\xfe\nInclude\nHost\n\"\n=\n", 26));
    hosts();
    const auto missing = readSshConfigHosts(home.filePath(QStringLiteral("nosuch")), home.path());
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().code, base::ErrorCode::FileUnreadable);
}
