#include "tests/ui/log/log_view_fixture.h"

#include <QAccessible>
#include <QDir>
#include <QScrollBar>

using namespace regatta;
using model::OutputStream;
using model::TaskId;

namespace {

class LogViewTest : public tests::LogViewFixture
{};

} // namespace

TEST_F(LogViewTest, ShowsWhatHostsPrint)
{
    print(0, "hello\n");
    waitForRows(1);
    print(1, "world\n");
    EXPECT_EQ(textOnceThereAre(2), QStringLiteral("web1: hello\nweb2: world\n"));
    EXPECT_TRUE(QTest::qWaitFor([&] { return view.visibleText() == QStringLiteral("hello\nworld"); }));
}

TEST_F(LogViewTest, ALineThatGoesOnStaysOneRow)
{
    print(0, "working");
    waitForRows(1);
    ASSERT_TRUE(QTest::qWaitFor([&] { return view.visibleText() == QStringLiteral("working"); }));
    print(0, "... done");
    EXPECT_TRUE(QTest::qWaitFor([&] { return view.visibleText() == QStringLiteral("working... done"); }));
    EXPECT_EQ(view.rowCount(), 1);
    print(0, "\nnext\n");
    EXPECT_TRUE(
        QTest::qWaitFor([&] { return view.visibleText() == QStringLiteral("working... done\nnext"); }));
}

TEST_F(LogViewTest, ShowsOneTaskWithoutItsName)
{
    print(0, "hello\n");
    print(1, "world\n");
    waitForRows(2);
    feed.showTasks({TaskId{1}});
    EXPECT_EQ(textOnceThereAre(1), QStringLiteral("world\n"));
}

TEST_F(LogViewTest, CopiesWithAndWithoutColours)
{
    print(0, "\x1b[31mred\x1b[0m\n");
    waitForRows(1);
    feed.showTasks({TaskId{0}});
    waitForRows(1);
    view.selectAll();
    EXPECT_EQ(requested(view.requestOf(false)), QStringLiteral("red\n"));
    EXPECT_EQ(requested(view.requestOf(true)), QStringLiteral("\x1b[31mred\x1b[0m\n"));
}

