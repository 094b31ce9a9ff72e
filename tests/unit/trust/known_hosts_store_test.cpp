#include "core/trust/known_hosts_store.h"
#include "tests/support/no_descriptors.h"
#include "tests/unit/trust/key_maker.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace regatta::trust;
using namespace regatta::trust::fakes;
using namespace std::chrono_literals;

namespace {

class KnownHostsStoreTest : public ::testing::Test
{
protected:
    void write(const QByteArray &bytes, QIODevice::OpenMode mode)
    {
        QFile file(m_path);
        ASSERT_TRUE(file.open(mode));
        file.write(bytes);
    }

    Standing::Kind kindAt(regatta::base::Duration sinceStart)
    {
        return m_store.open({m_path}, m_start + sinceStart).lookup("web1", 22, ed25519Key(1)).kind;
    }

    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath("known_hosts");
    regatta::base::Instant m_start{};
    KnownHostsStore m_store;
};

} // namespace

TEST_F(KnownHostsStoreTest, ReadsAgainWhatHasChanged)
{
    EXPECT_EQ(kindAt(0s), Standing::Kind::Unknown);
    write(knownHostsLine("web1", ed25519Key(1)), QIODevice::WriteOnly);
    EXPECT_EQ(kindAt(900ms), Standing::Kind::Unknown) << "not looked at twice in a second";
    EXPECT_EQ(kindAt(1s), Standing::Kind::Known);
    ASSERT_TRUE(QFile::remove(m_path));
    EXPECT_EQ(kindAt(2s), Standing::Kind::Unknown);
}

TEST_F(KnownHostsStoreTest, LooksAgainAtOnceWhenToldTo)
{
    write({}, QIODevice::WriteOnly);
    EXPECT_EQ(kindAt(0s), Standing::Kind::Unknown);
    write(knownHostsLine("web1", ed25519Key(1)), QIODevice::Append);
    m_store.expire();
    EXPECT_EQ(kindAt(0s), Standing::Kind::Known);
}

TEST_F(KnownHostsStoreTest, ReadsAgainAtOnceWhatItHadNoDescriptorFor)
{
    write(knownHostsLine("web1", ed25519Key(1)), QIODevice::WriteOnly);
    {
        const regatta::tests::NoDescriptors shortage;
        EXPECT_TRUE(m_store.open({m_path}, m_start).shortage());
    }
    EXPECT_FALSE(m_store.open({m_path}, m_start).shortage());
    EXPECT_EQ(kindAt(0s), Standing::Kind::Known);
    EXPECT_TRUE(m_store.problems().empty()) << "nothing is wrong with the file";
}

TEST_F(KnownHostsStoreTest, LooksAgainAtAFileThatOthersMayReadNow)
{
    write({}, QIODevice::WriteOnly);
    const FileStamp before = FileStamp::of(m_path);
    // A file's clock ticks every few milliseconds.
    for (int tries = 0; tries < 1'000'000 && FileStamp::of(m_path) == before; ++tries)
        ASSERT_TRUE(QFile::setPermissions(m_path, QFile::ReadOwner | QFile::ReadGroup));
    EXPECT_NE(FileStamp::of(m_path), before);
}

TEST_F(KnownHostsStoreTest, ReportsEachProblemOnce)
{
    write("broken\n", QIODevice::WriteOnly);
    kindAt(0s);
    write("# more\n", QIODevice::Append);
    kindAt(5s);
    EXPECT_EQ(m_store.problems().size(), 1u);
}
