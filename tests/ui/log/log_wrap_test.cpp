#include "tests/ui/log/log_view_fixture.h"

#include <QCoreApplication>
#include <QScrollBar>
#include <QWheelEvent>

using namespace regatta;

namespace {

class LogWrapTest : public tests::LogViewFixture
{
protected:
    void SetUp() override
    {
        LogViewFixture::SetUp();
        view.setWrapping(true);
    }

    /// A row of many more lines than the pane has, and the newest.
    void printHighRow()
    {
        print(0, QByteArray(4'000, 'x'));
        waitForRows(1);
        ASSERT_TRUE(QTest::qWaitFor([&] { return columnAtTop() > 0; }));
        settle();
    }

    /// What was measured reaches the scroll bar.
    void settle()
    {
        view.viewport()->repaint();
        QCoreApplication::sendPostedEvents(&view);
        view.viewport()->repaint();
    }

    /// Where in its row the first line begins that is wholly in sight, while that row fills the pane.
    int columnAtTop()
    {
        const int line = view.fontMetrics().lineSpacing() + 4;
        const int y = view.isFollowing() ? view.viewport()->height() % line : 0;
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {1, y + line / 2});
        return view.cursor().column;
    }

    void turnWheel(int steps)
    {
        const QPointF middle = view.viewport()->rect().center();
        QWheelEvent event(middle, view.viewport()->mapToGlobal(middle), {},
                          {0, steps * QWheelEvent::DefaultDeltasPerStep}, {}, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view.viewport(), &event);
        settle();
    }

    void step(QAbstractSlider::SliderAction action)
    {
        view.verticalScrollBar()->triggerAction(action);
        settle();
    }
};

} // namespace

TEST_F(LogWrapTest, AWrappedLogShowsItsNewestLineToo)
{
    for (int i = 0; i < 50; ++i)
        print(0, QByteArray(500, 'x') + '\n');
    print(0, "newest\n");
    waitForRows(51);
    EXPECT_TRUE(QTest::qWaitFor([&] { return view.visibleText().endsWith(QStringLiteral("newest")); }));
}

TEST_F(LogWrapTest, EveryLineOfAWrappedLogCanBeScrolledTo)
{
    constexpr int count = 6; // fewer than the view has lines, but higher
    for (int i = 0; i < count; ++i)
        print(0, "row " + QByteArray::number(i) + ' ' + QByteArray(150 + 30 * i, 'x') + '\n');
    waitForRows(count);
    QScrollBar &bar = *view.verticalScrollBar();
    ASSERT_TRUE(QTest::qWaitFor([&] { return view.visibleText().contains(QStringLiteral("row 5")); }));
    ASSERT_TRUE(QTest::qWaitFor([&] { return bar.maximum() > 0 && bar.value() == bar.maximum(); }));

    bar.setValue(0);
    EXPECT_FALSE(view.isFollowing());
    QStringList seen;
    for (int step = 0; step < 100 && !view.isFollowing(); ++step) {
        view.viewport()->repaint();
        seen << view.visibleText();
        QCoreApplication::sendPostedEvents(&view); // what was measured reaches the scroll bar
        bar.triggerAction(QAbstractSlider::SliderSingleStepAdd);
    }
    EXPECT_TRUE(view.isFollowing()) << "at the end";
    view.viewport()->repaint();
    seen << view.visibleText();
    EXPECT_TRUE(seen.first().startsWith(QStringLiteral("row 0")));
    for (int i = 0; i < count; ++i)
        EXPECT_FALSE(seen.filter(QStringLiteral("row %1 ").arg(i)).isEmpty()) << i;
}

TEST_F(LogWrapTest, ARowHigherThanThePaneCanBeReadLineByLine)
{
    printHighRow();
    const int last = columnAtTop();
    std::vector<int> columns{last};
    while (columns.back() > 0 && columns.size() < 1'000) {
        step(QAbstractSlider::SliderSingleStepSub);
        ASSERT_FALSE(view.isFollowing());
        columns.push_back(columnAtTop());
    }
    const int width = columns[columns.size() - 2];
    for (size_t i = 1; i < columns.size(); ++i)
        ASSERT_EQ(columns[i - 1] - columns[i], width) << "no line is left out: " << i;

    for (size_t i = 1; i < columns.size(); ++i) {
        EXPECT_FALSE(view.isFollowing());
        step(QAbstractSlider::SliderSingleStepAdd);
        EXPECT_EQ(columnAtTop(), columns[columns.size() - 1 - i]);
    }
    EXPECT_TRUE(view.isFollowing()) << "its last line stands at the bottom";
}

TEST_F(LogWrapTest, TheWheelScrollsWithinARow)
{
    printHighRow();
    const int last = columnAtTop();
    turnWheel(1);
    EXPECT_FALSE(view.isFollowing());
    const int above = columnAtTop();
    EXPECT_LT(above, last);
    EXPECT_GT(above, 0);
    for (int i = 0; i < 100; ++i)
        turnWheel(1);
    EXPECT_EQ(columnAtTop(), 0);
    turnWheel(-1);
    EXPECT_EQ(columnAtTop(), last - above) << "as far as upwards";
    for (int i = 0; i < 100; ++i)
        turnWheel(-1);
    EXPECT_TRUE(view.isFollowing());
    EXPECT_EQ(columnAtTop(), last);
}

TEST_F(LogWrapTest, TheKeyboardGoesThroughARowLineByLine)
{
    printHighRow();
    const int last = columnAtTop();
    QTest::keyClick(&view, Qt::Key_Home);
    settle();
    EXPECT_EQ(columnAtTop(), 0);
    QTest::keyClick(&view, Qt::Key_Down);
    const int width = view.cursor().column;
    EXPECT_GT(width, 0);
    for (int i = 2; i <= 30; ++i) {
        QTest::keyClick(&view, Qt::Key_Down);
        ASSERT_EQ(view.cursor().column, i * width);
    }
    settle();
    const int above = columnAtTop();
    EXPECT_GT(above, 0) << "the cursor stays in sight";
    EXPECT_LE(above, 30 * width);
    QTest::keyClick(&view, Qt::Key_PageUp);
    EXPECT_LT(view.cursor().column, above);
    QTest::keyClick(&view, Qt::Key_End);
    settle();
    EXPECT_TRUE(view.isFollowing());
    EXPECT_EQ(columnAtTop(), last);
}

TEST_F(LogWrapTest, WhoReadsAHighRowIsNotDisturbed)
{
    printHighRow();
    step(QAbstractSlider::SliderPageStepSub);
    const int here = columnAtTop();
    print(0, "\n" + QByteArray(4'000, 'y') + '\n');
    waitForRows(2);
    settle();
    EXPECT_FALSE(view.isFollowing());
    EXPECT_EQ(columnAtTop(), here);
    QTest::keyClick(&view, Qt::Key_End);
    EXPECT_TRUE(QTest::qWaitFor([&] { return view.visibleText().startsWith(u'y'); }));
}

TEST_F(LogWrapTest, AMatchNearTheEndStaysInSightWhileMoreIsPrinted)
{
    print(0, QByteArray("more\n").repeated(1'000) + "needle\nlast\n");
    waitForRows(1'002);
    feed.setPattern({QStringLiteral("needle"), spool::LogPattern::Kind::Text, true});
    ASSERT_TRUE(QTest::qWaitFor([&] { return feed.matches().size() == 1; }));
    view.verticalScrollBar()->setValue(0);
    settle();
    view.goToRow(1'000);
    const auto isNeedleInSight = [&] { return view.visibleText().contains(QStringLiteral("needle")); };
    ASSERT_TRUE(QTest::qWaitFor(isNeedleInSight));
    settle();
    settle();
    EXPECT_FALSE(view.isFollowing());
    EXPECT_TRUE(view.visibleText().endsWith(QStringLiteral("last"))) << "and nothing is empty below it";
    EXPECT_TRUE(view.visibleText().startsWith(QStringLiteral("more")));

    print(0, QByteArray("more\n").repeated(100));
    waitForRows(1'102);
    settle();
    EXPECT_TRUE(isNeedleInSight());
}

TEST_F(LogWrapTest, TheMatchesAreShownFromWhereOneReads)
{
    print(0, QByteArray("no\nyes\n").repeated(100));
    waitForRows(200);
    feed.setPattern({QStringLiteral("yes"), spool::LogPattern::Kind::Text, true});
    ASSERT_TRUE(QTest::qWaitFor([&] { return feed.matches().size() == 100; }));
    view.verticalScrollBar()->setValue(150); // there are fewer matches than that
    ASSERT_FALSE(view.isFollowing());
    view.setRows(ui::LogView::Rows::Matches);
    EXPECT_FALSE(view.isFollowing());
    EXPECT_EQ(view.currentLine(), 151);
}

TEST_F(LogWrapTest, AMatchWithinAHighRowComesIntoSight)
{
    constexpr int at = 3'000;
    print(0, QByteArray(at, 'x') + "needle" + QByteArray(900, 'x') + '\n');
    print(0, QByteArray("more\n").repeated(100));
    waitForRows(101);
    feed.setPattern({QStringLiteral("needle"), spool::LogPattern::Kind::Text, true});
    ASSERT_TRUE(QTest::qWaitFor([&] { return feed.matches().size() == 1; }));
    view.goToRow(0);
    const QRect place(view.viewport()->mapToGlobal(QPoint()), view.viewport()->size());
    EXPECT_TRUE(QTest::qWaitFor([&] { return place.contains(view.characterRect({0, at})); }));
    EXPECT_FALSE(view.isFollowing());
    view.verticalScrollBar()->setValue(50);
    settle();
    EXPECT_EQ(view.verticalScrollBar()->value(), 50) << "only once";
}