TEST_F(LogViewTest, ALongLineIsCopiedAsOne)
{
    const QByteArray line(10'000, 'x');
    print(0, line + "\nnext\n");
    const QString text = QString::fromLatin1(line);
    EXPECT_EQ(textOnceThereAre(4), QStringLiteral("web1: %1\nweb1: next\n").arg(text));
    feed.showTasks({TaskId{0}});
    EXPECT_EQ(textOnceThereAre(4), text + QStringLiteral("\nnext\n"));
    EXPECT_EQ(requested(view.requestOf(true)), text + QStringLiteral("\nnext\n"));
}

TEST_F(LogViewTest, SelectsByKeyboard)
{
    print(0, "first\nsecond\nthird\n");
    waitForRows(3);
    feed.showTasks({TaskId{0}});
    waitForRows(3);
    view.goToRow(0);
    QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_TRUE(view.hasSelection());
    EXPECT_EQ(requested(view.requestOf(false)), QStringLiteral("first\ns\n"));
}

TEST_F(LogViewTest, WritesAFile)
{
    print(0, "kept\n");
    waitForRows(1);
    QSignalSpy written(&feed, &ui::LogFeed::textWritten);
    const QString path = folder.filePath(QStringLiteral("log.txt"));
    feed.makeText(view.requestOf(false, path));
    ASSERT_TRUE(written.wait(5'000));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), "web1: kept\n");
}

TEST_F(LogViewTest, FollowsUntilAPersonScrollsUpAndAgainWithEnd)
{
    for (int i = 0; i < 200; ++i)
        print(0, "line " + QByteArray::number(i) + '\n');
    waitForRows(200);
    EXPECT_TRUE(view.isFollowing());
    EXPECT_EQ(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());

    view.verticalScrollBar()->setValue(10);
    EXPECT_FALSE(view.isFollowing());
    print(0, "one more\n");
    waitForRows(201);
    EXPECT_EQ(view.verticalScrollBar()->value(), 10) << "the text stays where it is read";

    QTest::keyClick(&view, Qt::Key_End);
    EXPECT_TRUE(view.isFollowing());
    EXPECT_EQ(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
}

TEST_F(LogViewTest, WhoFollowsReadsTextHoweverFastItGrows)
{
    QStringList seen;
    const QObject here; // no longer than what is seen
    QObject::connect(&view, &ui::LogView::rowCountChanged, &here, [&] {
        view.viewport()->repaint(); // before what is new can have been fetched
        seen << view.visibleText();
    });
    for (int burst = 1; burst <= 5; ++burst) {
        for (int i = 0; i < 200; ++i)
            print(0, "line " + QByteArray::number(i) + '\n');
        waitForRows(burst * 200);
    }
    EXPECT_GE(seen.size(), 5);
    EXPECT_TRUE(seen.filter(QStringLiteral("…")).isEmpty());
    EXPECT_TRUE(QTest::qWaitFor([&] { return view.visibleText().endsWith(QStringLiteral("line 199")); }));
}

TEST_F(LogViewTest, AScreenReaderReadsWhatIsInSight)
{
    print(0, "hello\n");
    waitForRows(1);
    ASSERT_TRUE(QTest::qWaitFor([&] { return view.visibleText() == QStringLiteral("hello"); }));
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&view);
    ASSERT_NE(accessible, nullptr);
    EXPECT_EQ(accessible->text(QAccessible::Value), QStringLiteral("web1: hello"));
    EXPECT_EQ(accessible->text(QAccessible::Name), QStringLiteral("Log"));
}

TEST_F(LogViewTest, AScreenReaderFollowsTheCursorLineByLine)
{
    print(0, "hello\n");
    waitForRows(1);
    print(1, "oops\n", OutputStream::Stderr);
    waitForRows(2);
    ASSERT_TRUE(QTest::qWaitFor([&] { return view.visibleText() == QStringLiteral("hello\noops"); }));
    QAccessibleTextInterface *text = QAccessible::queryAccessibleInterface(&view)->textInterface();
    ASSERT_NE(text, nullptr);
    const auto lineAtCursor = [&] {
        int start = 0;
        int end = 0;
        return text->textAtOffset(text->cursorPosition(), QAccessible::LineBoundary, &start, &end).trimmed();
    };
    QTest::keyClick(&view, Qt::Key_Home);
    EXPECT_EQ(lineAtCursor(), QStringLiteral("web1: hello"));
    QTest::keyClick(&view, Qt::Key_Down);
    EXPECT_EQ(lineAtCursor(), QStringLiteral("web2: standard error: oops"));
    text->setCursorPosition(3);
    EXPECT_EQ(view.cursor().row, 0);
}

TEST_F(LogViewTest, AScreenReaderKnowsWhatIsSelected)
{
    print(0, "hello\nworld\n");
    waitForRows(2);
    ASSERT_TRUE(QTest::qWaitFor([&] { return view.visibleText() == QStringLiteral("hello\nworld"); }));
    QAccessibleTextInterface *text = QAccessible::queryAccessibleInterface(&view)->textInterface();
    view.goToRow(0);
    EXPECT_EQ(text->selectionCount(), 0);
    QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    ASSERT_EQ(text->selectionCount(), 1);
    int start = 0;
    int end = 0;
    text->selection(0, &start, &end);
    EXPECT_EQ(text->text(start, end), QStringLiteral("hello\nweb1: w"));
}

TEST_F(LogViewTest, AScreenReaderKnowsWhereCharactersStand)
{
    print(0, "hello\nworld\n");
    waitForRows(2);
    ASSERT_TRUE(QTest::qWaitFor([&] { return view.visibleText() == QStringLiteral("hello\nworld"); }));
    QAccessibleTextInterface *text = QAccessible::queryAccessibleInterface(&view)->textInterface();
    const QString words = text->text(0, text->characterCount());
    const int hello = int(words.indexOf(QStringLiteral("hello")));
    const int world = int(words.indexOf(QStringLiteral("world")));
    const QRect place(view.viewport()->mapToGlobal(QPoint()), view.viewport()->size());
    for (const int first : {hello, world}) {
        for (int offset = first; offset < first + 5; ++offset) {
            const QRect here = text->characterRect(offset);
            EXPECT_TRUE(place.contains(here)) << offset;
            EXPECT_LT(here.left(), text->characterRect(offset + 1).left());
            EXPECT_EQ(text->offsetAtPoint(here.center()), offset);
        }
    }
    EXPECT_LT(text->characterRect(hello).bottom(), text->characterRect(world).top());
    EXPECT_LT(text->characterRect(0).left(), text->characterRect(hello).left()) << "the host's name";
    EXPECT_EQ(text->offsetAtPoint(place.topLeft() - QPoint(1, 1)), -1);
    EXPECT_TRUE(text->characterRect(10'000).isEmpty());
}

TEST_F(LogViewTest, TheSpoolGoesWithTheLog)
{
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    feed.setLog(nullptr, nullptr);
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
