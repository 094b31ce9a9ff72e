#include "core/report/export.h"

#include "tests/unit/report/report_samples.h"

using namespace regatta;
using report::Format;

namespace {

class ExportTest : public tests::ReportTest
{
protected:
    /// A run of one task that printed this.
    history::RunRecord runThatPrinted(const QByteArray &bytes)
    {
        printed({{0, bytes}});
        history::RunRecord run = runOf({tests::ended(QStringLiteral("web1"), model::Outcome::Succeeded, 0)});
        run.overview.spool = spoolPath();
        return run;
    }

    QString spoolPath() const { return folder.filePath(QStringLiteral("1.spool")); }
    QString target() const { return folder.filePath(QStringLiteral("out.csv")); }

    QByteArray content() const
    {
        QFile file(target());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
    }
};

} // namespace

TEST_F(ExportTest, EachFormHasANameThatIsUnderstood)
{
    for (const auto format : {Format::Json, Format::Csv, Format::JUnit, Format::Html, Format::Files})
        EXPECT_EQ(report::formatFromName(report::name(format)), format);
    EXPECT_EQ(report::formatFromName(u"pdf"), std::nullopt);
    EXPECT_EQ(report::fileEnding(Format::JUnit), u".xml");
}

TEST_F(ExportTest, SuggestsANameThatIsSafe)
{
    history::RunOverview run;
    run.name = QStringLiteral("../a b");
    EXPECT_TRUE(report::suggestedName(run).startsWith(u"_._a_b-"))
        << report::suggestedName(run).toStdString();
    EXPECT_FALSE(report::suggestedName(run).contains(u'/'));
}

TEST_F(ExportTest, WritesAFileAsAWhole)
{
    const auto done = report::exportRun(runThatPrinted("hello\n"), Format::Csv, {}, target());
    ASSERT_TRUE(done.has_value());
    EXPECT_TRUE(done->isComplete);
    EXPECT_TRUE(content().contains("hello"));
}

TEST_F(ExportTest, SaysThatTheDiskHasSpoiltSomething)
{
    const auto run = runThatPrinted("hello\n");
    QFile spool(spoolPath());
    ASSERT_TRUE(spool.open(QIODevice::ReadWrite));
    // scan() leaves a spoilt last record out by itself: another one stands behind it.
    const QByteArray record = spool.readAll().sliced(spool::fileHeadSize);
    spool.write(record);
    spool.seek(spool::fileHeadSize + spool::recordHeadSize);
    spool.write("J");
    spool.close();
    const auto done = report::exportRun(run, Format::Csv, {}, target());
    ASSERT_TRUE(done.has_value());
    EXPECT_FALSE(done->isComplete);
    EXPECT_TRUE(content().contains("hello"));
}

TEST_F(ExportTest, SaysThatASpoiltHeadHidesWhatStandsBehindIt)
{
    auto run = runThatPrinted("hello\n");
    QFile spool(spoolPath());
    ASSERT_TRUE(spool.open(QIODevice::ReadWrite));
    constexpr qsizetype reserved = 10; // a byte that is 0 in every head
    spool.seek(spool::fileHeadSize + reserved);
    spool.write("x");
    spool.close();
    EXPECT_FALSE(report::exportRun(run, Format::Csv, {}, target())->isComplete);
    run.overview.state = history::RunState::Running; // then it may be half a record
    EXPECT_TRUE(report::exportRun(run, Format::Csv, {}, target())->isComplete);
}

TEST_F(ExportTest, LeavesNothingBehindWhenItIsStopped)
{
    std::stop_source source;
    source.request_stop();
    const auto done =
        report::exportRun(runThatPrinted("hello\n"), Format::Csv, {}, target(), source.get_token());
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().code, base::ErrorCode::Cancelled);
    EXPECT_EQ(content(), "no file");
}
