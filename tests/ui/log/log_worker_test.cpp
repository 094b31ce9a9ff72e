#include "ui/log/log_worker.h"

#include "ui/log/log_feed.h"
#include "ui/log/run_log.h"

#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

using namespace regatta;
using namespace std::chrono_literals;

TEST(LogFeed, NamesTellTargetsApart)
{
    model::Manifest manifest;
    manifest.items = {model::Item()};
    manifest.targets = {{.name = QStringLiteral("a"), .port = 1}, {.name = QStringLiteral("a"), .port = 2}};
    manifest.tasks = {{{0}, {0}}, {{1}, {0}}};
    ui::LogFeed feed;
    feed.setLog(nullptr, std::make_shared<const model::Manifest>(manifest));
    EXPECT_EQ(ui::logNameOf(feed.manifest().get(), {1}), QStringLiteral("a:2"));
}

TEST(LogWorker, WhatNobodyWantsAnyMoreLeavesNoFile)
{
    const QTemporaryDir folder;
    const base::SteadyClock clock;
    const auto log = ui::RunLog::create(folder.path(), QStringLiteral("run"), clock).value();
    log->listener()->taskEvent(
        model::TaskOutput{model::TaskId{0}, 1, 0, model::OutputStream::Stdout, "a\nb\n", clock.now()});
    ui::LogWorker worker;
    ASSERT_TRUE(QTest::qWaitFor([&] { return log->index()->extent().lines == 2; }));
    worker.open(1, log->reader(), log->index(), nullptr, {});
    std::stop_source stop;
    ui::LogTextRequest request{.last = 1, .path = folder.filePath(QStringLiteral("log.txt"))};
    request.stop = stop.get_token();
    stop.request_stop();
    worker.makeText(request);
    EXPECT_FALSE(QFile::exists(request.path));
    request.stop = {};
    worker.makeText(request);
    EXPECT_TRUE(QFile::exists(request.path));
}

TEST(LogWorker, NewsOfALogThatWasClosedAreNobodys)
{
    const base::SteadyClock clock;
    const QTemporaryDir folder;
    const auto log = ui::RunLog::create(folder.path(), QStringLiteral("run"), clock).value();
    ui::LogWorker worker;
    int counted = 0;
    QObject::connect(&worker, &ui::LogWorker::counted, &worker, [&counted] { ++counted; });
    worker.open(1, log->reader(), log->index(), nullptr, {});
    worker.grow(); // within one frame
    EXPECT_EQ(counted, 1);
    worker.open(2, nullptr, nullptr, nullptr, {});
    bool isLater = false;
    QTimer::singleShot(100ms, Qt::PreciseTimer, &worker, [&isLater] { isLater = true; });
    ASSERT_TRUE(QTest::qWaitFor([&isLater] { return isLater; }));
    EXPECT_EQ(counted, 1);
}
