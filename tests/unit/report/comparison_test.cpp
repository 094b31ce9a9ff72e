#include "tests/unit/report/report_samples.h"

using namespace regatta;
using model::Outcome;
using report::TaskComparison;

namespace {

class ComparisonTest : public tests::ReportTest
{};

const TaskComparison &of(const report::Comparison &comparison, const char *host)
{
    for (const TaskComparison &task : comparison.tasks) {
        if (task.subject.host == QLatin1StringView(host))
            return task;
    }
    static const TaskComparison nothing{{}, {}, {}};
    return nothing;
}

} // namespace

TEST_F(ComparisonTest, FindsWhatHasChanged)
{
    const auto ended = [](const char *host, Outcome outcome, int exitCode) {
        return tests::ended(QString::fromLatin1(host), outcome, exitCode);
    };
    const auto before = runOf({ended("same", Outcome::Succeeded, 0), ended("broke", Outcome::Succeeded, 0),
                               ended("says", Outcome::Succeeded, 0), ended("length", Outcome::Succeeded, 0),
                               ended("gone", Outcome::Succeeded, 0)});
    const auto after = runOf({ended("new", Outcome::Succeeded, 0), ended("length", Outcome::Succeeded, 0),
                              ended("says", Outcome::Succeeded, 0), ended("broke", Outcome::CommandFailed, 1),
                              ended("same", Outcome::Succeeded, 0)});
    // The same bytes in other pieces are the same.
    const auto comparison =
        report::compare(before, printed({{0, "sa"}, {0, "me"}, {2, "green"}, {3, "short"}}), after,
                        printed({{4, "same"}, {2, "brown"}, {1, "longer"}}));
    EXPECT_TRUE(comparison.isOutputKnown);
    EXPECT_EQ(comparison.tasks.size(), 6u);
    EXPECT_FALSE(of(comparison, "same").isChanged());
    EXPECT_TRUE(of(comparison, "broke").isOutcomeChanged);
    EXPECT_FALSE(of(comparison, "broke").isOutputChanged);
    EXPECT_TRUE(of(comparison, "says").isOutputChanged);
    EXPECT_FALSE(of(comparison, "says").isOutcomeChanged);
    EXPECT_TRUE(of(comparison, "length").isOutputChanged);
    EXPECT_EQ(of(comparison, "new").before, std::nullopt);
    EXPECT_EQ(of(comparison, "gone").after, std::nullopt);
}

TEST_F(ComparisonTest, ARunWithoutItsOutputComparesOutcomesAlone)
{
    const auto run = runOf({tests::ended(QStringLiteral("a"), Outcome::Succeeded, 0)});
    const auto comparison = report::compare(run, printed({{0, "x"}}), run, report::RunOutput());
    EXPECT_FALSE(comparison.isOutputKnown);
    EXPECT_FALSE(comparison.tasks.at(0).isChanged());
}

TEST_F(ComparisonTest, SaysThatTheDiskHasSpoiltSomething)
{
    auto run = runOf({tests::ended(QStringLiteral("a"), Outcome::Succeeded, 0)});
    const report::RunOutput whole = printed({{0, "one\n"}, {0, "two\n"}});
    EXPECT_TRUE(report::compare(run, whole, run, whole).isOutputWhole);

    const QString path = folder.filePath(QStringLiteral("1.spool"));
    QFile spool(path);
    ASSERT_TRUE(spool.open(QIODevice::ReadWrite));
    ASSERT_TRUE(spool.resize(spool.size() - 1)); // the last record is cut short
    const auto cut = report::compare(run, report::RunOutput::open(path).value(), run, whole);
    EXPECT_TRUE(cut.isOutputKnown);
    EXPECT_FALSE(cut.isOutputWhole);
    run.overview.state = history::RunState::Running; // then it may be half a record
    EXPECT_TRUE(report::compare(run, report::RunOutput::open(path).value(), run, whole).isOutputWhole);
}

TEST_F(ComparisonTest, SaysThatARecordInTheMiddleIsSpoilt)
{
    const auto run = runOf({tests::ended(QStringLiteral("a"), Outcome::Succeeded, 0)});
    const report::RunOutput output = printed({{0, "one\n"}, {0, "two\n"}});
    QFile spool(folder.filePath(QStringLiteral("1.spool")));
    ASSERT_TRUE(spool.open(QIODevice::ReadWrite));
    ASSERT_TRUE(spool.seek(spool::fileHeadSize + spool::recordHeadSize));
    ASSERT_EQ(spool.write("O"), 1);
    spool.close();
    EXPECT_FALSE(report::compare(run, output, run, output).isOutputWhole);
}
