#include "ui/theme/theme.h"

#include "ui/theme/dialog_size.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QScreen>
#include <QWidget>

#include <gtest/gtest.h>

namespace regatta::ui {
namespace {

TEST(Theme, CommandsAreShownInAFontOfOneWidth)
{
    const QFont font = monospaceFont();
    EXPECT_TRUE(QFontInfo(font).fixedPitch()) << QFontInfo(font).family().toStdString();
    const QFontMetricsF metrics(font);
    EXPECT_EQ(metrics.horizontalAdvance(u'i'), metrics.horizontalAdvance(u'W'));
    EXPECT_NE(font.families().first().toLower(), QStringLiteral("monospace"))
        << "what that means differs with the language";
}

TEST(DialogSize, EndsWhereTheScreenDoes)
{
    QWidget window;
    resizeOnScreen(window, {300, 200});
    EXPECT_EQ(window.size(), QSize(300, 200));
    resizeOnScreen(window, {100'000, 200});
    EXPECT_LT(window.width(), window.screen()->availableSize().width());
    EXPECT_EQ(window.height(), 200);
}

} // namespace
} // namespace regatta::ui
