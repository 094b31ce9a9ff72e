#include "ui/theme/elided_label.h"

#include <gtest/gtest.h>

namespace regatta::ui {
namespace {

TEST(ElidedLabel, EndsInAnEllipsisWhereItIsCut)
{
    ElidedLabel label;
    label.setText(QStringLiteral("All tasks, in the order of arrival"));
    label.resize(label.sizeHint().width() + 10, 20);
    EXPECT_EQ(label.shownText(), label.text());
    label.resize(80, 20);
    EXPECT_TRUE(label.shownText().endsWith(u'…')) << label.shownText().toStdString();
    EXPECT_EQ(label.minimumSizeHint().width(), 0);
}

} // namespace
} // namespace regatta::ui
