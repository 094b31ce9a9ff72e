#include "core/spool/terminal_text.h"

#include <gtest/gtest.h>

using namespace regatta::spool;

namespace {

std::string asShown(QByteArrayView line)
{
    return plainTerminalText(line).toStdString();
}

/// The style of the last character.
TextStyle styleAfter(QByteArrayView sequence)
{
    TerminalText terminal;
    const StyledText line = terminal.show(sequence.toByteArray() + 'x');
    return line.runs.empty() ? TextStyle() : line.runs.back().style;
}

TerminalColor indexed(quint32 value)
{
    return {TerminalColor::Kind::Indexed, value};
}

TerminalColor rgb(quint32 value)
{
    return {TerminalColor::Kind::Rgb, value};
}

} // namespace

TEST(TerminalText, LeavesPlainTextAlone)
{
    EXPECT_EQ(asShown("hello, world"), "hello, world");
    EXPECT_EQ(asShown("na\xc3\xafve \xe2\x82\xac \xf0\x9f\x9a\xa3"),
              "na\xc3\xafve \xe2\x82\xac \xf0\x9f\x9a\xa3");
    EXPECT_EQ(asShown(""), "");
}

TEST(TerminalText, KnowsTheColours)
{
    EXPECT_EQ(styleAfter("\x1b[31m").foreground, indexed(1));
    EXPECT_EQ(styleAfter("\x1b[97m").foreground, indexed(15));
    EXPECT_EQ(styleAfter("\x1b[44m").background, indexed(4));
    EXPECT_EQ(styleAfter("\x1b[107m").background, indexed(15));
    EXPECT_EQ(styleAfter("\x1b[38;5;208m").foreground, indexed(208));
    EXPECT_EQ(styleAfter("\x1b[38:5:208m").foreground, indexed(208));
    EXPECT_EQ(styleAfter("\x1b[48;2;1;2;255m").background, rgb(0x0102ff));
    EXPECT_EQ(styleAfter("\x1b[38:2:1:2:255m").foreground, rgb(0x0102ff));
    EXPECT_EQ(styleAfter("\x1b[38:2::1:2:255m").foreground, rgb(0x0102ff));
    EXPECT_EQ(styleAfter("\x1b[31;39m").foreground, TerminalColor());
}

TEST(TerminalText, KnowsTheOtherLooks)
{
    EXPECT_TRUE(styleAfter("\x1b[1m").isBold);
    EXPECT_TRUE(styleAfter("\x1b[2m").isFaint);
    EXPECT_TRUE(styleAfter("\x1b[3m").isItalic);
    EXPECT_TRUE(styleAfter("\x1b[4m").isUnderlined);
    EXPECT_TRUE(styleAfter("\x1b[4:3m").isUnderlined);
    EXPECT_FALSE(styleAfter("\x1b[4m\x1b[4:0m").isUnderlined);
    EXPECT_TRUE(styleAfter("\x1b[7m").isInverse);
    EXPECT_TRUE(styleAfter("\x1b[9m").isStruckOut);
    EXPECT_EQ(styleAfter("\x1b[1;2;3;4;7;9m\x1b[22;23;24;27;29m"), TextStyle());
    EXPECT_EQ(styleAfter("\x1b[1;31;42m\x1b[m"), TextStyle());
    EXPECT_TRUE(styleAfter("\x1b[38;5;208;1m").isBold);
}

TEST(TerminalText, PassesOverParametersThatMakeNoSense)
{
    for (const char *sequence : {"\x1b[38m", "\x1b[38;5m", "\x1b[38;5;999m", "\x1b[38;2;1;2m", "\x1b[999m",
                                 "\x1b[?25m", "\x1b[99999999999999999999m", "\x1b[38;2;256;0;0m"})
        EXPECT_EQ(styleAfter(sequence), TextStyle()) << sequence;
}

