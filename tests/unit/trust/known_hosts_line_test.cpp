#include "core/trust/known_hosts_line.h"
#include "tests/unit/trust/key_maker.h"

#include <gtest/gtest.h>

using namespace regatta::trust;
using namespace regatta::trust::fakes;

namespace {

QByteArray withoutNewline(QByteArray line)
{
    line.chop(1);
    return line;
}

const QByteArray sound = withoutNewline(knownHostsLine("web1", ed25519Key(1)));

BrokenPart brokenPart(const QByteArray &line)
{
    return parseKnownHostsLine(line).error();
}

} // namespace

TEST(KnownHostsLine, ReadsNamesAndKey)
{
    const QByteArray text = sound + " a comment"; // the names are a view of it
    const auto line = parseKnownHostsLine(text);
    ASSERT_TRUE(line && *line);
    EXPECT_EQ((*line)->marker, Marker::None);
    EXPECT_EQ((*line)->names, "web1");
    EXPECT_EQ((*line)->key, ed25519Key(1));
}

TEST(KnownHostsLine, ReadsMarkers)
{
    const auto revoked = parseKnownHostsLine("@revoked " + sound);
    ASSERT_TRUE(revoked && *revoked);
    EXPECT_EQ((*revoked)->marker, Marker::Revoked);
    const auto authority = parseKnownHostsLine("  @cert-authority\t" + sound);
    ASSERT_TRUE(authority && *authority);
    EXPECT_EQ((*authority)->marker, Marker::CertAuthority);
    EXPECT_EQ(brokenPart("@trusted " + sound), BrokenPart::Marker);
    EXPECT_EQ(brokenPart("@revoked @cert-authority " + sound), BrokenPart::Marker);
}

TEST(KnownHostsLine, PassesOverBlanksAndComments)
{
    for (const QByteArray text : {"", "  \t", "# web1 ssh-ed25519", "\r"}) {
        const auto line = parseKnownHostsLine(text);
        EXPECT_TRUE(line && !*line) << text.toStdString();
    }
}

TEST(KnownHostsLine, EndsAtACarriageReturnOrNul)
{
    for (const QByteArray &text : {QByteArray(sound + '\r'), QByteArray(sound + '\0' + "rest")}) {
        const auto line = parseKnownHostsLine(text);
        ASSERT_TRUE(line && *line);
        EXPECT_EQ((*line)->key, ed25519Key(1));
    }
}

TEST(KnownHostsLine, NamesThePartThatIsBroken)
{
    EXPECT_EQ(brokenPart("web1"), BrokenPart::KeyType);
    EXPECT_EQ(brokenPart("web1 # nothing"), BrokenPart::KeyType);
    EXPECT_EQ(brokenPart("web1 ssh-ed25519"), BrokenPart::Key);
    EXPECT_EQ(brokenPart("web1 ssh-ed25519 AAAA%%%"), BrokenPart::Key);
    EXPECT_EQ(brokenPart("web1 ssh-rsa " + ed25519Key(1).blob.toBase64()), BrokenPart::Key);
    EXPECT_EQ(brokenPart("web1 ssh-ed25519 " + ed25519Key(1).blob.chopped(1).toBase64()), BrokenPart::Key);
    EXPECT_EQ(brokenPart("web1 ssh-ed25519 " + (ed25519Key(1).blob + 'x').toBase64()), BrokenPart::Key);
    EXPECT_EQ(brokenPart("web1 1024 65537 12345"), BrokenPart::Key) << "the keys of SSH protocol 1";
    EXPECT_EQ(brokenPart("|1|c2FsdA==|aGFzaA== ssh-ed25519 x"), BrokenPart::Names);
    EXPECT_EQ(brokenPart(QByteArray(1 << 20, 'a')), BrokenPart::Names);
}

TEST(KnownHostsLine, BringsNumbersIntoOneForm)
{
    const HostKey padded = rsaKey(1, QByteArray(3, '\0'));
    const auto line = parseKnownHostsLine("web1 ssh-rsa " + padded.blob.toBase64());
    ASSERT_TRUE(line && *line);
    EXPECT_EQ((*line)->key, rsaKey(1)) << "or a revoked key could come back with a zero more";
}
