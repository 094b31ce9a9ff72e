#include "ui/theme/apply_theme.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QMenu>
#include <QStyleOptionButton>
#include <QTableWidget>

#include <gtest/gtest.h>

#include <algorithm>

namespace regatta::ui {
namespace {

/// In the dark, and as before when it ends.
class ApplyThemeTest : public testing::Test
{
protected:
    ApplyThemeTest() { applyTheme(*qApp, Appearance::Dark, before); }
    ~ApplyThemeTest() override
    {
        qApp->setStyleSheet({});
        QApplication::setPalette(before);
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

    const QPalette before = QApplication::palette();
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

} // namespace
} // namespace regatta::ui