TEST(TerminalText, RunsCoverTheText)
{
    TerminalText terminal;
    const StyledText line = terminal.show("ok \x1b[31mred\x1b[0m.");
    EXPECT_EQ(line.text, QStringLiteral("ok red."));
    ASSERT_EQ(line.runs.size(), 3u);
    EXPECT_EQ(line.runs[0].length, 3);
    EXPECT_EQ(line.runs[1].length, 3);
    EXPECT_EQ(line.runs[1].style.foreground, indexed(1));
    EXPECT_EQ(line.runs[2].length, 1);
}

TEST(TerminalText, TheStyleGoesOnOnTheNextLine)
{
    TerminalText terminal;
    terminal.show("\x1b[32mgreen");
    const StyledText next = terminal.show("still");
    ASSERT_EQ(next.runs.size(), 1u);
    EXPECT_EQ(next.runs[0].style.foreground, indexed(2));
    terminal.reset();
    EXPECT_TRUE(terminal.show("not any more").runs.empty());
}

TEST(TerminalText, CarriageReturnsOverwrite)
{
    EXPECT_EQ(asShown("10 %\r20 %\r100 %"), "100 %");
    EXPECT_EQ(asShown("abcdef\rxy"), "xycdef");
    EXPECT_EQ(asShown("dos line\r"), "dos line");
    EXPECT_EQ(asShown("abcdef\r\x1b[Kxy"), "xy");
    EXPECT_EQ(asShown("abcdef\x1b[2K\rxy"), "xy");
    EXPECT_EQ(asShown("abc\rx\x1b[1Ky"), " yc");
}

TEST(TerminalText, BackspaceGoesBackOne)
{
    EXPECT_EQ(asShown("ab\bc"), "ac");
    EXPECT_EQ(asShown("\b\b\bx"), "x");
    EXPECT_EQ(asShown("|\b/\b-"), "-");
}

TEST(TerminalText, TabsGoToTheNextMultipleOfEight)
{
    EXPECT_EQ(asShown("a\tb"), "a       b");
    EXPECT_EQ(asShown("12345678\tb"), "12345678        b");
    EXPECT_EQ(asShown("abcdefghij\r\tX"), "abcdefghXj");
}

TEST(TerminalText, OtherSequencesDoNothing)
{
    EXPECT_EQ(asShown("\x1b[2J\x1b[1;1Hcleared?"), "cleared?");
    EXPECT_EQ(asShown("a\x1b[5Ab\x1b[?1049hc\x1b[6n"), "abc");
    EXPECT_EQ(asShown("\x1b]0;evil title\x07ok"), "ok");
    EXPECT_EQ(asShown("\x1b]0;evil title\x1b\\ok"), "ok");
    EXPECT_EQ(asShown("\x1b]8;;http://evil.example/\x1b\\link\x1b]8;;\x1b\\!"), "link!");
    EXPECT_EQ(asShown("\x1bPq#0;2;0;0;0~~\x1b\\sixel"), "sixel");
    EXPECT_EQ(asShown("\x1b_apc\x1b\\\x1b^pm\x1b\\\x1bXsos\x1b\\x"), "x");
    EXPECT_EQ(asShown("\x1b(B\x1b=\x1b>\x1b"
                      "7\x1b"
                      "8\x1b"
                      "cx"),
              "x");
    EXPECT_EQ(asShown("a\x1b[1 qb"), "ab") << "a sequence with an intermediate";
}

TEST(TerminalText, EightBitControlsAreSequencesToo)
{
    EXPECT_EQ(asShown("\xc2\x9b"
                      "31mred"),
              "red");
    EXPECT_EQ(styleAfter("\xc2\x9b"
                         "31m")
                  .foreground,
              indexed(1));
    EXPECT_EQ(asShown("\xc2\x9d"
                      "0;title\xc2\x9cok"),
              "ok");
    EXPECT_EQ(asShown("\xc2\x90"
                      "dcs\xc2\x9cok"),
              "ok");
    EXPECT_EQ(asShown("a\xc2\x85"
                      "b"),
              "ab")
        << "next line";
}

