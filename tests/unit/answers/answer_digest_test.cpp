#include "core/answers/answer_digest.h"

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::answers;
using model::OutputStream;

namespace {

QByteArray digest(const std::vector<QByteArray> &chunks, const AnswerOptions &options = {},
                  const QString &host = QStringLiteral("web1.example.org"))
{
    const LineNormaliser normaliser(options, namesOf(host));
    AnswerDigest answer;
    for (const QByteArray &chunk : chunks)
        answer.feed(1, OutputStream::Stdout, chunk, options, normaliser);
    return answer.result(options, normaliser);
}

std::string normalised(QByteArrayView line, const AnswerOptions &options)
{
    return LineNormaliser(options, namesOf(QStringLiteral("web1.example.org")))
        .normalised(line)
        .toStdString();
}

constexpr AnswerOptions whiteSpace{.ignoreWhiteSpace = true};
constexpr AnswerOptions trailing{.ignoreTrailingLines = true};
constexpr AnswerOptions numbers{.ignoreNumbers = true};
constexpr AnswerOptions hostName{.ignoreHostName = true};

} // namespace

TEST(LineNormaliser, TakesOutWhatMakesNoDifference)
{
    EXPECT_EQ(normalised("  a \t b\r", whiteSpace), "a b");
    EXPECT_EQ(normalised("took 1.25 s", numbers), normalised("took 14.3 s", numbers));
    EXPECT_NE(normalised("took 1 s", numbers), normalised("took s", numbers));
    EXPECT_EQ(normalised("web1: I am web1.example.org.", hostName), "\x02: I am \x02.");
    EXPECT_EQ(normalised("web10 my-web1 web1_2", hostName), "web10 my-web1 web1_2");
    EXPECT_EQ(normalised("as it is 1", {}), "as it is 1");
}

TEST(LineNormaliser, KnowsWhatAHostMayCallItself)
{
    EXPECT_EQ(namesOf(QStringLiteral("web1.example.org")), (QByteArrayList{"web1.example.org", "web1"}));
    EXPECT_EQ(namesOf(QStringLiteral("web1")), QByteArrayList{"web1"});
    EXPECT_EQ(namesOf(QStringLiteral("10.0.0.7")), QByteArrayList{"10.0.0.7"});
    EXPECT_EQ(namesOf(QStringLiteral("fe80::1")), QByteArrayList{"fe80::1"});
}

TEST(AnswerDigest, DoesNotDependOnTheChunks)
{
    for (const AnswerOptions &options : {AnswerOptions(), whiteSpace, trailing, numbers, hostName}) {
        EXPECT_EQ(digest({"one\ntwo 2\n", "three"}, options), digest({"on", "e\ntwo ", "2\nthree"}, options));
        EXPECT_NE(digest({"one\ntwo\n"}, options), digest({"one\ntoo\n"}, options));
        EXPECT_NE(digest({"one\ntwo\n"}, options), digest({"onetwo\n"}, options));
    }
}

TEST(AnswerDigest, CanBeAskedInBetween)
{
    for (const AnswerOptions &options : {AnswerOptions(), trailing}) {
        const LineNormaliser normaliser(options, {});
        AnswerDigest answer;
        answer.feed(1, OutputStream::Stdout, "a\nb", options, normaliser);
        const QByteArray before = answer.result(options, normaliser);
        EXPECT_EQ(before, answer.result(options, normaliser));
        answer.feed(1, OutputStream::Stdout, "c\n", options, normaliser);
        EXPECT_NE(answer.result(options, normaliser), before);
        EXPECT_EQ(answer.result(options, normaliser), digest({"a\nbc\n"}, options));
    }
}

TEST(AnswerDigest, TellsStreamsApart)
{
    const AnswerOptions options;
    const LineNormaliser normaliser(options, {});
    AnswerDigest out;
    AnswerDigest err;
    out.feed(1, OutputStream::Stdout, "x\n", options, normaliser);
    err.feed(1, OutputStream::Stderr, "x\n", options, normaliser);
    EXPECT_NE(out.result(options, normaliser), err.result(options, normaliser));
}

TEST(AnswerDigest, OnlyTheLatestAttemptCounts)
{
    const AnswerOptions options;
    const LineNormaliser normaliser(options, {});
    AnswerDigest answer;
    answer.feed(1, OutputStream::Stdout, "failed\n", options, normaliser);
    answer.feed(2, OutputStream::Stdout, "fine\n", options, normaliser);
    answer.feed(1, OutputStream::Stdout, "late\n", options, normaliser);
    EXPECT_EQ(answer.result(options, normaliser), digest({"fine\n"}));
}

TEST(AnswerDigest, IgnoresTrailingLines)
{
    EXPECT_EQ(digest({"a\nb\n\n\n"}, trailing), digest({"a\nb"}, trailing));
    EXPECT_EQ(digest({"a\nb\n"}, trailing), digest({"a\nb"}, trailing));
    EXPECT_NE(digest({"a\n\nb\n"}, trailing), digest({"a\nb"}, trailing));
    EXPECT_NE(digest({"a\nb\n"}), digest({"a\nb"}));
}

TEST(AnswerDigest, IgnoresTheHostsOwnName)
{
    EXPECT_EQ(digest({"I am web1\n"}, hostName), digest({"I am db7\n"}, hostName, QStringLiteral("db7")));
    EXPECT_NE(digest({"I am web1\n"}), digest({"I am db7\n"}, {}, QStringLiteral("db7")));
}
