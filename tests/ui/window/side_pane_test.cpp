#include "ui/window/side_pane.h"

#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace regatta::ui {
namespace {

class SidePaneTest : public testing::Test
{
protected:
    SidePaneTest()
    {
        pane.showRuns({runCalled("new"), runCalled("old")});
        pane.resize(300, 400);
        pane.show();
    }

    static RecentRun runCalled(const char *name)
    {
        const QString word = QString::fromLatin1(name);
        return {word, word, QStringLiteral("10:00"), {}};
    }

    QListWidget &runs() { return *pane.findChild<QListWidget *>(QStringLiteral("recentRuns")); }

    QStringList selected()
    {
        QStringList names;
        for (const QModelIndex &index : runs().selectionModel()->selectedIndexes())
            names << index.data(Qt::UserRole).value<RecentRun>().name;
        return names;
    }

    SidePane pane;
};

TEST_F(SidePaneTest, TheOpenRunIsSelectedHoweverTheListChanges)
{
    EXPECT_TRUE(selected().isEmpty());
    pane.showOpenRun(QStringLiteral("old"));
    EXPECT_EQ(selected(), QStringList{QStringLiteral("old")});
    pane.updateRun(runCalled("newest"));
    EXPECT_EQ(selected(), QStringList{QStringLiteral("old")});
    pane.showRuns({runCalled("old")});
    EXPECT_EQ(selected(), QStringList{QStringLiteral("old")});
    pane.showOpenRun(QStringLiteral("next"));
    EXPECT_TRUE(selected().isEmpty());
    pane.updateRun(runCalled("next"));
    EXPECT_EQ(selected(), QStringList{QStringLiteral("next")});
}

TEST_F(SidePaneTest, TheOpenRunCanBeSeen)
{
    const QImage before = runs().grab().toImage();
    pane.showOpenRun(QStringLiteral("old"));
    EXPECT_NE(runs().grab().toImage(), before);
}

TEST_F(SidePaneTest, KeysChooseARunAndSelectNone)
{
    pane.showOpenRun(QStringLiteral("new"));
    QSignalSpy chosen(&pane, &SidePane::runChosen);
    ASSERT_TRUE(QTest::qWaitForWindowActive(&pane));
    runs().setFocus();
    runs().setCurrentRow(0, QItemSelectionModel::NoUpdate);
    QTest::keyClick(&runs(), Qt::Key_Down);
    EXPECT_TRUE(chosen.isEmpty());
    EXPECT_EQ(selected(), QStringList{QStringLiteral("new")});

    pane.showRuns({runCalled("newest"), runCalled("new"), runCalled("old")});
    QTest::keyClick(&runs(), Qt::Key_Return);
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen[0][0].toString(), QStringLiteral("old")) << "the keys stay where they were";
    EXPECT_EQ(selected(), QStringList{QStringLiteral("new")}) << "it is not open yet";
}

} // namespace
} // namespace regatta::ui
