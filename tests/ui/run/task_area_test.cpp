#include "ui/run/task_area.h"

#include "tests/support/manual_clock.h"
#include "tests/ui/run/run_samples.h"
#include "tests/ui/run/ui_fixture.h"
#include "ui/run/run_actions.h"
#include "ui/run/task_table.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace regatta::ui {
namespace {

class TaskAreaTest : public testing::Test
{
protected:
    TaskAreaTest()
    {
        tasks.reset(tests::manifestOf(20, 1)); // 10.0.0.0 to 10.0.0.19
        area.resize(1200, 600);
        area.show();
        words.setFocus();
    }

    QWidget &part(const char *name) { return *area.findChild<QWidget *>(QString::fromLatin1(name)); }
    QString found() { return area.findChild<QLabel *>(QStringLiteral("foundTasks"))->text(); }

    tests::ManualClock clock;
    RunModel tasks{clock};
    RunActions actions;
    TaskArea area{tasks, actions};
    QLineEdit &words = *area.findChild<QLineEdit *>(QStringLiteral("filterWords"));
};

TEST_F(TaskAreaTest, SaysHowManyTheFilterLeaves)
{
    EXPECT_FALSE(part("foundTasks").isVisible());
    words.setText(QStringLiteral("10.0.0.1"));
    EXPECT_TRUE(part("foundTasks").isVisible());
    EXPECT_EQ(found(), QStringLiteral("11 of 20 shown"));
    words.clear();
    EXPECT_FALSE(part("foundTasks").isVisible());
}

TEST_F(TaskAreaTest, WhereNothingMatchesItSaysSoAndGoesBack)
{
    words.setText(QStringLiteral("nosuch"));
    EXPECT_TRUE(part("nothingFound").isVisible());
    QTest::mouseClick(area.findChild<QPushButton *>(QStringLiteral("clearFilterButton")), Qt::LeftButton);
    EXPECT_FALSE(part("nothingFound").isVisible());
    EXPECT_TRUE(area.table().isVisible());
    EXPECT_EQ(words.text(), QString());
}

TEST_F(TaskAreaTest, EscapeLeavesTheSelectionAndThenTheFilter)
{
    ASSERT_TRUE(QTest::qWaitForWindowActive(&area));
    words.setText(QStringLiteral("10.0.0.1"));
    area.table().selectTasks({model::TaskId{1}});
    area.table().setFocus();
    QTest::keyClick(&area.table(), Qt::Key_Escape);
    EXPECT_TRUE(area.table().selectedTasks().empty());
    EXPECT_EQ(area.table().order().rowCount(), 11);
    QTest::keyClick(&area.table(), Qt::Key_Escape);
    EXPECT_EQ(area.table().order().rowCount(), 20);
    EXPECT_EQ(words.text(), QString());
}

} // namespace
} // namespace regatta::ui
