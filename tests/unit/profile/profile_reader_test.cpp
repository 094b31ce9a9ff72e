#include "core/profile/profile_reader.h"

#include "tests/unit/profile/profile_test_support.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <algorithm>

using namespace regatta;
using namespace regatta::profile;
using namespace std::chrono_literals;

#define EXPECT_PROBLEMS(json, expected) EXPECT_EQ(problemsOf(json), std::string(expected))

namespace {

const QByteArray everything = R"({ "regatta": 1, "name": "N", "description": "D", "environment": "production",
  "targets": ["web[01-10].example.org", "@databases", {"host": "10.0.0.7", "user": "ops", "port": 2222, "vars": {"rack": "b"}}],
  "exclude": ["web07.example.org"], "groups": {"databases": ["db[1-2]"]},
  "matrix": {"zone": ["b", "a"], "app": ["app-[0-9]"]},
  "steps": [{"name": "restart", "run": "docker restart {{app}} {{zone}} {{rack}} {{version}} {{color}} {{slot}}", "timeout": 0.5}],
  "parallel": 4, "parallel_per_target": 1,
  "waves": ["1", "10%", 100], "approve_waves": true, "stop_after_failures": "10%",
  "timeouts": {"connect": 12.25, "step": 600, "silence": 0.0001},
  "retry": {"attempts": 3, "delay": 2.5, "backoff": 1.5, "on": ["timed_out"]},
  "transport": "openssh", "ssh": {"user": "u", "port": 22, "identity": "~/k", "jump": "j"},
  "variables": {"color": "blue"}, "ask": [{"name": "version", "prompt": "Version to deploy"}] })";

} // namespace

