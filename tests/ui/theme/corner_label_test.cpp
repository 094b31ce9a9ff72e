#include "ui/theme/corner_label.h"

#include <QTabWidget>
#include <QTest>

#include <gtest/gtest.h>

namespace regatta::ui {
namespace {

class CornerLabelTest : public testing::Test
{
protected:
    CornerLabelTest()
    {
        QFont font = label.font();
        font.setLetterSpacing(QFont::AbsoluteSpacing, 0.3); // widths that are no whole pixels
        label.setFont(font);
        tabs.addTab(new QWidget, QStringLiteral("Timeline"));
        tabs.setCornerWidget(&label);
        tabs.resize(900, 300);
        tabs.show();
        label.show();
    }

    QTabWidget tabs;
    CornerLabel &label = *new CornerLabel(&tabs);
};

TEST_F(CornerLabelTest, IsWholeWhereThereIsRoom)
{
    QString text = QStringLiteral("longest pole ");
    for (int i = 0; i < 12; ++i) {
        text += QStringLiteral("w");
        label.setText(text);
        EXPECT_TRUE(QTest::qWaitFor([&] { return label.shownText() == text; }, 1'000)) << i;
    }
}

TEST_F(CornerLabelTest, SaysItInFewerWordsWhereThereIsLess)
{
    label.setText(QStringLiteral("parallelism 1.93 of 4 · ") + QStringLiteral("long name ").repeated(30),
                  {QStringLiteral("parallelism 1.93 of 4"), QStringLiteral("1.93")});
    EXPECT_TRUE(QTest::qWaitFor([&] { return label.shownText() == u"parallelism 1.93 of 4"; }));
    tabs.resize(160, 300);
    EXPECT_TRUE(QTest::qWaitFor([&] { return label.shownText() == u"1.93"; })) << label.width();
}

} // namespace
} // namespace regatta::ui
