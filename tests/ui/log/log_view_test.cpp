#include "ui/log/log_view.h"

#include "core/model/manifest.h"
#include "ui/log/run_log.h"

#include <QDir>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

using namespace regatta;
using namespace std::chrono_literals;
using model::OutputStream;
using model::TaskId;

namespace {

class LogViewTest : public testing::Test
{
protected:
    void SetUp() override
    {
        auto manifest = std::make_shared<model::Manifest>();
        manifest->targets = {{.name = QStringLiteral("web1")}, {.name = QStringLiteral("web2")}};
        manifest->items = {model::Item{}};
        manifest->tasks = {{{0}, {0}}, {{1}, {0}}};
        log = ui::RunLog::create(folder.path(), QStringLiteral("run"), clock).value();
        view.resize(600, 200);
        view.show();
        view.setLog(log.get(), manifest);
    }
    void TearDown() override { view.setLog(nullptr, nullptr); }

    void print(std::uint32_t task, const QByteArray &bytes)
    {
        log->listener()->taskEvent(
            model::TaskOutput{TaskId{task}, 1, 0, OutputStream::Stdout, bytes, clock.now()});
    }

    /// Everything that the view shows, once it has all of it.
    QString textOnceThereAre(qint64 lines)
    {
        EXPECT_TRUE(QTest::qWaitFor([&] { return view.lineCount() == lines; })) << view.lineCount();
        view.selectAll();
        EXPECT_TRUE(QTest::qWaitFor([&] { return view.selectedText().count(u'\n') == lines; }));
        return view.selectedText();
    }

    base::SteadyClock clock;
    QTemporaryDir folder;
    std::unique_ptr<ui::RunLog> log;
    ui::LogView view;
};

} // namespace

TEST_F(LogViewTest, ShowsWhatHostsPrint)
{
    print(0, "hello\n");
    print(1, "world\n");
    EXPECT_EQ(textOnceThereAre(2), QStringLiteral("web1: hello\nweb2: world\n"));
}

TEST_F(LogViewTest, ShowsOneTaskWithoutItsName)
{
    print(0, "hello\n");
    print(1, "world\n");
    textOnceThereAre(2);
    view.showTasks({TaskId{1}});
    EXPECT_EQ(textOnceThereAre(1), QStringLiteral("world\n"));
}

TEST_F(LogViewTest, FollowsUntilAPersonScrollsUpAndAgainWithEnd)
{
    for (int i = 0; i < 200; ++i)
        print(0, "line " + QByteArray::number(i) + '\n');
    textOnceThereAre(200);
    EXPECT_TRUE(view.isFollowing());
    EXPECT_EQ(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());

    view.verticalScrollBar()->setValue(10);
    EXPECT_FALSE(view.isFollowing());
    print(0, "one more\n");
    textOnceThereAre(201);
    EXPECT_EQ(view.verticalScrollBar()->value(), 10) << "the text stays where it is read";

    QTest::keyClick(&view, Qt::Key_End);
    EXPECT_TRUE(view.isFollowing());
    EXPECT_EQ(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
}

TEST_F(LogViewTest, TheSpoolGoesWithTheLog)
{
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    view.setLog(nullptr, nullptr);
    log.reset();
    EXPECT_TRUE(QDir(folder.path()).entryList(QDir::Files).isEmpty());
}

TEST(RunLog, AFolderThatCannotBeWrittenIsSaid)
{
    const base::SteadyClock clock;
    const auto log = ui::RunLog::create(QStringLiteral("/proc/nowhere"), QStringLiteral("run"), clock);
    ASSERT_FALSE(log);
    EXPECT_EQ(log.error().code, base::ErrorCode::FileUnwritable);
}
