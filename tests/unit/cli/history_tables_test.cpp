#include "app/cli/history_tables.h"

#include <gtest/gtest.h>

using namespace regatta;

namespace {

history::RunRecord runOn(const std::vector<history::TaskSubject> &subjects)
{
    history::RunRecord run;
    run.overview.id = QStringLiteral("r1");
    for (const history::TaskSubject &subject : subjects) {
        history::TaskRecord task;
        task.subject = subject;
        task.state = model::TaskState::Finished;
        task.result = model::AttemptResult{.outcome = model::Outcome::Succeeded, .signal = {}};
        run.tasks.push_back(task);
    }
    return run;
}

/// What the first cell of each of a run's tasks says.
QStringList subjectsIn(const QStringList &lines)
{
    QStringList subjects;
    for (const QString &line : lines.sliced(lines.indexOf(QString()) + 1))
        subjects << line.section(QStringLiteral("  "), 0, 0);
    return subjects;
}

} // namespace

TEST(HistoryTables, TargetsOnOneHostAreToldApart)
{
    const QString host = QStringLiteral("127.0.0.1");
    const auto run = runOn({{host, {}, 2201, {}},
                            {host, QStringLiteral("ops"), 2202, {}},
                            {QStringLiteral("web1"), {}, 22, QStringLiteral("a")},
                            {QStringLiteral("web1"), {}, 22, QStringLiteral("b")}});
    EXPECT_EQ(subjectsIn(cli::linesOf(run)),
              (QStringList{QStringLiteral("127.0.0.1:2201"), QStringLiteral("ops@127.0.0.1:2202"),
                           QStringLiteral("web1 a"), QStringLiteral("web1 b")}));
}

TEST(HistoryTables, ColumnsStandUnderEachOtherWhateverTheScript)
{
    // Two columns each; an accent of its own, none.
    const QStringList hosts = {QStringLiteral("数据库"), QStringLiteral("サーバ"), QStringLiteral("서버01"),
                               QStringLiteral("cafe\u0301-1"), QStringLiteral("\U00020000\U00020001ab")};
    std::vector<history::TaskSubject> subjects;
    for (const QString &host : hosts)
        subjects.push_back({host, {}, 0, {}});
    const QStringList lines = cli::linesOf(runOn(subjects));
    const QStringList rows = lines.sliced(lines.indexOf(QString()) + 1);
    const QString rest = rows.value(0).sliced(hosts[0].size());
    ASSERT_TRUE(rest.startsWith(u"  S")) << rest.toStdString();
    for (qsizetype i = 0; i < rows.size(); ++i)
        EXPECT_EQ(rows[i], hosts[i] + rest) << "all are six columns wide";
}

TEST(HistoryTables, TargetsOnOneHostAreToldApartWhereTwoRunsAreCompared)
{
    const QString host = QStringLiteral("127.0.0.1");
    const auto before = runOn({{host, {}, 2201, {}}});
    const auto after = runOn({{host, {}, 2202, {}}});
    const auto comparison = report::compare(before, {}, after, {});
    const QString text = cli::linesOf(comparison, before, after).join(u'\n');
    EXPECT_TRUE(text.contains(u"127.0.0.1:2201") && text.contains(u"127.0.0.1:2202")) << text.toStdString();
}
