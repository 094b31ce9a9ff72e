#include "core/trust/host_names.h"
#include "core/trust/known_hosts_writer.h"
#include "tests/unit/trust/key_maker.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <thread>

#include <sys/resource.h>

using namespace regatta::trust;
using namespace regatta::trust::fakes;
using regatta::base::ErrorCode;

namespace {

class KnownHostsWriterTest : public ::testing::Test
{
protected:
    QByteArray contents() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void write(const QByteArray &bytes, QIODevice::OpenMode mode = QIODevice::WriteOnly)
    {
        QDir().mkpath(QFileInfo(m_path).path());
        QFile file(m_path);
        ASSERT_TRUE(file.open(mode));
        file.write(bytes);
    }

    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(".ssh/known_hosts");
    KnownHostsWriter m_writer;
};

constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;

} // namespace

TEST_F(KnownHostsWriterTest, MakesFolderAndFileForTheirOwnerAlone)
{
    ASSERT_TRUE(m_writer.append(m_path, {{"web1", ed25519Key(1)}, {"[web2]:2222", rsaKey(2)}}));
    EXPECT_EQ(contents(), knownHostsLine("web1", ed25519Key(1)) + knownHostsLine("[web2]:2222", rsaKey(2)));
    EXPECT_EQ(QFileInfo(m_path).permissions(), ownerOnly);
    EXPECT_EQ(QFileInfo(QFileInfo(m_path).path()).permissions(),
              ownerOnly | QFile::ExeOwner | QFile::ExeUser);
}

TEST_F(KnownHostsWriterTest, KeepsWhatStandsThereAndBeginsALineOfItsOwn)
{
    const QByteArray before = "broken\n\n# kept\nno newline at the end";
    write(before);
    ASSERT_TRUE(m_writer.append(m_path, {{"web1", ed25519Key(1)}}));
    EXPECT_EQ(contents(), before + '\n' + knownHostsLine("web1", ed25519Key(1)));
}

TEST_F(KnownHostsWriterTest, NeverWritesAnEntryTwice)
{
    write(knownHostsLine("web*", ed25519Key(1)) + "@revoked " + knownHostsLine("db1", ed25519Key(2)));
    const NewEntry db{"db1", ed25519Key(2)};
    ASSERT_TRUE(m_writer.append(m_path, {{"web1", ed25519Key(1)}, db, db}));
    ASSERT_TRUE(m_writer.append(m_path, {db}));
    EXPECT_EQ(contents().count('\n'), 3);

    write(knownHostsLine("web9", ed25519Key(9)), QIODevice::Append); // somebody else, while we run
    ASSERT_TRUE(m_writer.append(m_path, {{"web9", ed25519Key(9)}, {"web8", ed25519Key(8)}}));
    EXPECT_EQ(contents().count('\n'), 5);
    EXPECT_TRUE(contents().endsWith(knownHostsLine("web8", ed25519Key(8))));
}

TEST_F(KnownHostsWriterTest, HashesNamesWhereWanted)
{
    ASSERT_TRUE(m_writer.append(m_path, {{"web1", ed25519Key(1), true}}));
    ASSERT_TRUE(m_writer.append(m_path, {{"web1", ed25519Key(1), true}}));
    EXPECT_TRUE(contents().startsWith("|1|"));
    EXPECT_EQ(contents().count('\n'), 1);
    EXPECT_EQ(KnownHostsFile::read(m_path)->linesFor("web1").size(), 1u);
}

TEST_F(KnownHostsWriterTest, WritesNoNameThatCoversOthersOrForgesALine)
{
    const QByteArrayList hostile = {
        "*",    "web?", "!web1", "a,b",  "x ssh-ed25519 AAAA\n*", "@revoked", "#x",
        "|1|x", "\n",   "",      "a\tb", QByteArray(2000, 'x')};
    std::vector<NewEntry> entries;
    for (const QByteArray &name : hostile)
        entries.push_back({name, ed25519Key(1)});
    ASSERT_TRUE(m_writer.append(m_path, entries));
    EXPECT_EQ(contents().count('\n'), hostile.size());
    const auto file = KnownHostsFile::read(m_path);
    EXPECT_TRUE(file->problems().empty());
    for (const QByteArray &name : hostile)
        EXPECT_EQ(file->linesFor(name).size(), 1u) << name.toStdString();
    for (const char *name : {"web1", "a", "b", "x"})
        EXPECT_TRUE(file->linesFor(name).empty()) << name;
}

TEST_F(KnownHostsWriterTest, SaysWhatCantBeWritten)
{
    write("a file where the folder should be");
    const QString below = m_path + "/known_hosts";
    const auto written = m_writer.append(below, {{"web1", ed25519Key(1)}});
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::FileUnwritable);
    EXPECT_THAT(written.error().detail.toStdString(), ::testing::StartsWith(below.toStdString() + ": "));
}

TEST_F(KnownHostsWriterTest, AFullDiskLosesNothingThatStoodThere)
{
    const QByteArray before = knownHostsLine("web1", ed25519Key(1));
    write(before);
    rlimit unlimited{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &unlimited), 0);
    const auto restoreSignal = std::signal(SIGXFSZ, SIG_IGN);
    rlimit full = unlimited;
    full.rlim_cur = rlim_t(before.size()) + 30; // a line is cut in the middle
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &full), 0);
    const auto written = m_writer.append(m_path, {{"web2", ed25519Key(2)}});
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &unlimited), 0);
    std::signal(SIGXFSZ, restoreSignal);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::FileUnwritable);
    EXPECT_TRUE(contents().startsWith(before + "web2 "));

    ASSERT_TRUE(m_writer.append(m_path, {{"web2", ed25519Key(2)}}));
    EXPECT_TRUE(contents().startsWith(before));
    EXPECT_TRUE(contents().endsWith('\n' + knownHostsLine("web2", ed25519Key(2)))) << "on a line of its own";
}

TEST_F(KnownHostsWriterTest, WritersOfSeveralProcessesDontMixTheirLines)
{
    // flock() excludes open files, not processes: two writers stand for two processes.
    std::vector<std::thread> threads;
    for (quint32 thread = 0; thread < 4; ++thread) {
        threads.emplace_back([this, thread] {
            KnownHostsWriter writer;
            for (quint32 i = 0; i < 50; ++i)
                EXPECT_TRUE(
                    writer.append(m_path, {{"shared" + QByteArray::number(i), ed25519Key(i)},
                                           {"own" + QByteArray::number(100 * thread + i), ed25519Key(i)}}));
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    const auto file = KnownHostsFile::read(m_path);
    EXPECT_TRUE(file->problems().empty());
    EXPECT_EQ(contents().count('\n'), 50 + 4 * 50);
    EXPECT_EQ(file->linesFor("shared7").size(), 1u);
}
