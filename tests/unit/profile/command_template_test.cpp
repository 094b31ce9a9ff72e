#include "core/profile/command_template.h"
#include "tests/unit/profile/profile_test_support.h"

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::profile;
using base::ErrorCode;

namespace {

QString described(const base::Error &error)
{
    return base::name(error.code).toString() + u' ' + error.detail;
}

/// What the template becomes if every name has this value; the error's name and detail if it has none.
QString rendered(const QString &text, const QString &value)
{
    const auto parsed = CommandTemplate::parse(text);
    if (!parsed)
        return described(parsed.error());
    const auto line = parsed->render([&](const QString &) { return value; });
    return line ? *line : described(line.error());
}

#define EXPECT_RENDERED(text, value, expected)                                                               \
    EXPECT_EQ(rendered(s(text), s(value)).toStdString(), std::string(expected))

} // namespace

TEST(CommandTemplate, ReplacesAPlaceholder)
{
    EXPECT_RENDERED("docker restart {{app}}", "app-3", "docker restart app-3");
    EXPECT_RENDERED("{{ app }}", "app-3", "app-3");
    EXPECT_RENDERED("{{app}}{{app}}", "a", "aa");
    EXPECT_RENDERED("no placeholder", "a", "no placeholder");
    EXPECT_RENDERED("", "a", "");
}

TEST(CommandTemplate, RawIsInsertedAsItIs)
{
    EXPECT_RENDERED("{{command|raw}}", "a; b 'c'", "a; b 'c'");
    EXPECT_RENDERED("{{ command | raw }}", "$x", "$x");
}

TEST(CommandTemplate, NamesItsPlaceholdersAndWhereTheyStand)
{
    const auto parsed = CommandTemplate::parse(s("a {{x}} {{ y-2|raw }}"));
    ASSERT_TRUE(parsed);
    const QList<CommandTemplate::Placeholder> expected = {{s("x"), false, 2}, {s("y-2"), true, 8}};
    EXPECT_EQ(parsed->placeholders(), expected);
}

TEST(CommandTemplate, BracesAroundAnythingElseStay)
{
    for (const char *text :
         {"docker ps --format '{{.Names}}'", "docker inspect -f '{{json .}}'", "{{", "}}", "{{}}", "{{ }}",
          "{{a b}}", "{{3}}", "{{a", "{{a}", "{{a|", "{{a|raw", "{{ .a | json }}", "{a}",
          "awk '{{print $1}}'", "{{- end -}}", "{{ä}}", "{{{}}}"})
        EXPECT_RENDERED(text, "VALUE", text);
}

TEST(CommandTemplate, FourBracesStandForTwo)
{
    EXPECT_RENDERED("'{{range .M}}{{.Name}}{{{{end}}'", "VALUE", "'{{range .M}}{{.Name}}{{end}}'");
    EXPECT_RENDERED("{{{{app}} {{app}}", "v", "{{app}} v");
    EXPECT_RENDERED("{{{{{{{{", "v", "{{{{");
}

TEST(CommandTemplate, ThreeBracesAreABraceAndAPlaceholder)
{
    EXPECT_RENDERED("{{{app}}}", "v", "{'v'}");
}

TEST(CommandTemplate, OnlyRawMayStandAfterTheBar)
{
    EXPECT_RENDERED("x {{app|rwa}}", "v", "invalid_placeholder {{app|rwa}}");
    EXPECT_RENDERED("{{app|}}", "v", "invalid_placeholder {{app|}}");
}

TEST(CommandTemplate, AnUnknownNameIsAnError)
{
    const auto parsed = CommandTemplate::parse(s("a {{ nme }}"));
    ASSERT_TRUE(parsed);
    const auto line = parsed->render([](const QString &) { return std::nullopt; });
    ASSERT_FALSE(line);
    EXPECT_EQ(line.error(), (base::Error{ErrorCode::UnknownPlaceholder, s("{{ nme }}")}));
}

TEST(CommandTemplate, QuotesForThePlaceItStandsIn)
{
    EXPECT_RENDERED("echo {{v}}", "a b", "echo 'a b'");
    EXPECT_RENDERED("echo {{v}}", "", "echo ''");
    EXPECT_RENDERED("echo 'x {{v}}'", "a'b", "echo 'x ''a'\\''b'''");
    EXPECT_RENDERED("echo 'x {{v}}'", "ab", "echo 'x ab'");
    EXPECT_RENDERED("echo \"x {{v}}\"", "$a", "echo \"x \"'$a'\"\"");
    EXPECT_RENDERED("echo \"x {{v}}\"", "ab", "echo \"x ab\"");
    EXPECT_RENDERED("echo \"$(id {{v}})\"", "a b", "echo \"$(id 'a b')\"");
}

