#include "ui/log/log_view.h"

#include "tests/ui/log/log_view_fixture.h"
#include "ui/log/terminal_colors.h"

namespace regatta::ui {
namespace {

using model::OutputStream;
using model::TaskId;

/// What stands in front of the text can only be seen.
class LogGutterTest : public tests::LogViewFixture
{
protected:
    /// In a record of its own.
    void print(std::uint32_t task, const QByteArray &bytes, OutputStream stream = OutputStream::Stdout,
               int attempt = 1)
    {
        const qint64 before = log->index()->extent().records;
        log->listener()->taskEvent(model::TaskOutput{TaskId{task}, attempt, 0, stream, bytes, clock.now()});
        ASSERT_TRUE(QTest::qWaitFor([&] { return qint64(log->index()->extent().records) > before; }));
    }

    void lookAt(const QString &text)
    {
        ASSERT_TRUE(QTest::qWaitFor([&] { return view.visibleText() == text; }))
            << view.visibleText().toStdString();
        sight = view.viewport()->grab().toImage();
    }

    int character() const { return view.fontMetrics().averageCharWidth(); }
    int behindTime() const { return character() + view.fontMetrics().horizontalAdvance(widestLogTime()); }
    int behind(QStringView label) const
    {
        return behindTime() + view.fontMetrics().horizontalAdvance(label.toString());
    }
    QImage part(int row, int left, int right) const
    {
        const int height = view.fontMetrics().lineSpacing() + 4;
        return sight.copy(left, row * height, right - left, height);
    }
    QImage timeOf(int row) const { return part(row, 0, behindTime()); }
    QImage nameOf(int row) const { return part(row, behindTime(), behind(u"web1")); }
    bool isBlank(QImage image) const
    {
        QImage blank(image);
        blank.fill(Theme::of(view.palette()).surface);
        return image == blank;
    }

    QImage sight;
};

TEST_F(LogGutterTest, EachRecordHasItsTimeOnce)
{
    print(0, "one\ntwo\n");
    print(0, "three\n");
    lookAt(QStringLiteral("one\ntwo\nthree"));
    EXPECT_FALSE(isBlank(timeOf(0)));
    EXPECT_TRUE(isBlank(timeOf(1))) << "it came with the line above";
    EXPECT_FALSE(isBlank(timeOf(2)));
}

TEST_F(LogGutterTest, AMergedLogNamesTheHostOfEachLine)
{
    for (const std::uint32_t task : {0u, 1u, 0u})
        print(task, "same\n");
    lookAt(QStringLiteral("same\nsame\nsame"));
    EXPECT_FALSE(isBlank(nameOf(0)));
    EXPECT_EQ(nameOf(0), nameOf(2));
    EXPECT_NE(nameOf(0), nameOf(1));
}

TEST_F(LogGutterTest, ALaterAttemptStandsBehindTheHost)
{
    print(0, "same\n");
    print(0, "same\n", OutputStream::Stdout, 2);
    print(0, "same\n", OutputStream::Stdout, 3);
    lookAt(QStringLiteral("same\nsame\nsame"));
    const auto attemptOf = [&](int row) { return part(row, behind(u"web1"), behind(u"web1 (2)")); };
    EXPECT_EQ(nameOf(0), nameOf(1));
    EXPECT_TRUE(isBlank(attemptOf(0)));
    EXPECT_FALSE(isBlank(attemptOf(1)));
    EXPECT_NE(attemptOf(1), attemptOf(2));
    EXPECT_EQ(view.spokenRows()[1].words, QStringLiteral("web1: attempt 2: same"));
}

TEST_F(LogGutterTest, ALaterAttemptOfOneTaskIsToldFromTheFirst)
{
    feed.showTasks({TaskId{0}});
    print(0, "first\n");
    lookAt(QStringLiteral("first"));
    const QImage alone = part(0, behindTime(), view.width());
    print(0, "first\n", OutputStream::Stdout, 2);
    lookAt(QStringLiteral("first\nfirst"));
    const auto attemptOf = [&](int row) { return part(row, behindTime(), behind(u"(2)")); };
    EXPECT_TRUE(isBlank(attemptOf(0)));
    EXPECT_FALSE(isBlank(attemptOf(1)));
    EXPECT_NE(alone, part(0, behindTime(), view.width())) << "without it the text begins where it always has";
    EXPECT_EQ(view.spokenRows()[1].words, QStringLiteral("attempt 2: first"));
    EXPECT_EQ(view.rowCount(), 2) << "it isn't a line of its own";
}

TEST_F(LogGutterTest, StandardErrorHasAMark)
{
    feed.showTasks({TaskId{0}});
    print(0, "same\n");
    print(0, "same\n", OutputStream::Stderr);
    lookAt(QStringLiteral("same\nsame"));
    const auto mark = [&](int row) { return part(row, behindTime(), behindTime() + 2); };
    EXPECT_TRUE(isBlank(mark(0)));
    EXPECT_FALSE(isBlank(mark(1)));
}

TEST_F(LogGutterTest, ColoursCanBeReadOnTheCurrentRow)
{
    print(0, "\x1b[4;93mx      x\n"); // the line below has the colour, whatever the letters look like
    lookAt(QStringLiteral("x      x"));
    const Theme &theme = Theme::of(view.palette());
    const auto colorOn = [&](const QColor &background) {
        const spool::TextStyle style{.foreground = {spool::TerminalColor::Kind::Indexed, 11}};
        const spool::StyledText line{QStringLiteral("x"), {{1, style}}};
        return formatsOf(line, background, theme.text).first().format.foreground().color();
    };
    const auto isThere = [&](const QColor &color) {
        for (int y = 0; y < sight.height(); ++y) {
            for (int x = 0; x < sight.width(); ++x) {
                if (sight.pixelColor(x, y) == color)
                    return true;
            }
        }
        return false;
    };
    ASSERT_NE(colorOn(theme.surface), colorOn(theme.selection));
    EXPECT_TRUE(isThere(colorOn(theme.surface)));
    view.goToRow(0);
    lookAt(QStringLiteral("x      x"));
    EXPECT_TRUE(isThere(colorOn(theme.selection)));
    EXPECT_FALSE(isThere(colorOn(theme.surface)));
}

} // namespace
} // namespace regatta::ui
