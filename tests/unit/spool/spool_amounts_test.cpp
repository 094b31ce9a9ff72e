#include "core/spool/spool_amounts.h"

#include "core/spool/spool_format.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <limits>

using namespace regatta;
using namespace std::chrono_literals;

namespace {

constexpr quint64 asMuchAsItTakes = std::numeric_limits<quint64>::max();

class SpoolAmountsTest : public testing::Test
{
protected:
    static QByteArray record(std::uint32_t task, base::Duration time, const QByteArray &bytes)
    {
        spool::RecordHead head;
        head.task = {task};
        head.time = time;
        return spool::encodeRecord(head, bytes);
    }

    void write(const QByteArray &records) const
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(spool::fileHead() + records);
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("run.spool"));
};

} // namespace

TEST_F(SpoolAmountsTest, TellsWhatEachTaskPrintedAndWhenTheLastCame)
{
    write(record(0, 1s, "one\n") + record(2, 5s, "three\n") + record(0, 4s, "more\n") +
          record(99, 6s, "of no task\n"));
    const auto amounts = spool::amountsOf(path, 3, asMuchAsItTakes).value();
    EXPECT_EQ(amounts.bytes, (std::vector<qint64>{9, 0, 6}));
    EXPECT_EQ(amounts.total, 15);
    EXPECT_EQ(amounts.last, 5s);
}

TEST_F(SpoolAmountsTest, LeavesOutWhatACrashHasCutShort)
{
    const QByteArray whole = record(0, 1s, "one\n");
    for (const QByteArray &rest : {record(0, 9s, "cut short").chopped(1), QByteArray("half a head")}) {
        write(whole + rest);
        EXPECT_EQ(spool::amountsOf(path, 1, asMuchAsItTakes).value(), (spool::SpoolAmounts{{4}, 4, 1s}));
    }
    QByteArray spoilt = record(0, 9s, "spoilt");
    spoilt.back() = 'T';
    write(whole + spoilt);
    EXPECT_EQ(spool::amountsOf(path, 1, asMuchAsItTakes).value().last, 1s);
    write({});
    EXPECT_EQ(spool::amountsOf(path, 1, asMuchAsItTakes).value(), (spool::SpoolAmounts{{0}, 0, 0s}));
}

TEST_F(SpoolAmountsTest, OfALargeOneReadsTheEndAlone)
{
    constexpr int count = 2'000;
    constexpr qsizetype length = 2'000;
    QByteArray records;
    for (int i = 1; i <= count; ++i)
        records += record(0, i * 1ms, QByteArray(length, 'x'));
    write(records + record(0, 99s, "cut short").chopped(1));
    const auto amounts = spool::amountsOf(path, 1, 100'000).value();
    EXPECT_TRUE(amounts.bytes.empty());
    EXPECT_EQ(amounts.last, count * 1ms);
    EXPECT_NEAR(double(amounts.total), double(count * length), 0.01 * count * length);
    EXPECT_EQ(spool::amountsOf(path, 1, asMuchAsItTakes).value().bytes, std::vector<qint64>{count * length});
}

TEST_F(SpoolAmountsTest, AFileThatIsNoSpoolIsAnError)
{
    EXPECT_EQ(spool::amountsOf(path, 1, asMuchAsItTakes).error().code, base::ErrorCode::FileUnreadable);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("something else");
    file.close();
    EXPECT_EQ(spool::amountsOf(path, 1, asMuchAsItTakes).error().code, base::ErrorCode::SpoolDamaged);
}