TEST(CommandTemplate, HarmlessWordsAreQuotedWhereTheyWouldJoin)
{
    EXPECT_RENDERED("echo $HOME{{v}}", "x", "echo $HOME'x'");
    EXPECT_RENDERED("echo \"$HOME{{v}}\"", "x", "echo \"$HOME\"x\"\"");
    EXPECT_RENDERED("echo \"$HOME{{v}}y\"", "", "echo \"$HOME\"''\"y\"");
    EXPECT_RENDERED("echo {{v}}>f", "2", "echo '2'>f");
    EXPECT_RENDERED("echo {{v}}{{v|raw}}", "2", "echo '2'2");
    EXPECT_RENDERED("echo {{v}} >f", "2", "echo 2 >f");
    EXPECT_RENDERED("echo ${HOME}{{v}}", "x", "echo ${HOME}x");
}

TEST(CommandTemplate, WhereQuotesDoNotHelpOnlyHarmlessValuesAreTaken)
{
    for (const char *text :
         {"echo `id {{v}}`", "echo # {{v}}", "echo ${a:-{{v}}}", "echo $(( {{v}} + 1 ))", "echo $'{{v}}'",
          "cat <<EOF\n{{v}}\nEOF", "echo $(case a in a) echo {{v}};; esac)", "echo \"${a:-\"{{v}}\"}\"",
          "echo $((echo a); echo {{v}})"}) {
        EXPECT_EQ(rendered(s(text), s("app-3")), s(text).replace(s("{{v}}"), s("app-3")));
        EXPECT_RENDERED(text, "a b", "unquotable_placeholder {{v}}");
        EXPECT_RENDERED(text, "", "unquotable_placeholder {{v}}");
        EXPECT_RENDERED(text, "a\nb", "unquotable_placeholder {{v}}");
    }
}

TEST(CommandTemplate, NothingIsTakenAfterABackslashOrADollarSign)
{
    for (const char *text : {"echo \\{{v}}", "echo ${{v}}", "echo \"${{v}}\"", "echo \"\\{{v}}\"",
                             "`echo ${{v}}`", "`echo \\{{v}}`"}) {
        const auto parsed = CommandTemplate::parse(s(text));
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error(), (base::Error{ErrorCode::UnquotablePlaceholder, s("{{v}}")}));
    }
    EXPECT_RENDERED("echo ${{v|raw}}", "HOME", "echo $HOME");
    EXPECT_RENDERED("echo '${{v}}'", "a b", "echo '$''a b'''");
    EXPECT_RENDERED("echo \\\\{{v}}", "a b", "echo \\\\'a b'");
    EXPECT_RENDERED("echo $?{{v}}", "a b", "echo $?'a b'");
}

TEST(CommandTemplate, ARawValueChangesThePlaceOfWhatFollows)
{
    const auto parsed = CommandTemplate::parse(s("echo {{open|raw}}{{v}}{{open|raw}}"));
    ASSERT_TRUE(parsed);
    const auto line = parsed->render([](const QString &name) { return name == u"v" ? s("$x") : s("\""); });
    ASSERT_TRUE(line);
    EXPECT_EQ(*line, s("echo \"\"'$x'\"\""));
}

TEST(CommandTemplate, TheSureContextsComeBack)
{
    EXPECT_RENDERED("a `b` {{v}}", "x y", "a `b` 'x y'");
    EXPECT_RENDERED("a # don't\nb {{v}}", "x y", "a # don't\nb 'x y'");
    EXPECT_RENDERED("a $((1 + (2))) {{v}}", "x y", "a $((1 + (2))) 'x y'");
    EXPECT_RENDERED("a ${b##*/} {{v}}", "x y", "a ${b##*/} 'x y'");
    EXPECT_RENDERED("a \"$(b \"c\" (d) 'e)')\" {{v}}", "x y", "a \"$(b \"c\" (d) 'e)')\" 'x y'");
    EXPECT_RENDERED("case $a in b) c {{v}};; esac", "x y", "case $a in b) c 'x y';; esac");
    EXPECT_RENDERED("a b#c' {{v}}'", "x y", "a b#c' ''x y'''");
}

TEST(CommandTemplate, ValuesOfAWordAreFilledInAsTheyAre)
{
    const auto parsed = CommandTemplate::parse(s("${{v}} '{{v}}'"), CommandTemplate::Values::AsTheyAre);
    ASSERT_TRUE(parsed) << "no shell will read it before it is quoted as a whole";
    EXPECT_EQ(*parsed->render([](const QString &) { return s("a b"); }), s("$a b 'a b'"));
}
