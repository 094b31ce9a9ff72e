#include "core/answers/line_diff.h"

#include <QRandomGenerator>

#include <gtest/gtest.h>

#include <algorithm>

using namespace regatta::answers;

namespace {

std::vector<QByteArray> letters(const char *text)
{
    std::vector<QByteArray> lines;
    for (; *text; ++text)
        lines.emplace_back(1, *text);
    return lines;
}

/// "a-b+c": a in both, b only left, c only right.
std::string diff(const char *left, const char *right, int most = 1'000)
{
    const auto l = letters(left);
    const auto r = letters(right);
    std::string text;
    for (const DiffLine &line : diffLines(l, r, most)) {
        if (line.kind == DiffLine::Kind::Removed)
            text += '-' + l[line.left].toStdString();
        else if (line.kind == DiffLine::Kind::Added)
            text += '+' + r[line.right].toStdString();
        else
            text += l[line.left].toStdString();
    }
    return text;
}

} // namespace

TEST(LineDiff, FindsTheShortestWay)
{
    EXPECT_EQ(diff("", ""), "");
    EXPECT_EQ(diff("abc", "abc"), "abc");
    EXPECT_EQ(diff("", "ab"), "+a+b");
    EXPECT_EQ(diff("ab", ""), "-a-b");
    EXPECT_EQ(diff("abc", "axc"), "a-b+xc");
    EXPECT_EQ(diff("abcd", "abxcd"), "ab+xcd");
    EXPECT_EQ(diff("aab", "ab"), "a-ab");
    EXPECT_EQ(diff("abcabba", "cbabac").size(), 6u + 7u - 4u + 5u) << "five changes, Myers's own example";
}

TEST(LineDiff, GivesUpOnWhatIsAltogetherDifferent)
{
    EXPECT_EQ(diff("xabcdy", "xefghy", 3), "x-a-b-c-d+e+f+g+hy");
}

TEST(LineDiff, LeadsFromOneTextToTheOther)
{
    QRandomGenerator random(5);
    for (int round = 0; round < 300; ++round) {
        const auto text = [&] {
            std::vector<QByteArray> lines;
            for (int i = random.bounded(12); i > 0; --i)
                lines.emplace_back(1, char('a' + random.bounded(3)));
            return lines;
        };
        const auto left = text();
        const auto right = text();
        std::vector<QByteArray> fromLeft;
        std::vector<QByteArray> fromRight;
        for (const DiffLine &line : diffLines(left, right)) {
            if (line.kind != DiffLine::Kind::Added)
                fromLeft.push_back(left.at(line.left));
            if (line.kind != DiffLine::Kind::Removed)
                fromRight.push_back(right.at(line.right));
            if (line.kind == DiffLine::Kind::Same) {
                ASSERT_EQ(left.at(line.left), right.at(line.right));
            }
        }
        ASSERT_EQ(fromLeft, left);
        ASSERT_EQ(fromRight, right);
    }
}
