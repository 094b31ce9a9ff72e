#include "tests/unit/history/history_samples.h"

#include "core/history/history_file.h"
#include "core/history/schema.h"

#include <condition_variable>

#include <sys/stat.h>
#include <unistd.h>

using namespace regatta;
using namespace std::chrono_literals;
using history::Database;
using history::HistoryReader;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

class HistoryFileTest : public tests::HistoryTest
{
protected:
    void writeRun(const QString &id)
    {
        const auto writer = openWriter();
        writer->begin(tests::runStart(id));
        writer->end(id, {});
    }

    void spoil(qint64 offset, const QByteArray &bytes)
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::ReadWrite));
        file.seek(offset);
        file.write(bytes);
    }

    QStringList asideFiles() const
    {
        return QDir(folder.path())
            .entryList({QStringLiteral("history.sqlite.corrupt-*")}, QDir::Files, QDir::Name);
    }
};

} // namespace

TEST_F(HistoryFileTest, AMissingFileIsMadeWithItsFolder)
{
    path = folder.filePath(QStringLiteral("some/where/history.sqlite"));
    EXPECT_THAT(HistoryReader(path).runs().value(), IsEmpty());
    writeRun(QStringLiteral("a"));
    EXPECT_EQ(ids(), QStringList{QStringLiteral("a")});
    EXPECT_THAT(noticedCodes(), IsEmpty());
    struct stat status = {};
    ASSERT_EQ(::stat(QFile::encodeName(folder.filePath(QStringLiteral("some/where"))).constData(), &status),
              0);
    EXPECT_EQ(status.st_mode & 077, 0u) << "others look in";
}

TEST_F(HistoryFileTest, ReadersDoNotKeepTheWriterWaiting)
{
    writeRun(QStringLiteral("a"));
    const auto reader = Database::open(path, Database::Access::ReadOnly).value();
    EXPECT_EQ(reader->value(QStringLiteral("PRAGMA journal_mode")).value().toString(), u"wal");
    ASSERT_TRUE(reader->run(QStringLiteral("BEGIN")));
    ASSERT_EQ(reader->value(QStringLiteral("SELECT count(*) FROM runs")).value().toInt(), 1);
    writeRun(QStringLiteral("b"));
    EXPECT_EQ(ids().size(), 2);
    EXPECT_EQ(reader->value(QStringLiteral("SELECT count(*) FROM runs")).value().toInt(), 1)
        << "what it began to read";
}

TEST_F(HistoryFileTest, AFileOfVersionOneIsUpgradedAndKeepsItsRuns)
{
    {
        const auto database = Database::open(path, Database::Access::ReadWrite).value();
        ASSERT_TRUE(history::upgrade(*database, 1));
        ASSERT_TRUE(database->run(QStringLiteral(
            "INSERT INTO runs VALUES (1, 'old', '', 'restart', 'uptime', '', 'production', 'libssh', '0.1', "
            "1000, 'finished', 1, '', '{\"outcomes\":{\"succeeded\":1}}', 1, '')")));
        ASSERT_FALSE(database->run(QStringLiteral("SELECT spool_bytes FROM runs")));
    }
    // Whoever comes first may be a reader.
    EXPECT_EQ(ids(), QStringList{QStringLiteral("old")});
    writeRun(QStringLiteral("new"));
    EXPECT_EQ(ids(), (QStringList{QStringLiteral("new"), QStringLiteral("old")}));
    EXPECT_EQ(HistoryReader(path).runs().value().at(1).summary.count(model::Outcome::Succeeded), 1);
    const auto database = Database::open(path, Database::Access::ReadOnly).value();
    EXPECT_EQ(history::versionOf(*database).value(), history::schemaVersion);
    EXPECT_THAT(noticedCodes(), IsEmpty());
}

TEST_F(HistoryFileTest, WhatIsNoDatabaseIsKeptAside)
{
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("this is a letter to a friend, not a database").repeated(100));
    }
    const auto reading = HistoryReader(path).runs();
    EXPECT_FALSE(reading.has_value() && !reading->isEmpty());
    writeRun(QStringLiteral("a"));
    EXPECT_EQ(ids(), QStringList{QStringLiteral("a")});
    ASSERT_EQ(asideFiles().size(), 1);
    QFile aside(folder.filePath(asideFiles().first()));
    ASSERT_TRUE(aside.open(QIODevice::ReadOnly));
    EXPECT_TRUE(aside.readAll().startsWith("this is a letter"));
    const std::lock_guard lock(mutex);
    for (const history::Error &notice : notices) {
        EXPECT_EQ(notice.code, history::ErrorCode::SetAside);
        EXPECT_EQ(notice.detail, aside.fileName());
    }
}

TEST_F(HistoryFileTest, SpoiltPagesAreFoundAndKeptAside)
{
    writeRun(QStringLiteral("a"));
    spoil(4096, QByteArray(3 * 4096, '\x5a'));
    writeRun(QStringLiteral("b"));
    EXPECT_THAT(noticedCodes(), ElementsAre(history::ErrorCode::SetAside));
    EXPECT_EQ(ids(), QStringList{QStringLiteral("b")});
    EXPECT_EQ(asideFiles().filter(QStringLiteral("wal")).size() + 1, asideFiles().size());
}