TEST(TerminalText, WhatHasNoEndHidesNothing)
{
    EXPECT_EQ(asShown("unfinished \x1b["), "unfinished \xe2\x90\x9b[");
    EXPECT_EQ(asShown("\x1b]0;all of this is hidden?"), "\xe2\x90\x9b]0;all of this is hidden?");
    EXPECT_EQ(asShown("\x1b"), "\xe2\x90\x9b");
    EXPECT_EQ(asShown("\xc2\x9dx"), "<U+009D>x");
    const QByteArray endless = "\x1b]" + QByteArray(10'000, 'x') + '\a';
    EXPECT_GE(plainTerminalText(endless).size(), 10'000);
}

TEST(TerminalText, MakesControlCharactersVisible)
{
    EXPECT_EQ(asShown(QByteArrayView("a\0b", 3)), "a\xe2\x90\x80"
                                                  "b");
    EXPECT_EQ(asShown("a\x07\x7f"), "a\xe2\x90\x87\xe2\x90\xa1");
}

TEST(TerminalText, ShowsWhatIsNotUtf8)
{
    EXPECT_EQ(asShown("a\xff"
                      "b"),
              "a\xef\xbf\xbd"
              "b");
    EXPECT_EQ(asShown("\xe9t\xe9"), "\xef\xbf\xbdt\xef\xbf\xbd") << "Latin-1";
    EXPECT_EQ(asShown("\xc0\xaf"), "\xef\xbf\xbd\xef\xbf\xbd") << "overlong";
    EXPECT_EQ(asShown("\xed\xa0\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd") << "a surrogate";
    EXPECT_EQ(asShown("\xe2\x82"), "\xef\xbf\xbd\xef\xbf\xbd") << "cut short";
    EXPECT_EQ(asShown("\x9b"
                      "31m"),
              "\xef\xbf\xbd"
              "31m")
        << "no control in UTF-8";
}

TEST(TerminalText, MakesDeceptiveCharactersVisible)
{
    EXPECT_EQ(asShown("a\xe2\x80\xae"
                      "b"),
              "a<U+202E>b")
        << "right-to-left override";
    EXPECT_EQ(asShown("\xe2\x81\xa6\xe2\x81\xa9"), "<U+2066><U+2069>");
    EXPECT_EQ(asShown("zero\xe2\x80\x8bwidth"), "zero<U+200B>width");
    EXPECT_EQ(asShown("\xef\xbb\xbf"), "<U+FEFF>");
    EXPECT_EQ(asShown("\xc2\xad"), "<U+00AD>");
    EXPECT_EQ(asShown("\xe2\x80\xa8"), "<U+2028>") << "line separator";
    EXPECT_EQ(asShown("\xf3\xa0\x81\x81"), "<U+E0041>") << "a tag character";
}

TEST(TerminalText, MarksStayWithTheirCharacter)
{
    EXPECT_EQ(asShown("e\xcc\x81x\b\bE"), "Ex");
    EXPECT_EQ(asShown("e\xcc\x81"), "e\xcc\x81");
    EXPECT_EQ(plainTerminalText("\xcc\x81").size(), 1) << "nothing to stand on";
}

TEST(TerminalText, BombsAreHarmless)
{
    // In a time that grows with their length: squared it would be hours, and the test's own limit is a
    // minute.
    EXPECT_EQ(asShown(QByteArray("ab\r").repeated(1'000'000)), "ab");
    EXPECT_EQ(asShown(QByteArray("\x1b[31m").repeated(200'000)), "");
    EXPECT_LE(plainTerminalText(QByteArray("\x1b]").repeated(30'000)).size(), 60'000);
    EXPECT_EQ(asShown(QByteArray(1'000'000, '\b')), "");
    EXPECT_LE(plainTerminalText(QByteArray("e") + QByteArray("\xcc\x81").repeated(10'000)).size(), 10'001);
    TerminalText terminal;
    EXPECT_EQ(terminal.show("\x1b[" + QByteArray("1;").repeated(1000) + "mx").text, QStringLiteral("x"));
}