TEST(ProfileReader, ReadsEveryKey)
{
    const ReadResult result = parse(everything);
    ASSERT_TRUE(result) << problemsOf(everything);
    EXPECT_EQ(described(result->warnings), "");

    model::Profile expected;
    expected.name = s("N");
    expected.description = s("D");
    expected.environment = model::Environment::Production;
    expected.targets = {{s("web[01-10].example.org"), {}, 0, {}, {}},
                        {s("@databases"), {}, 0, {}, {}},
                        {s("10.0.0.7"), s("ops"), 2222, {{s("rack"), s("b")}}, {}}};
    expected.exclude = {s("web07.example.org")};
    expected.groups = {{s("databases"), {s("db[1-2]")}}};
    expected.matrix = {{s("zone"), {s("b"), s("a")}}, {s("app"), {s("app-[0-9]")}}};
    expected.steps = {{s("restart"),
                       s("docker restart {{app}} {{zone}} {{rack}} {{version}} {{color}} {{slot}}"),
                       500ms,
                       {}}};
    expected.parallel = 4;
    expected.parallelPerTarget = 1;
    expected.waves = {s("1"), s("10%"), s("100")};
    expected.approveWaves = true;
    expected.stopAfterFailures = s("10%");
    expected.timeouts = {12'250ms, 60s, 600s, 1ms, 0ms, {}}; // more than nothing doesn't become "no limit"
    expected.retry = {3, 2'500ms, 1.5, {s("timed_out")}, {}};
    expected.transport = model::TransportKind::OpenSsh;
    expected.ssh = {s("u"), 22, s("~/k"), s("j"), 0, {}};
    expected.variables = {{s("color"), s("blue")}};
    expected.ask = {{s("version"), s("Version to deploy"), {}}};
    EXPECT_EQ(result->profile, expected);
}

TEST(ProfileReader, MissingKeysHaveDefaults)
{
    const ReadResult result = parse(fileOf(R"("targets": ["web[1-3]"], "steps": [{"run": "true"}])"));
    ASSERT_TRUE(result);
    EXPECT_EQ(result->profile, soundProfile());
}

TEST(ProfileReader, TextThatIsNotJson)
{
    EXPECT_PROBLEMS("", "syntax_error 1:1 value");
    EXPECT_PROBLEMS("# notes\n", "syntax_error 1:1 # notes value");
    EXPECT_PROBLEMS("{\n  \"regatta\": 1,\n}\n", "syntax_error 3:1 } \"key\"");
    EXPECT_PROBLEMS("{\"name\": \"\xff\"}", "syntax_error 1:11 \xEF\xBF\xBD\"} UTF-8");
    EXPECT_PROBLEMS("[1]", "wrong_type 1:1 [1] object");
    EXPECT_PROBLEMS("{\"a\": " + QByteArray(600, '['),
                    "nested_too_deeply 1:518 [[[[[[[[[[[[[[[[[[[[ less nesting");
}

TEST(ProfileReader, ANewerSchemaIsSaidAloneAndClearly)
{
    EXPECT_PROBLEMS("{\n \"regatta\": 2, \"steps\": 5, \"new\": 1}", "newer_schema 2:13 regatta 2 1");
    EXPECT_FALSE(parse("{\"regatta\": 2}").error().draft);
    EXPECT_PROBLEMS(fileWith("\"regatta\": 0"),
                    "warning duplicate_key 2:1 regatta \"regatta\"\ninvalid_value 2:12 regatta 0 1");
    EXPECT_PROBLEMS("{\"regatta\": \"1\", \"targets\": [\"a\"], \"steps\": [{\"run\": \"b\"}]}",
                    "wrong_type 1:13 regatta \"1\" 1");
}

TEST(ProfileReader, RequiredKeys)
{
    EXPECT_PROBLEMS("{}", "missing_key 1:1 regatta \"regatta\"\nmissing_key 1:1 targets "
                          "\"targets\"\nmissing_key 1:1 steps \"steps\"");
    EXPECT_PROBLEMS(fileOf("\"targets\": [{\"user\": \"a\"}],\n\"steps\": [{}]"),
                    "missing_key 2:13 targets[0].host \"host\"\nmissing_key 3:11 steps[0].run \"run\"");
    EXPECT_PROBLEMS(fileWith("\"ask\": [{}]"), "missing_key 2:9 ask[0].name \"name\"");
}

TEST(ProfileReader, WhatMustNotBeEmpty)
{
    EXPECT_PROBLEMS(fileOf("\"targets\": [],\n\"steps\": []"),
                    "empty_value 2:12 targets [] node set\nempty_value 3:10 steps [] step");
    EXPECT_PROBLEMS(
        fileOf(
            "\"targets\": [\"a\", \" \", {\"host\": \"\", \"port\": 1}],\n\"steps\": [{\"run\": \"\\n\"}]"),
        "empty_value 2:18 targets[1] \" \" node set\nempty_value 2:32 targets[2].host \"\" node set\n"
        "empty_value 3:19 steps[0].run \"\\n\" command");
    EXPECT_PROBLEMS(fileWith("\"matrix\": {\"app\": []}"), "empty_value 2:19 matrix.app [] node set");
    EXPECT_PROBLEMS(fileWith("\"exclude\": [\"\"], \"groups\": {\"g\": [\"\"]}"),
                    "empty_value 2:13 exclude[0] \"\" node set\nempty_value 2:35 groups.g[0] \"\" node set");
}

TEST(ProfileReader, WrongTypes)
{
    EXPECT_PROBLEMS(fileOf("\"targets\": \"web\",\n\"steps\": {}"),
                    "wrong_type 2:12 targets \"web\" array of strings and objects\nwrong_type 3:10 steps "
                    "object array of objects");
    EXPECT_PROBLEMS(
        fileOf("\"targets\": [1, null],\n\"steps\": [\"uptime\"]"),
        "wrong_type 2:13 targets[0] 1 string | object\nwrong_type 2:16 targets[1] null string | object\n"
        "wrong_type 3:11 steps[0] \"uptime\" object");
    EXPECT_PROBLEMS(fileWith("\"name\": 5, \"approve_waves\": \"yes\", \"parallel\": \"4\", \"timeouts\": 3, "
                             "\"retry\": {\"backoff\": []}"),
                    "wrong_type 2:9 name 5 string\nwrong_type 2:29 approve_waves \"yes\" true | false\n"
                    "wrong_type 2:48 parallel \"4\" integer 0..1000000\nwrong_type 2:65 timeouts 3 object\n"
                    "wrong_type 2:89 retry.backoff array number");
    EXPECT_PROBLEMS(
        fileWith("\"matrix\": {\"app\": \"a\"}, \"variables\": {\"a b\": 1}, \"waves\": [true], "
                 "\"parallel\": 1.5"),
        "wrong_type 2:19 matrix.app \"a\" array of strings\nwrong_type 2:46 variables[\"a b\"] 1 string\n"
        "wrong_type 2:60 waves[0] true string\nwrong_type 2:79 parallel 1.5 integer 0..1000000");
}

TEST(ProfileReader, NumbersOutOfRange)
{
    EXPECT_PROBLEMS(fileWith("\"parallel\": -1"), "out_of_range 2:13 parallel -1 integer 0..1000000");
    EXPECT_PROBLEMS(fileWith("\"parallel\": 1e300"), "out_of_range 2:13 parallel 1e+300 integer 0..1000000");
    EXPECT_PROBLEMS(fileWith("\"ssh\": {\"port\": 65536}"),
                    "out_of_range 2:17 ssh.port 65536 integer 0..65535");
    EXPECT_PROBLEMS(fileOf("\"targets\": [{\"host\": \"a\", \"port\": -22}],\n\"steps\": [{\"run\": \"a\", "
                           "\"timeout\": -0.5}]"),
                    "out_of_range 2:35 targets[0].port -22 integer 0..65535\n"
                    "out_of_range 3:35 steps[0].timeout -0.5 number 0..2147483 (seconds)");
    EXPECT_PROBLEMS(fileWith("\"timeouts\": {\"connect\": 3e6}"),
                    "out_of_range 2:25 timeouts.connect 3000000 number 0..2147483 (seconds)");
    EXPECT_PROBLEMS(fileWith("\"retry\": {\"attempts\": 0, \"backoff\": 0.5}"),
                    "out_of_range 2:23 retry.attempts 0 integer 1..1000\nout_of_range 2:37 retry.backoff 0.5 "
                    "number 1..1000");
}

TEST(ProfileReader, WordsAndGrammars)
{
    EXPECT_PROBLEMS(fileWith("\"transport\": \"telnet\""),
                    "invalid_value 2:14 transport \"telnet\" \"libssh\" | \"openssh\" | \"local\"");
    EXPECT_PROBLEMS(fileWith("\"environment\": \"\""),
                    "invalid_value 2:16 environment \"\" \"development\" | \"staging\" | \"production\"");
    EXPECT_PROBLEMS(
        fileWith(
            "\"waves\": [\"1\", \"0\", \"101%\", \"x\", -1, \"100%\"], \"stop_after_failures\": \"5.5%\""),
        "invalid_value 2:16 waves[1] \"0\" \"5\" | \"10%\"\ninvalid_value 2:21 waves[2] \"101%\" \"5\" | "
        "\"10%\"\n"
        "invalid_value 2:29 waves[3] \"x\" \"5\" | \"10%\"\ninvalid_value 2:34 waves[4] \"-1\" \"5\" | "
        "\"10%\"\n"
        "invalid_value 2:70 stop_after_failures \"5.5%\" \"5\" | \"10%\"");
    EXPECT_PROBLEMS(fileWith("\"stop_after_failures\": \"\""),
                    "empty_value 2:24 stop_after_failures \"\" \"5\" | \"10%\"");
    EXPECT_PROBLEMS(fileWith("\"retry\": {\"on\": [\"succeeded\"]}"),
                    "invalid_value 2:18 retry.on[0] \"succeeded\" \"unreachable\" | \"connection_lost\" | "
                    "\"timed_out\" | "
                    "\"command_failed\" | \"authentication_failed\"");
}

TEST(ProfileReader, Names)
{
    EXPECT_PROBLEMS(fileWith("\"variables\": {\"a b\": \"\", \"host\": \"\"}"),
                    "invalid_name 2:22 variables[\"a b\"] \"a b\" [A-Za-z_][A-Za-z0-9_-]*\n"
                    "reserved_name 2:34 variables.host \"host\" other than host | user | port | index | run "
                    "| attempt | slot");
    EXPECT_PROBLEMS(fileWith("\"matrix\": {\"1\": [\"a\"]}"),
                    "invalid_name 2:17 matrix.1 \"1\" [A-Za-z_][A-Za-z0-9_-]*");
    EXPECT_PROBLEMS(fileWith("\"ask\": [{\"name\": \"v\"}, {\"name\": \"v\"}]"),
                    "duplicate_key 2:33 ask[1].name \"v\" another name");
}

TEST(ProfileReader, Placeholders)
{
    EXPECT_PROBLEMS(fileOf("\"targets\": [\"a\"],\n\"steps\": [{\"run\": \"echo {{nme}}\"}], \"variables\": "
                           "{\"name\": \"x\"}"),
                    "warning unknown_placeholder 3:19 steps[0].run {{nme}} name | host | user | port | index "
                    "| run | attempt | slot");
    EXPECT_PROBLEMS(fileOf("\"targets\": [\"a\"],\n\"steps\": [{\"run\": \"echo {{host|rwa}}\"}]"),
                    "invalid_placeholder 3:19 steps[0].run {{host|rwa}} {{name}} | {{name|raw}}");
    EXPECT_PROBLEMS(fileOf("\"targets\": [\"a\"],\n\"steps\": [{\"run\": \"echo ${{host}}\"}]"),
                    "unquotable_placeholder 3:19 steps[0].run {{host}} {{name|raw}}");
    EXPECT_PROBLEMS(
        fileOf("\"targets\": [\"a\"],\n\"steps\": [{\"run\": \"docker ps --format '{{.Names}}'\"}]"), "");
}

TEST(ProfileReader, UnknownAndDuplicateKeysAreWarnings)
{
    const QByteArray json =
        fileWith("\"name\": \"a\",\n \"colour\": {\"x\": 1},\n\"name\": \"b\", \"ssh\": {\"usr\": \"x\"}");
    const ReadResult result = parse(json);
    ASSERT_TRUE(result);
    const std::string described = problemsOf(json);
    EXPECT_NE(described.find("warning unknown_key 3:2 colour \"colour\" \"regatta\" | \"name\" | "),
              std::string::npos);
    EXPECT_NE(described.find("\nwarning duplicate_key 4:1 name \"name\"\n"), std::string::npos);
    EXPECT_NE(described.find(
                  "\nwarning unknown_key 4:22 ssh.usr \"usr\" \"user\" | \"port\" | \"identity\" | \"jump\""),
              std::string::npos);
    EXPECT_EQ(result->profile.name, s("b"));
    EXPECT_EQ(result->profile.unknown, (QJsonObject{{s("colour"), QJsonObject{{s("x"), 1}}}}));
    EXPECT_EQ(result->profile.ssh.unknown, (QJsonObject{{s("usr"), s("x")}}));
}

TEST(ProfileReader, AHalfMadeProfileIsThereAsADraft)
{
    const ReadResult result =
        parse(fileOf("\"name\": \"x\", \"targets\": [\"a\"], \"steps\": [], \"parallel\": -1, "
                     "\"timeouts\": {\"connect\": \"5\"}"));
    ASSERT_FALSE(result);
    ASSERT_TRUE(result.error().draft);
    EXPECT_EQ(result.error().draft->name, s("x"));
    EXPECT_EQ(result.error().draft->parallel, model::defaultParallel);
    EXPECT_EQ(result.error().draft->timeouts.connectLimit(), model::Timeouts::usualConnect);
}

TEST(ProfileReader, ManyErrorsAreCutOffAndNeverHiddenByWarnings)
{
    QByteArray strange;
    for (int i = 0; i < 3 * mostProblems; ++i)
        strange += "\"x" + QByteArray::number(i) + "\": 1, ";
    const ReadResult result =
        parse(fileOf(strange + "\"targets\": [" + QByteArray("0, ").repeated(300) + "0], \"steps\": []"));
    ASSERT_FALSE(result);
    const QList<Problem> &problems = result.error().problems;
    EXPECT_GE(std::count_if(problems.begin(), problems.end(), [](const Problem &p) { return !p.isWarning; }),
              mostProblems);
    EXPECT_LE(problems.size(), 3 * mostProblems);
}

TEST(ProfileReader, FilesThatCannotBeRead)
{
    const QTemporaryDir folder;
    for (const QString &path : {folder.filePath(s("missing")), folder.path()}) {
        const ReadResult result = read(path);
        ASSERT_FALSE(result);
        ASSERT_EQ(result.error().problems.size(), 1);
        EXPECT_EQ(result.error().problems[0].code, base::ErrorCode::FileUnreadable);
        EXPECT_NE(result.error().problems[0].found, QString());
    }
}

TEST(ProfileReader, TooLargeFilesAreNotReadToTheirEnd)
{
    const ReadResult result = read(s("/dev/zero"));
    ASSERT_FALSE(result);
    EXPECT_EQ(described(result.error().problems), "file_too_large 64 MiB");
}

TEST(ProfileReader, ReadsTheExample)
{
    const ReadResult result = read(s(REGATTA_RESOURCES "/examples/restart-app-containers.regatta"));
    ASSERT_TRUE(result);
    EXPECT_EQ(described(result->warnings), "");
    EXPECT_EQ(result->profile.parallel, 4);
}

TEST(ProfileReader, AStepDoesOneThing)
{
    EXPECT_PROBLEMS(fileOf("\"targets\": [\"a\"],\n\"steps\": [{\"run\": \"x\", \"push\": \"b\"}]"),
                    "missing_key 3:11 steps[0].to \"to\"\n"
                    "invalid_value 3:19 steps[0].run \"x\" run | push | pull");
    EXPECT_PROBLEMS(
        fileOf("\"targets\": [\"a\"],\n\"steps\": [{\"push\": \"b\", \"pull\": \"c\", \"to\": \"d\"}]"),
        "invalid_value 3:33 steps[0].pull \"c\" run | push | pull");
}

TEST(ProfileReader, CapsAreNumbers)
{
    EXPECT_PROBLEMS(fileWith("\"caps\": {\"rack\": \"2\", \"row\": -1}"),
                    "wrong_type 2:18 caps.rack \"2\" integer 0..1000000\n"
                    "out_of_range 2:30 caps.row -1 integer 0..1000000");
}
