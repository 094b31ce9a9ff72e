#include "core/spool/spool_reader.h"
#include "core/spool/spool_writer.h"
#include "tests/support/small_disk.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <future>

using namespace regatta;
using namespace std::chrono_literals;

TEST(SpoolDisk, AFullDiskIsSaidAndWaitedForAndNothingIsLost)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("run.spool"));
    const auto budget = std::make_shared<base::OutputBudget>(50'000);
    const auto index = std::make_shared<spool::SpoolIndex>();
    std::promise<base::Error> trouble;
    std::promise<void> recovery;
    auto writer = spool::SpoolWriter::create(path, {}, budget, index, [&](std::optional<base::Error> error) {
                      if (error)
                          trouble.set_value(*error);
                      else
                          recovery.set_value();
                  }).value();

    tests::SmallDisk disk(30'000);
    QByteArray expected;
    for (int i = 0; i < 1'000; ++i) {
        const QByteArray line = "line " + QByteArray::number(i) + QByteArray(100, '.') + '\n';
        expected += line;
        writer->append({model::TaskId{0}, 1, 0, model::OutputStream::Stdout, line, {}});
    }
    auto said = trouble.get_future();
    ASSERT_EQ(said.wait_for(20s), std::future_status::ready);
    EXPECT_EQ(said.get().code, base::ErrorCode::DiskFull);
    EXPECT_TRUE(budget->isExhausted()) << "so that hosts are no longer read from";

    disk.makeRoom();
    ASSERT_EQ(recovery.get_future().wait_for(20s), std::future_status::ready);
    writer.reset();
    EXPECT_FALSE(budget->isExhausted());
    const auto reader = spool::SpoolReader::open(path).value();
    QByteArray all;
    for (const spool::IndexEntry &entry : reader->scan())
        all += reader->read(entry).value();
    EXPECT_EQ(all, expected);
}

TEST(SpoolDisk, AProgramThatEndsDoesNotWaitForADiskForEver)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("run.spool"));
    const auto budget = std::make_shared<base::OutputBudget>(50'000);
    auto writer = spool::SpoolWriter::create(path, {}, budget, std::make_shared<spool::SpoolIndex>()).value();
    const tests::SmallDisk disk(100);
    writer->append({model::TaskId{0}, 1, 0, model::OutputStream::Stdout, QByteArray(1'000, 'x'), {}});
    writer.reset();
    const auto reader = spool::SpoolReader::open(path).value();
    EXPECT_TRUE(reader->scan().empty()) << "half a record is none";
}
