#include "tests/ui/log/log_view_fixture.h"

#include <QScrollBar>

using namespace regatta;

namespace {

class LogSidewaysTest : public tests::LogViewFixture
{
protected:
    QScrollBar &bar() { return *view.horizontalScrollBar(); }

    /// A row that is much wider than the view.
    void printWideRow()
    {
        print(0, QByteArray(3'000, 'x') + "needle" + QByteArray(900, 'x') + '\n');
        waitForRows(1);
        ASSERT_TRUE(QTest::qWaitFor([&] { return bar().maximum() > 0; }));
    }

    bool isInSight(qint64 row, int column)
    {
        const QRect place(view.viewport()->mapToGlobal(QPoint()), view.viewport()->size());
        return place.contains(view.characterRect({row, column}));
    }
};

} // namespace

TEST_F(LogSidewaysTest, ALongLineCanBeReadToItsEnd)
{
    printWideRow();
    QTest::keyClick(&view, Qt::Key_Right);
    EXPECT_GT(bar().value(), 0);
    EXPECT_FALSE(isInSight(0, 3'905));
    bar().setValue(bar().maximum());
    EXPECT_TRUE(isInSight(0, 3'905));
    EXPECT_TRUE(view.isFollowing());
}

TEST_F(LogSidewaysTest, TheCursorStaysInSight)
{
    printWideRow();
    QTest::keyClick(&view, Qt::Key_Home);
    for (int i = 0; i < 200; ++i)
        QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(view.cursor().column, 200);
    EXPECT_TRUE(isInSight(0, 200));
    const int there = bar().value();
    EXPECT_GT(there, 0);
    QTest::keyClick(&view, Qt::Key_Up);
    EXPECT_EQ(bar().value(), there) << "up and down are not to the side";
    QTest::keyClick(&view, Qt::Key_Home);
    EXPECT_EQ(bar().value(), 0);
}

TEST_F(LogSidewaysTest, AMatchFarToTheSideComesIntoSight)
{
    printWideRow();
    print(0, "needle\n" + QByteArray("more\n").repeated(100));
    waitForRows(102);
    feed.setPattern({QStringLiteral("needle"), spool::LogPattern::Kind::Text, true});
    ASSERT_TRUE(QTest::qWaitFor([&] { return feed.matches().size() == 2; }));
    view.goToRow(0);
    EXPECT_TRUE(QTest::qWaitFor([&] { return isInSight(0, 3'000) && isInSight(0, 3'005); }));
    EXPECT_FALSE(view.isFollowing());
    view.goToRow(1);
    EXPECT_TRUE(QTest::qWaitFor([&] { return isInSight(1, 0); }));
    bar().setValue(500);
    view.viewport()->repaint();
    QCoreApplication::sendPostedEvents(&view);
    EXPECT_EQ(bar().value(), 500) << "only once";
}

TEST_F(LogSidewaysTest, AMatchThatTheEndOfItsRowCutsComesIntoSight)
{
    print(0, QByteArray(4'093, 'x') + "needle\n");
    waitForRows(2);
    ASSERT_TRUE(QTest::qWaitFor([&] { return bar().maximum() > 0; }));
    feed.setPattern({QStringLiteral("needle"), spool::LogPattern::Kind::Text, true});
    ASSERT_TRUE(QTest::qWaitFor([&] { return feed.matches() == std::vector<qint64>{0}; }));
    view.goToRow(0);
    EXPECT_TRUE(QTest::qWaitFor([&] { return isInSight(0, 4'093) && isInSight(0, 4'095); }));
}

TEST_F(LogSidewaysTest, WhoLooksToTheSideIsNotTakenToTheEnd)
{
    print(0, QByteArray("more\n").repeated(100));
    print(0, QByteArray(4'000, 'x') + '\n');
    waitForRows(101);
    ASSERT_TRUE(QTest::qWaitFor([&] { return bar().maximum() > 0; }));
    view.goToRow(100);
    EXPECT_FALSE(view.isFollowing());
    bar().setValue(100);
    EXPECT_FALSE(view.isFollowing());
}
