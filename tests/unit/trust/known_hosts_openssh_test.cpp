// The index against OpenSSH's own reading of the same files (package openssh-client).
#include "core/trust/known_hosts_file.h"
#include "core/trust/public_key.h"
#include "tests/unit/trust/key_maker.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

using namespace regatta::trust;
using namespace regatta::trust::fakes;

namespace {

class KnownHostsAgainstOpenSsh : public ::testing::Test
{
protected:
    void write(const QByteArray &contents)
    {
        QFile file(m_path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(contents);
    }

    QByteArray run(const QStringList &arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("ssh-keygen"), arguments);
        EXPECT_TRUE(process.waitForFinished()) << process.errorString().toStdString();
        return process.readAll();
    }

    /// The lines that ssh-keygen finds for a name; -l makes it read their keys too.
    std::vector<int> linesByOpenSsh(const QByteArray &name)
    {
        const QString output = QString::fromUtf8(run({"-l", "-F", QString::fromUtf8(name), "-f", m_path}));
        const QRegularExpression found(QStringLiteral("^# Host .* found: line (\\d+)"),
                                       QRegularExpression::MultilineOption);
        std::vector<int> lines;
        for (auto match = found.globalMatch(output); match.hasNext();)
            lines.push_back(match.next().captured(1).toInt());
        return lines;
    }

    std::vector<int> linesByUs(const QByteArray &name)
    {
        std::vector<int> lines;
        const auto file = KnownHostsFile::read(m_path);
        for (const auto *line : file->linesFor(name))
            lines.push_back(line->number);
        return lines;
    }

    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath("known_hosts");
};

} // namespace

TEST_F(KnownHostsAgainstOpenSsh, FindsTheSameLines)
{
    const HostKey key = ed25519Key(1);
    write("# a comment\n\n" + knownHostsLine("web1,10.0.0.1", key) + knownHostsLine("WEB1", rsaKey(1)) +
          "@revoked " + knownHostsLine("*", ed25519Key(9)) + "@cert-authority " +
          knownHostsLine("*.org", key) + knownHostsLine("[web1]:2222,[::1]:2222", key).replace("\n", "\r\n") +
          "web1 ssh-ed25519 AAAA\n" + knownHostsLine("w*1,!web1", key) + knownHostsLine("!web2,web?", key) +
          "@odd " + knownHostsLine("web1", key) + "  \t" + knownHostsLine("web1,,web3,", key) +
          knownHostsLine("web1," + QByteArray(1100, 'x'), key) + "web1\n" +
          knownHostsLine("web1", key).replace(' ', '\t') + "web1 ssh-ed25519 " + rsaKey(1).blob.toBase64() +
          '\n' + knownHostsLine("*:2222", key) + knownHostsLine("web1", key).chopped(1));
    for (const char *name :
         {"web1", "web2", "web3", "w1", "10.0.0.1", "[web1]:2222", "[::1]:2222", "::1", "a.org", "x"})
        EXPECT_EQ(linesByUs(name), linesByOpenSsh(name)) << name;
    EXPECT_GE(linesByUs("web1").size(), 6u) << "or the comparison would compare nothing";
}

TEST_F(KnownHostsAgainstOpenSsh, FindsTheSameLinesInMadeUpLists)
{
    std::mt19937 random(4711);
    const auto dice = [&] { return quint32(random()); };
    const auto pick = [&](auto... choices) {
        const std::array<const char *, sizeof...(choices)> all{choices...};
        return all[dice() % all.size()];
    };
    QByteArray contents;
    for (int line = 0; line < 300; ++line) {
        QByteArray names;
        for (quint32 members = 1 + dice() % 3; members > 0; --members) {
            names += pick("", "", "", "!");
            for (quint32 pieces = 1 + dice() % 3; pieces > 0; --pieces)
                names += pick("a", "b", "A", "*", "?", "a*", ".b", "[a]:22");
            names += members > 1 ? "," : "";
        }
        contents += knownHostsLine(names, ed25519Key(dice()));
    }
    write(contents);
    size_t found = 0;
    for (const char *name : {"a", "b", "ab", "aa", "a.b", "aab", "a.b.b", "[a]:22", "bab", "ba.b", "c"}) {
        const std::vector<int> lines = linesByUs(name);
        EXPECT_EQ(lines, linesByOpenSsh(name)) << name;
        found += lines.size();
    }
    EXPECT_GT(found, 100u);
}

TEST_F(KnownHostsAgainstOpenSsh, ReadsFilesThatItHashed)
{
    write(knownHostsLine("web1,10.0.0.1", ed25519Key(1)) + knownHostsLine("[web2]:2222", ed25519Key(2)) +
          knownHostsLine("web1", rsaKey(1)));
    run({"-H", "-f", m_path});
    const auto file = KnownHostsFile::read(m_path);
    EXPECT_TRUE(file->problems().empty());
    for (const char *name : {"web1", "10.0.0.1", "[web2]:2222", "web2"})
        EXPECT_EQ(linesByUs(name), linesByOpenSsh(name)) << name;
    EXPECT_EQ(linesByUs("web1").size(), 2u);
    EXPECT_EQ(file->linesFor("web1", rsaKey(1).blob).size(), 1u);
}

TEST_F(KnownHostsAgainstOpenSsh, FindsNamesThatWeHashed)
{
    write(knownHostsLine(HashedName::make("web1"), ed25519Key(1)));
    EXPECT_THAT(linesByOpenSsh("web1"), ::testing::ElementsAre(1));
    EXPECT_THAT(linesByOpenSsh("web2"), ::testing::IsEmpty());
}

TEST_F(KnownHostsAgainstOpenSsh, ReadsKeysThatItMade)
{
    for (const QString &type : {QStringLiteral("ed25519"), QStringLiteral("ecdsa"), QStringLiteral("rsa")}) {
        const QString path = m_folder.filePath(type);
        run({"-q", "-t", type, "-N", "", "-f", path});
        QFile file(path + ".pub");
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> words = file.readAll().split(' ');
        const QByteArray blob = QByteArray::fromBase64(words.at(1));
        const auto key = keyFromBlob(blob);
        ASSERT_TRUE(key) << type.toStdString();
        EXPECT_EQ(*key, (HostKey{words.at(0), blob}));
        EXPECT_THAT(run({"-l", "-f", path}).toStdString(),
                    ::testing::HasSubstr(fingerprint(*key).toStdString()));
    }
}
