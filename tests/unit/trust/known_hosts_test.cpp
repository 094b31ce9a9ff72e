#include "core/trust/known_hosts.h"
#include "tests/unit/trust/key_maker.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

using namespace regatta::trust;
using namespace regatta::trust::fakes;
using regatta::base::ErrorCode;
using Kind = Standing::Kind;

namespace {

KnownHosts knownHosts(const std::vector<QByteArray> &files)
{
    std::vector<std::shared_ptr<const KnownHostsFile>> read;
    for (const QByteArray &contents : files)
        read.push_back(std::make_shared<KnownHostsFile>(QStringLiteral("file%1").arg(read.size()), contents));
    return KnownHosts(std::move(read));
}

Kind kind(const QByteArray &file, const char *host, quint16 port, const HostKey &key)
{
    return knownHosts({file}).lookup(QString::fromUtf8(host), port, key).kind;
}

} // namespace

TEST(KnownHosts, KnowsPlainNamesInAnyCase)
{
    const QByteArray file = knownHostsLine("Web1.example.org,10.0.0.1", ed25519Key(1));
    EXPECT_EQ(kind(file, "web1.example.org", 22, ed25519Key(1)), Kind::Known);
    EXPECT_EQ(kind(file, "WEB1.EXAMPLE.ORG", 22, ed25519Key(1)), Kind::Known);
    EXPECT_EQ(kind(file, "10.0.0.1", 22, ed25519Key(1)), Kind::Known);
    EXPECT_EQ(kind(file, "web1", 22, ed25519Key(1)), Kind::Unknown);
    EXPECT_EQ(kind({}, "web1", 22, ed25519Key(1)), Kind::Unknown);
}

TEST(KnownHosts, SaysWhereTheOtherKeyStands)
{
    const KnownHosts hosts =
        knownHosts({"# first\n" + knownHostsLine("other", ed25519Key(7)),
                    knownHostsLine("web1", rsaKey(1)) + knownHostsLine("web1", ed25519Key(2))});
    const Standing standing = hosts.lookup("web1", 22, ed25519Key(1));
    EXPECT_EQ(standing.kind, Kind::Changed);
    EXPECT_EQ(standing.known, ed25519Key(2)) << "the key of the same type, though not the first";
    EXPECT_EQ(standing.file, "file1");
    EXPECT_EQ(standing.line, 2);
}

TEST(KnownHosts, TakesAKeyOfAnotherTypeForAChange)
{
    const QByteArray file = knownHostsLine("web1", rsaKey(1));
    EXPECT_EQ(kind(file, "web1", 22, ed25519Key(1)), Kind::Changed);
}

TEST(KnownHosts, KnowsEachOfSeveralKeys)
{
    const QByteArray file = knownHostsLine("web1", ed25519Key(1)) + knownHostsLine("web1", ed25519Key(2));
    EXPECT_EQ(kind(file, "web1", 22, ed25519Key(1)), Kind::Known);
    EXPECT_EQ(kind(file, "web1", 22, ed25519Key(2)), Kind::Known);
}

TEST(KnownHosts, FilesOtherPortsInBrackets)
{
    const QByteArray file = knownHostsLine("[web1]:2222", ed25519Key(1));
    EXPECT_EQ(kind(file, "web1", 2222, ed25519Key(1)), Kind::Known);
    EXPECT_EQ(kind(file, "web1", 22, ed25519Key(1)), Kind::Unknown);
    EXPECT_EQ(kind(file, "web1", 2223, ed25519Key(1)), Kind::Unknown);
    EXPECT_EQ(kind(knownHostsLine("[::1]:2222", ed25519Key(1)), "::1", 2222, ed25519Key(1)), Kind::Known);
}

