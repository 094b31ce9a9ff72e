#include "core/profile/profile_reader.h"
#include "core/profile/profile_writer.h"
#include "tests/unit/profile/profile_test_support.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace regatta;
using namespace regatta::profile;

namespace {

class ProfileSave : public testing::Test
{
protected:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }

    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QStringList files() const
    {
        return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    const QString m_name = QStringLiteral("job.regatta");

private:
    QTemporaryDir m_folder;
};

/// As a full disk does it: no file may grow. Permissions would not bind root.
class FullDisk
{
public:
    FullDisk()
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit none{0, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

} // namespace

TEST_F(ProfileSave, WritesWhatCanBeReadBack)
{
    ASSERT_TRUE(save(path(m_name), soundProfile()));
    const ReadResult result = read(path(m_name));
    ASSERT_TRUE(result);
    EXPECT_EQ(result->profile, soundProfile());
    EXPECT_EQ(files(), QStringList(m_name));
}

TEST_F(ProfileSave, KeepsPermissions)
{
    write(m_name, "old");
    const QFile::Permissions permissions = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup;
    ASSERT_TRUE(QFile::setPermissions(path(m_name), permissions));
    ASSERT_TRUE(save(path(m_name), soundProfile()));
    EXPECT_EQ(contents(path(m_name)), serialize(soundProfile()));
    const QFile::Permissions all = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup |
                                   QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                                   QFile::WriteOther | QFile::ExeOther;
    EXPECT_EQ(QFile::permissions(path(m_name)) & all, permissions);
}

TEST_F(ProfileSave, FollowsSymbolicLinks)
{
    write(QStringLiteral("real"), "old");
    ASSERT_TRUE(QFile::link(QStringLiteral("real"), path(m_name)));
    ASSERT_TRUE(save(path(m_name), soundProfile()));
    EXPECT_TRUE(QFileInfo(path(m_name)).isSymLink());
    EXPECT_EQ(contents(path(QStringLiteral("real"))), serialize(soundProfile()));
}

TEST_F(ProfileSave, ALinkToNothingMakesTheFile)
{
    ASSERT_TRUE(QFile::link(QStringLiteral("real"), path(m_name)));
    ASSERT_TRUE(save(path(m_name), soundProfile()));
    EXPECT_TRUE(QFileInfo(path(m_name)).isSymLink());
    EXPECT_EQ(contents(path(QStringLiteral("real"))), serialize(soundProfile()));
}

TEST_F(ProfileSave, AFullDiskLeavesTheOldFile)
{
    write(m_name, "old");
    {
        const FullDisk full;
        const auto result = save(path(m_name), soundProfile());
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, base::ErrorCode::FileUnwritable);
        EXPECT_NE(result.error().detail, QString());
    }
    EXPECT_EQ(contents(path(m_name)), "old");
    EXPECT_EQ(files(), QStringList(m_name));
}

TEST_F(ProfileSave, PlacesThatCannotBeWritten)
{
    write(QStringLiteral("file"), "old");
    for (const QString &place : {path(QStringLiteral("file/job")), path(QStringLiteral("missing/job")),
                                 path(QString(300, u'x')), path(QStringLiteral("."))}) {
        const auto result = save(place, soundProfile());
        ASSERT_FALSE(result) << place.toStdString();
        EXPECT_EQ(result.error().code, base::ErrorCode::FileUnwritable);
        EXPECT_NE(result.error().detail, QString());
    }
    EXPECT_EQ(files(), QStringList(QStringLiteral("file")));
}

TEST_F(ProfileSave, PipesAndDevicesAreLeftAlone)
{
    const QString pipe = path(QStringLiteral("pipe"));
    ASSERT_EQ(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    ASSERT_TRUE(QFile::link(QStringLiteral("pipe"), path(m_name)));
    for (const QString &place : {pipe, path(m_name)}) {
        const auto result = save(place, soundProfile());
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error(), (base::Error{base::ErrorCode::FileUnwritable, place}));
    }
    EXPECT_FALSE(QFileInfo(pipe).isFile());
}
