#include "tests/bench/memory/memory_growth.h"
#include "tests/ui/run/ui_fixture.h"
#include "ui/log/log_feed.h"
#include "ui/log/log_view.h"
#include "ui/log/run_log.h"

#include <QFile>
#include <QScrollBar>

namespace regatta::ui {
namespace {

constexpr qint64 gigabyte = 1'000'000'000;

/// A spool whose only line has a gigabyte and ends with `end`. All but that are holes in the file, which take
/// neither room nor time to be written: every record is full of zeros, so that all have the same head.
void makeEndlessLine(const QString &path, const QByteArray &end)
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(spool::fileHead());
    const QByteArray head = spool::encodeHead(spool::completed({}, QByteArray(spool::longestRecord, '\0')));
    while (file.pos() < gigabyte) {
        file.write(head);
        ASSERT_TRUE(file.seek(file.pos() + spool::longestRecord));
    }
    file.write(spool::encodeRecord({}, end));
    ASSERT_TRUE(file.flush());
}

class EndlessLineTest : public tests::UiFixture
{
protected:
    void SetUp() override
    {
        const QString path = spoolFolder.filePath(QStringLiteral("run.spool"));
        makeEndlessLine(path, "the end");
        auto manifest = std::make_shared<model::Manifest>();
        manifest->targets = {{.name = QStringLiteral("web1")}};
        manifest->items = {model::Item{}};
        manifest->tasks = {{{0}, {0}}};
        log = RunLog::open(path).value();
        view.resize(600, 200);
        view.show();
        feed.setLog(log.get(), manifest);
        log->startReading(1);
    }
    void TearDown() override { feed.setLog(nullptr, nullptr); }

    template <typename Condition>
    static bool waitLong(Condition condition)
    {
        return QTest::qWaitFor(condition, 60'000);
    }

    bool isReadWhole() const
    {
        const auto extent = log->index()->extent();
        return extent.end == log->reader()->fileSize() && view.rowCount() == extent.lines;
    }

    bench::MemoryGrowth growth; // begins before there is a log
    std::unique_ptr<RunLog> log;
    LogFeed feed;
    LogView view{feed};
};

TEST_F(EndlessLineTest, AGigabyteWithoutANewlineCanBeReadAndSearched)
{
    ASSERT_TRUE(waitLong([&] { return isReadWhole(); }));
    EXPECT_GT(view.rowCount(), gigabyte / 5'000);
    EXPECT_TRUE(waitLong([&] { return view.visibleText().endsWith(QStringLiteral("the end")); }));

    const auto isAtTop = [&](qint64 row) {
        const auto rows = view.spokenRows();
        return !rows.empty() && rows.front().row == row && rows.front().words.size() >= 4'000;
    };
    QScrollBar &bar = *view.verticalScrollBar();
    bar.setValue(bar.maximum() / 2);
    EXPECT_TRUE(waitLong([&] { return isAtTop(bar.maximum() / 2); }));
    bar.setValue(0);
    EXPECT_TRUE(waitLong([&] { return isAtTop(0); }));

    feed.setPattern({QStringLiteral("the end"), spool::LogPattern::Kind::Text, true});
    ASSERT_TRUE(waitLong([&] { return !feed.isSearching(); }));
    EXPECT_EQ(feed.matches(), std::vector<qint64>{view.rowCount() - 1});
    // A few pages, and a record or two. AddressSanitizer keeps another 256 MB that were given back.
    EXPECT_LT(growth.megabytes(), 500);
}

} // namespace
} // namespace regatta::ui
