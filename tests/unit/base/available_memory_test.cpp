#include "core/base/available_memory.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace regatta;

namespace {

class AvailableMemory : public testing::Test
{
protected:
    void say(const QString &path, const QByteArray &text) const
    {
        const QString whole = m_root.filePath(path);
        ASSERT_TRUE(QDir().mkpath(whole.section(u'/', 0, -2)));
        QFile file(whole);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    void sayOfGroup(const QString &group, const QByteArray &most, const QByteArray &current) const
    {
        say(QStringLiteral("sys/fs/cgroup") + group + QStringLiteral("/memory.max"), most);
        say(QStringLiteral("sys/fs/cgroup") + group + QStringLiteral("/memory.current"), current);
    }

    std::optional<qint64> available() const { return base::availableMemory(m_root.path()); }

private:
    QTemporaryDir m_root;
};

} // namespace

TEST_F(AvailableMemory, IsWhatTheKernelSays)
{
    say(QStringLiteral("proc/meminfo"), "MemTotal:  4000 kB\nMemFree:  100 kB\nMemAvailable:     2000 kB\n");
    EXPECT_EQ(available(), 2'000 * 1'024);
}

TEST_F(AvailableMemory, IsWhatTheTightestGroupLeaves)
{
    say(QStringLiteral("proc/meminfo"), "MemAvailable:     2000 kB\n");
    say(QStringLiteral("proc/self/cgroup"), "0::/users/me\n");
    sayOfGroup(QStringLiteral("/users/me"), "max\n", "5000\n");
    sayOfGroup(QStringLiteral("/users"), "100000\n", "40000\n");
    EXPECT_EQ(available(), 60'000);
    sayOfGroup({}, "100000\n", "70000\n"); // a container sees its own group as the root
    EXPECT_EQ(available(), 30'000);
    sayOfGroup(QStringLiteral("/users"), "100000\n", "100001\n");
    EXPECT_EQ(available(), 0);
}

TEST_F(AvailableMemory, IncludesWhatAGroupOnlyCaches)
{
    say(QStringLiteral("proc/meminfo"), "MemAvailable:     2000 kB\n");
    say(QStringLiteral("proc/self/cgroup"), "0::/job\n");
    sayOfGroup(QStringLiteral("/job"), "100000\n", "99000\n");
    say(QStringLiteral("sys/fs/cgroup/job/memory.stat"), "anon 9000\ninactive_file 50000\n");
    EXPECT_EQ(available(), 51'000);
}

TEST_F(AvailableMemory, IsUnknownWhereNobodySays)
{
    EXPECT_EQ(available(), std::nullopt);
    say(QStringLiteral("proc/meminfo"), "MemAvailable: plenty\n");
    say(QStringLiteral("proc/self/cgroup"), "1:memory:/users\n");
    EXPECT_EQ(available(), std::nullopt);
}

TEST_F(AvailableMemory, IsKnownHere)
{
    EXPECT_TRUE(base::availableMemory());
}
