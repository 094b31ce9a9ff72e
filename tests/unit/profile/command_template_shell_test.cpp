#include "core/profile/command_template.h"
#include "tests/unit/profile/profile_test_support.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::profile;

// What real shells make of rendered commands: the one check of quoting that counts.

namespace {

QByteArray output(const QString &shell, const QString &command, const QString &folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(shell, {s("-c"), command});
    EXPECT_TRUE(process.waitForFinished()) << command.toStdString();
    return process.readAllStandardOutput();
}

QString randomFrom(QRandomGenerator &random, const QStringList &pieces, int most)
{
    QString text;
    for (int i = random.bounded(most); i >= 0; --i)
        text += pieces.at(random.bounded(int(pieces.size())));
    return text;
}

QString renderedOrEmpty(const QString &text, const QString &value)
{
    const auto parsed = CommandTemplate::parse(text);
    return parsed ? parsed->render([&](const QString &) { return value; }).value_or(QString()) : QString();
}

const QStringList shells = {QStringLiteral("/bin/sh"), QStringLiteral("/bin/bash")};

} // namespace

/// A template that prints the value, once, between two literal texts.
struct Printing
{
    const char *text;
    const char *before;
    const char *after;
};

class CommandTemplateInAShell : public testing::TestWithParam<Printing>
{};

TEST_P(CommandTemplateInAShell, PrintsExactlyTheValue)
{
    const Printing &printing = GetParam();
    const QTemporaryDir folder;
    QRandomGenerator random(7);
    const QStringList pieces = {s("'"),     s("\""),    s("\\"),    s("$"), s("`"), s("!"), s("*"),
                                s("~"),     s("{a,b}"), s("[a-z]"), s("("), s(")"), s("#"), s(" "),
                                s("\t"),    s("\nx"),   s("2"),     s("a"), s("-"), s("%"), s("ä"),
                                s("😀"),     s("&"),     s(";"),     s("|"), s("<"), s(">"), s("="),
                                s("$(id)"), s("$HOME"), s("x,y")};
    QStringList values = {QString(), s("a"), s("2"), s("x,y"), s("HOME"), s("!!")};
    while (values.size() < 25)
        values << randomFrom(random, pieces, 6);

    for (const QString &value : values) {
        const QString command = renderedOrEmpty(s(printing.text), value);
        const QByteArray expected = printing.before + value.toUtf8() + printing.after;
        for (const QString &shell : shells)
            ASSERT_EQ(output(shell, command, folder.path()), expected) << command.toStdString();
    }
}

INSTANTIATE_TEST_SUITE_P(
    Places, CommandTemplateInAShell,
    testing::Values(Printing{"printf %s {{v}}", "", ""}, Printing{"printf %s a{{v}}b", "a", "b"},
                    Printing{"printf %s '{{v}}'", "", ""}, Printing{"printf %s 'a {{v}} b'", "a ", " b"},
                    Printing{"printf %s \"{{v}}\"", "", ""}, Printing{"printf %s \"a {{v}} b\"", "a ", " b"},
                    Printing{"x=X; printf %s \"$x{{v}}y\"", "X", "y"},
                    Printing{"x=X; printf %s $x{{v}}y", "X", "y"},
                    Printing{"printf %s \"$(printf '<%s>' {{v}})\"", "<", ">"},
                    Printing{"printf %s \"$(printf \"<%s>\" \"{{v}}\")\"", "<", ">"},
                    Printing{"x={{v}}; printf %s \"$x\"", "", ""}, Printing{"printf %s {{v}}>&1", "", ""},
                    Printing{"printf '%s}' {{{v}}", "{", "}"}, Printing{"printf %s {{{v}}}", "{", "}"},
                    Printing{"# don't\nprintf %s \"it's {{v}}\"", "it's ", ""},
                    Printing{"sh -c 'printf %s \"$1\"' - {{v}}", "", ""}));

TEST(CommandTemplateInShells, NoValueRunsACommandOfItsOwn)
{
    const QTemporaryDir folder;
    const QString mark = folder.filePath(s("mark"));
    const QStringList templatePieces = {s("echo "),    s("a"),       s(" "),
                                        s("'"),        s("\""),      s("\\"),
                                        s("$"),        s("$("),      s("("),
                                        s(")"),        s("${a:-"),   s("}"),
                                        s("$(("),      s("))"),      s("`"),
                                        s("#"),        s("\n"),      s(" # "),
                                        s("<<EOF\n"),  s("\nEOF\n"), s("case a in a) "),
                                        s(";; esac "), s("{"),       s("$x"),
                                        s("$'"),       s(";"),       s("<<<"),
                                        s("[ "),       s("{{v}}"),   s(" {{v}} "),
                                        s("{{v}}"),    s("'{{v}}'"), s("\"{{v}}\"")};
    const QStringList valuePieces = {s("'"),
                                     s("\""),
                                     s("\\"),
                                     s("$(touch mark)"),
                                     s("`touch mark`"),
                                     s(";touch mark;"),
                                     s("\ntouch mark\n"),
                                     s(")"),
                                     s("))"),
                                     s("}"),
                                     s("$"),
                                     s("#"),
                                     s("EOF"),
                                     s(" "),
                                     s("|touch mark|"),
                                     s("&touch mark&"),
                                     s("a")};
    QRandomGenerator random(11);
    const int rounds = qEnvironmentVariableIntValue("REGATTA_FUZZ_ROUNDS") + 250;
    int run = 0;
    for (int round = 0; round < rounds; ++round) {
        const QString text =
            randomFrom(random, templatePieces, 9) + s("{{v}}") + randomFrom(random, templatePieces, 4);
        const QString command = renderedOrEmpty(text, randomFrom(random, valuePieces, 5));
        if (command.isEmpty())
            continue;
        ++run;
        for (const QString &shell : shells) {
            output(shell, command, folder.path());
            ASSERT_FALSE(QFile::exists(mark)) << shell.toStdString() << "\n"
                                              << text.toStdString() << "\n----\n"
                                              << command.toStdString();
        }
    }
    EXPECT_GT(run, rounds / 10);
}