TEST(KnownHosts, FallsBackToThePlainNameOnlyForAnEqualKey)
{
    const QByteArray file = knownHostsLine("web1", ed25519Key(1));
    EXPECT_EQ(kind(file, "web1", 2222, ed25519Key(1)), Kind::Known);
    EXPECT_EQ(kind(file, "web1", 2222, ed25519Key(2)), Kind::Unknown);
    EXPECT_EQ(kind(file + knownHostsLine("[web1]:2222", ed25519Key(3)), "web1", 2222, ed25519Key(1)),
              Kind::Changed);
}

TEST(KnownHosts, RevokedBeatsKnownWhereverItStands)
{
    const QByteArray known = knownHostsLine("web1", ed25519Key(1));
    const QByteArray revoked = "@revoked " + knownHostsLine("*", ed25519Key(1));
    EXPECT_EQ(kind(known + revoked, "web1", 22, ed25519Key(1)), Kind::Revoked);
    EXPECT_EQ(kind(revoked + known, "web1", 22, ed25519Key(1)), Kind::Revoked);
    EXPECT_EQ(knownHosts({known, revoked}).lookup("web1", 22, ed25519Key(1)).file, "file1");
    EXPECT_EQ(kind(revoked, "unheard-of", 22, ed25519Key(1)), Kind::Revoked);
    EXPECT_EQ(kind(revoked, "web1", 22, ed25519Key(2)), Kind::Unknown);
    EXPECT_EQ(
        kind("@revoked " + known + knownHostsLine("[web1]:2222", ed25519Key(1)), "web1", 2222, ed25519Key(1)),
        Kind::Revoked);
    EXPECT_EQ(kind("@revoked " + knownHostsLine("*", rsaKey(1)), "web1", 22, rsaKey(1, QByteArray(2, '\0'))),
              Kind::Revoked);
}

TEST(KnownHosts, TellsApartWhoOnlyHasACertAuthority)
{
    const QByteArray authority = "@cert-authority " + knownHostsLine("*.example.org", ed25519Key(9));
    EXPECT_EQ(kind(authority, "web1.example.org", 22, ed25519Key(1)), Kind::CertAuthorityOnly);
    EXPECT_EQ(kind(authority, "web1.example.org", 22, ed25519Key(9)), Kind::CertAuthorityOnly)
        << "an authority's key is no host's key";
    EXPECT_EQ(kind(authority, "web1", 22, ed25519Key(1)), Kind::Unknown);
    EXPECT_TRUE(knownHosts({authority}).isCertAuthorityOnly("web1.example.org", 22));
    const QByteArray both = authority + knownHostsLine("web1.example.org", ed25519Key(1));
    EXPECT_EQ(kind(both, "web1.example.org", 22, ed25519Key(1)), Kind::Known);
    EXPECT_EQ(kind(both, "web1.example.org", 22, ed25519Key(2)), Kind::Changed);
    EXPECT_FALSE(knownHosts({both}).isCertAuthorityOnly("web1.example.org", 22));
}

TEST(KnownHosts, MatchesPatternsAndNegations)
{
    const QByteArray file = knownHostsLine("*.example.org,!db*.example.org,web?", ed25519Key(1));
    EXPECT_EQ(kind(file, "a.b.example.org", 22, ed25519Key(1)), Kind::Known);
    EXPECT_EQ(kind(file, "db1.example.org", 22, ed25519Key(1)), Kind::Unknown);
    EXPECT_EQ(kind(file, "web1", 22, ed25519Key(1)), Kind::Known);
    EXPECT_EQ(kind(file, "web12", 22, ed25519Key(1)), Kind::Unknown);
}

TEST(KnownHosts, AHostileNamePatternTakesNoExponentialTime)
{
    QByteArray pattern;
    for (int i = 0; i < 200; ++i)
        pattern += "*a";
    const QByteArray file = knownHostsLine(pattern + "b", ed25519Key(1));
    EXPECT_EQ(kind(file, QByteArray(255, 'a').constData(), 22, ed25519Key(1)), Kind::Unknown);
}

