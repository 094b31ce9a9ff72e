#include "ui/theme/apply_theme.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStyleOptionButton>
#include <QTableWidget>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>

namespace regatta::ui {
namespace {

/// In the dark, and as before when it ends.
class ApplyThemeTest : public testing::Test
{
protected:
    ApplyThemeTest() { applyTheme(*qApp, Appearance::Dark, beforeIt); }
    ~ApplyThemeTest() override
    {
        qApp->setStyleSheet({});
        QApplication::setPalette(beforeIt);
    }

    /// How far the lightest pixel of a line of the picture is from its darkest one, of 255.
    static int contrast(const QImage &picture, int y, int from, int to)
    {
        int darkest = 255;
        int lightest = 0;
        for (int x = from; x <= to; ++x) {
            darkest = std::min(darkest, picture.pixelColor(x, y).lightness());
            lightest = std::max(lightest, picture.pixelColor(x, y).lightness());
        }
        return lightest - darkest;
    }

    const QPalette beforeIt = QApplication::palette();
};

TEST_F(ApplyThemeTest, ABoxCanBeSeenBeforeItIsTicked)
{
    QCheckBox box(QStringLiteral("reviewed"));
    const QImage unticked = box.grab().toImage();
    QStyleOptionButton option;
    option.initFrom(&box);
    const QRect place = box.style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, &box);
    EXPECT_GT(contrast(unticked, place.center().y(), place.left(), place.right()), 60);

    box.setChecked(true);
    EXPECT_NE(box.grab().toImage(), unticked);
}

TEST_F(ApplyThemeTest, SoCanTheBoxOfARow)
{
    QTableWidget table(1, 1);
    auto *item = new QTableWidgetItem;
    item->setCheckState(Qt::Unchecked);
    table.setItem(0, 0, item);
    const QImage unticked = table.viewport()->grab().toImage();
    const QRect cell = table.visualItemRect(item);
    EXPECT_GT(contrast(unticked, cell.center().y(), cell.left(), cell.left() + cell.height()), 60);
}

TEST_F(ApplyThemeTest, AMenuEndsSomewhere)
{
    QMenu menu;
    menu.addAction(QStringLiteral("History"));
    menu.resize(menu.sizeHint());
    const QImage picture = menu.grab().toImage();
    EXPECT_EQ(picture.pixelColor(0, picture.height() / 2), Theme::dark().line);
}

TEST_F(ApplyThemeTest, ThePrimaryButtonStaysSoWhereverTabGoes)
{
    QDialog dialog;
    auto *layout = new QHBoxLayout(&dialog);
    auto *run = new QPushButton(QStringLiteral("Run"));
    auto *cancel = new QPushButton(QStringLiteral("Cancel"));
    layout->addWidget(run);
    layout->addWidget(cancel);
    run->setDefault(true);
    dialog.show();
    ASSERT_TRUE(QTest::qWaitFor([&] { return run->property("primary").toBool(); }));
    ASSERT_TRUE(QTest::qWaitForWindowActive(&dialog));
    cancel->setFocus();
    ASSERT_TRUE(QTest::qWaitFor([&] { return cancel->isDefault(); })) << "Return presses it";
    EXPECT_FALSE(cancel->property("primary").toBool());

    const auto colorOf = [](QWidget &button) {
        return button.grab().toImage().pixelColor(button.width() / 2, 4);
    };
    EXPECT_EQ(colorOf(*run), Theme::dark().accent);
    EXPECT_EQ(colorOf(*cancel), Theme::dark().surface);
}

TEST_F(ApplyThemeTest, AButtonWithTheFocusLooksLikeIt)
{
    QDialog dialog;
    auto *layout = new QHBoxLayout(&dialog);
    auto *chip = new QPushButton(QStringLiteral("All"));
    auto *other = new QPushButton(QStringLiteral("Other"));
    chip->setProperty("chip", true);
    chip->setCheckable(true);
    chip->setChecked(true);
    layout->addWidget(other);
    layout->addWidget(chip);
    dialog.show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&dialog));
    other->setFocus();
    const QImage before = chip->grab().toImage();
    chip->setFocus();
    EXPECT_NE(chip->grab().toImage(), before);
    EXPECT_EQ(chip->grab().toImage().pixelColor(chip->width() / 2, 1), Theme::dark().text);
}

} // namespace
} // namespace regatta::ui
