#include "app/data_folder.h"
#include "app/window/windows.h"
#include "tests/ui/run/ui_fixture.h"
#include "tests/unit/history/history_samples.h"

#include <QFileInfo>

namespace regatta::app {
namespace {

/// The program's own history, in a home folder of the test's.
class HistoryLimitTest : public testing::Test
{
protected:
    HistoryLimitTest()
    {
        QSettings().clear();
        qputenv("HOME", QFile::encodeName(home.path()));
    }
    ~HistoryLimitTest() override { qputenv("HOME", m_homeBefore); }

    /// A run that printed so much; of a file without content, since only its size counts.
    static void keepRun(const QString &id, int second, qint64 bytes)
    {
        ASSERT_TRUE(QDir().mkpath(spoolFolder()));
        QFile spool(QFileInfo(historyFile()).dir().filePath(spoolName(id)));
        ASSERT_TRUE(spool.open(QIODevice::WriteOnly) && spool.resize(bytes));
        history::RunStart start = tests::runStart(id);
        start.startedAt = start.startedAt.addSecs(second);
        start.spool = spoolName(id);
        history::HistoryWriter writer(historyFile());
        writer.begin(start);
        writer.end(id, {});
    }

    static bool waitForRuns(const QStringList &wanted)
    {
        return tests::waitFor([&] {
            QStringList kept;
            const auto runs = history::HistoryReader(historyFile()).runs();
            for (const history::RunOverview &run : runs.value_or(QList<history::RunOverview>()))
                kept << run.id;
            return runs && kept == wanted;
        });
    }

    QTemporaryDir home;
    ui::Settings settings;

private:
    const QByteArray m_homeBefore = qgetenv("HOME");
};

TEST_F(HistoryLimitTest, TheSettingCountsAtOnceAndAtTheNextStart)
{
    constexpr qint64 gigabytes = 1'000'000'000;
    keepRun(QStringLiteral("old"), 0, 2 * gigabytes);
    keepRun(QStringLiteral("new"), 1, 2 * gigabytes);
    ASSERT_TRUE(waitForRuns({QStringLiteral("new"), QStringLiteral("old")}));
    settings.set(ui::Setting::HistoryGigabytes, 3);
    settings.set(ui::Setting::LimitsHistory, 1);
    const Windows windows(settings);
    EXPECT_TRUE(waitForRuns({QStringLiteral("new")}));
    settings.set(ui::Setting::HistoryGigabytes, 1);
    EXPECT_TRUE(waitForRuns({}));
}

} // namespace
} // namespace regatta::app
