#include "ui/text/form_sentences.h"

#include <gtest/gtest.h>

namespace regatta::text {
namespace {

using base::ErrorCode;

QString nameOf(const char *key)
{
    return fieldName(QString::fromLatin1(key));
}

TEST(FormSentences, AKeyIsCalledByItsField)
{
    EXPECT_EQ(nameOf("steps"), QStringLiteral("Steps"));
    EXPECT_EQ(nameOf("steps[1].run"), QStringLiteral("Step 2, Command"));
    EXPECT_EQ(nameOf("steps[0].env.LANG"), QStringLiteral("Step 1, Environment variables, LANG"));
    EXPECT_EQ(nameOf("steps[0]"), QStringLiteral("Step 1"));
    EXPECT_EQ(nameOf("targets[3]"), QStringLiteral("Hosts"));
    EXPECT_EQ(nameOf("timeouts.log_in"), QStringLiteral("Time-out to log in"));
    EXPECT_EQ(nameOf("matrix.app"), QStringLiteral("Matrix, app"));
    EXPECT_EQ(nameOf(R"(variables["a \"b\""])"), QStringLiteral("Variables, a \"b\""));
    EXPECT_EQ(nameOf("retry.backoff"), QStringLiteral("retry.backoff")) << "it has no field";
}

TEST(FormSentences, SaysNothingInTheNotationOfFiles)
{
    const profile::Problem empty{.code = ErrorCode::EmptyValue,
                                 .line = 3,
                                 .key = QStringLiteral("steps[0].run"),
                                 .found = QStringLiteral("\"\""),
                                 .expected = QStringLiteral("command")};
    EXPECT_EQ(formSentence(empty), QStringLiteral("Step 1, Command: This is empty. Fill it in."));
    const profile::Problem amount{.code = ErrorCode::InvalidValue,
                                  .key = QStringLiteral("waves[1]"),
                                  .found = QStringLiteral("\"many\""),
                                  .expected = QStringLiteral("\"5\" | \"10%\"")};
    EXPECT_TRUE(formSentence(amount).startsWith(QStringLiteral("Waves of targets: ")));
    EXPECT_TRUE(formSentence(amount).contains(QStringLiteral("10%")));
    EXPECT_TRUE(formSentence(engine::PlanProblem{{ErrorCode::InvalidRange, QStringLiteral("a[3-1]")},
                                                 QStringLiteral("exclude[0]")})
                    .startsWith(QStringLiteral("Except: ")));
}

} // namespace
} // namespace regatta::text
