#pragma once

#include "core/model/manifest.h"
#include "ui/log/log_feed.h"
#include "ui/log/log_view.h"
#include "ui/log/run_log.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace regatta::tests {

/// A view of what two hosts print.
class LogViewFixture : public testing::Test
{
protected:
    void SetUp() override
    {
        auto manifest = std::make_shared<model::Manifest>();
        manifest->targets = {{.name = QStringLiteral("web1")}, {.name = QStringLiteral("web2")}};
        manifest->items = {model::Item{}};
        manifest->tasks = {{{0}, {0}}, {{1}, {0}}};
        manifest->identity.startedAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000);
        log = ui::RunLog::create(folder.path(), QStringLiteral("run"), clock).value();
        view.resize(600, 200);
        view.show();
        feed.setLog(log.get(), manifest);
    }
    void TearDown() override { feed.setLog(nullptr, nullptr); }

    void print(std::uint32_t task, const QByteArray &bytes,
               model::OutputStream stream = model::OutputStream::Stdout)
    {
        log->listener()->taskEvent(model::TaskOutput{model::TaskId{task}, 1, 0, stream, bytes, clock.now()});
    }

    void waitForRows(qint64 rows)
    {
        ASSERT_TRUE(QTest::qWaitFor([&] { return view.rowCount() == rows; })) << view.rowCount();
    }

    /// Everything that the view shows, once it has that many rows.
    QString textOnceThereAre(qint64 rows)
    {
        waitForRows(rows);
        view.selectAll();
        return requested(view.requestOf(false));
    }

    QString requested(const ui::LogTextRequest &request)
    {
        QSignalSpy made(&feed, &ui::LogFeed::textMade);
        feed.makeText(request);
        EXPECT_TRUE(made.wait(5'000));
        return made.isEmpty() ? QString() : made.first().first().toString();
    }

    base::SteadyClock clock;
    QTemporaryDir folder;
    std::unique_ptr<ui::RunLog> log;
    ui::LogFeed feed;
    ui::LogView view{feed};
};

} // namespace regatta::tests