TEST(KnownHosts, FindsHashedNames)
{
    const QByteArray file = knownHostsLine(HashedName::make("web1"), ed25519Key(1)) +
                            knownHostsLine(HashedName::make("[web2]:2222"), ed25519Key(2));
    EXPECT_EQ(kind(file, "WEB1", 22, ed25519Key(1)), Kind::Known);
    EXPECT_EQ(kind(file, "web1", 22, ed25519Key(3)), Kind::Changed);
    EXPECT_EQ(kind(file, "web2", 2222, ed25519Key(2)), Kind::Known);
    EXPECT_EQ(kind(file, "web2", 22, ed25519Key(2)), Kind::Unknown);
}

TEST(KnownHosts, GivesKeyTypesInOrderOfPreference)
{
    const QByteArray file = knownHostsLine("web1", rsaKey(1)) + knownHostsLine("web1", ed25519Key(1)) +
                            knownHostsLine("web1", rsaKey(2)) + "@revoked " +
                            knownHostsLine("*", ed25519Key(5)) + knownHostsLine("web2", ed25519Key(5));
    const KnownHosts hosts = knownHosts({file});
    EXPECT_THAT(hosts.keyTypes("web1", 22), ::testing::ElementsAre("ssh-ed25519", "ssh-rsa"));
    EXPECT_THAT(hosts.keyTypes("web1", 2222), ::testing::ElementsAre("ssh-ed25519", "ssh-rsa"));
    EXPECT_THAT(hosts.keyTypes("web2", 22), ::testing::IsEmpty()) << "its only key is revoked";
    EXPECT_THAT(hosts.keyTypes("web3", 22), ::testing::IsEmpty());
}

TEST(KnownHosts, LeavesBrokenLinesOutAndReportsThem)
{
    const QByteArray contents = "web1 ssh-ed25519 AAAA\r\n" + QByteArray(1 << 20, 'x') + "\n" +
                                knownHostsLine("web2", ed25519Key(2)) + QByteArray("\0\xff\n", 3) +
                                knownHostsLine("web3", ed25519Key(3)).chopped(1);
    const KnownHostsFile file("f", contents);
    EXPECT_EQ(file.linesFor("web2").size(), 1u);
    ASSERT_EQ(file.linesFor("web3").size(), 1u) << "the last line needs no newline";
    EXPECT_EQ(file.linesFor("web3").front()->number, 5);
    ASSERT_EQ(file.problems().size(), 2u);
    EXPECT_EQ(file.problems()[0], (regatta::base::Error{ErrorCode::SyntaxError, "f:1: key"}));
    EXPECT_EQ(file.problems()[1], (regatta::base::Error{ErrorCode::SyntaxError, "f:2: names"}));
}

TEST(KnownHosts, ALineOfAMegabyteMayHoldManyNames)
{
    QByteArray names;
    for (int i = 0; names.size() < (1 << 20); ++i)
        names += "host" + QByteArray::number(i) + ',';
    const QByteArray file = knownHostsLine(names + "last", ed25519Key(1));
    EXPECT_EQ(kind(file, "host70000", 22, ed25519Key(1)), Kind::Known);
    EXPECT_EQ(kind(file, "last", 22, ed25519Key(1)), Kind::Known);
}

TEST(KnownHosts, AMissingFileIsEmptyAndAnUnreadableOneSaysSo)
{
    const QTemporaryDir folder;
    const auto missing = KnownHostsFile::read(folder.filePath("missing"));
    EXPECT_FALSE(missing->isUnreadable());
    EXPECT_TRUE(missing->problems().empty());
    EXPECT_FALSE(KnownHostsFile::read("/dev/null")->isUnreadable());

    const auto directory = KnownHostsFile::read(folder.path());
    EXPECT_TRUE(directory->isUnreadable());
    ASSERT_EQ(directory->problems().size(), 1u);
    EXPECT_EQ(directory->problems().front().code, ErrorCode::FileUnreadable);

    const QString pipe = folder.filePath("pipe");
    ASSERT_EQ(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    EXPECT_TRUE(KnownHostsFile::read(pipe)->isUnreadable()) << "and is not waited for";
}