TEST_F(HistoryFileTest, AFileOfANewerVersionIsReadOnly)
{
    writeRun(QStringLiteral("a"));
    {
        const auto database = Database::open(path, Database::Access::ReadWrite).value();
        ASSERT_TRUE(database->run(QStringLiteral("PRAGMA user_version = 99")));
    }
    const auto writer = openWriter();
    writer->begin(tests::runStart(QStringLiteral("b")));
    writer->end(QStringLiteral("b"), {});
    std::optional<history::Expected<QStringList>> removed;
    writer->remove({QStringLiteral("a")}, [&removed](const auto &answer) { removed = answer; });
    writer->flush();
    EXPECT_EQ(removed->error().code, history::ErrorCode::Newer);
    EXPECT_EQ(ids(), QStringList{QStringLiteral("a")});
    EXPECT_THAT(noticedCodes(), ElementsAre(history::ErrorCode::Newer));
}

TEST_F(HistoryFileTest, AnUnwritableHistoryIsSaidOnceAndHoldsNobodyUp)
{
    // A file where the folder should be: not even root can write there.
    path = folder.filePath(QStringLiteral("file/history.sqlite"));
    QFile file(folder.filePath(QStringLiteral("file")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    {
        const auto writer = openWriter();
        for (int i = 0; i < 3; ++i) {
            writer->begin(tests::runStart(QString::number(i)));
            writer->end(QString::number(i), {});
            writer->flush();
        }
    }
    EXPECT_THAT(noticedCodes(), ElementsAre(history::ErrorCode::Unwritable));
}

TEST_F(HistoryFileTest, ALockedFileKeepsOnlyTheWritersThreadWaiting)
{
    writeRun(QStringLiteral("a"));
    const auto other = Database::open(path, Database::Access::ReadWrite).value();
    ASSERT_TRUE(other->run(QStringLiteral("BEGIN IMMEDIATE")));
    const auto writer = openWriter();
    writer->begin(tests::runStart(QStringLiteral("b"))); // returns, although nobody can write
    writer->end(QStringLiteral("b"), {});
    EXPECT_EQ(ids(), QStringList{QStringLiteral("a")}) << "reading goes on";
    ASSERT_TRUE(other->run(QStringLiteral("COMMIT")));
    writer->flush();
    EXPECT_EQ(ids().size(), 2);
    EXPECT_THAT(noticedCodes(), IsEmpty());
}

TEST_F(HistoryFileTest, ARunThatCouldNotBeRecordedToTheEndIsSaid)
{
    writeRun(QStringLiteral("a"));
    const auto other = Database::open(path, Database::Access::ReadWrite).value();
    ASSERT_TRUE(other->run(QStringLiteral("BEGIN IMMEDIATE")));
    std::optional<history::Expected<QStringList>> removed;
    history::RunStart start = tests::runStart(QStringLiteral("b"));
    start.spool = makeSpool(QStringLiteral("b.spool"), 10);
    {
        const auto writer = openWriter({}, 1ms);
        writer->remove({QStringLiteral("a")}, [&removed](const auto &answer) { removed = answer; });
        writer->begin(start);
        writer->end(start.id, {});
        writer->begin(tests::runStart(QStringLiteral("c")));
    }
    EXPECT_THAT(noticedCodes(), ElementsAre(history::ErrorCode::Locked, history::ErrorCode::NotRecorded,
                                            history::ErrorCode::NotRecorded));
    EXPECT_EQ(notices.at(1).detail, folder.filePath(start.spool));
    EXPECT_EQ(notices.at(2).detail, u"c") << "which had no spool";
    ASSERT_TRUE(removed.has_value());
    EXPECT_EQ(removed->error().code, history::ErrorCode::Locked);
    EXPECT_TRUE(QFile::exists(folder.filePath(start.spool))) << "it is all there is";
}

TEST_F(HistoryFileTest, AnEndThatCouldNotBeRecordedIsSaid)
{
    history::RunStart start = tests::runStart(QStringLiteral("a"));
    start.spool = makeSpool(QStringLiteral("a.spool"), 10);
    auto writer = openWriter({}, 1ms);
    writer->begin(start);
    writer->flush();
    const auto other = Database::open(path, Database::Access::ReadWrite).value();
    ASSERT_TRUE(other->run(QStringLiteral("BEGIN IMMEDIATE")));
    writer->end(start.id, {});
    writer.reset();
    EXPECT_EQ(notices.back(),
              (history::Error{history::ErrorCode::NotRecorded, folder.filePath(start.spool)}));
}

TEST_F(HistoryFileTest, AFileThatGoesBadDuringARunIsReplacedAndTheRunKept)
{
    const QString id = QStringLiteral("a");
    const auto writer = openWriter();
    writer->begin(tests::runStart(id));
    writer->flush();
    {
        const auto other = Database::open(path, Database::Access::ReadWrite).value();
        ASSERT_TRUE(other->run(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")));
    }
    spoil(0, QByteArray(16 * 4096, '\x5a'));
    QFile::resize(path + QStringLiteral("-wal"), 0);
    writer->taskFinished(id, tests::finished(0, model::Outcome::Succeeded, 5ms), 0);
    writer->end(id, {});
    writer->flush();
    EXPECT_THAT(noticedCodes(), ElementsAre(history::ErrorCode::SetAside));
    EXPECT_EQ(ids(), QStringList{id});
}
