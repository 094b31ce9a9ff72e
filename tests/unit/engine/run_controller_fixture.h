#pragma once

#include "core/engine/run_controller.h"
#include "tests/support/event_log.h"
#include "tests/support/fake_transport.h"
#include "tests/support/manual_clock.h"

#include <QCoreApplication>
#include <QTest>

#include <gtest/gtest.h>

namespace regatta::tests {

inline model::Profile profileOf(int targets, int parallel)
{
    model::Profile profile;
    profile.targets = {{.nodeSet = QStringLiteral("h[1-%1]").arg(targets)}};
    profile.steps = {{.run = QStringLiteral("work {{index}}")}};
    profile.parallel = parallel;
    return profile;
}

/// A run whose hosts the test plays.
class RunControllerTest : public testing::Test
{
protected:
    void begin(const model::Profile &profile)
    {
        engine::ConnectionSettings connection;
        connection.localUser = QStringLiteral("alice");
        controller =
            std::make_unique<engine::RunController>(engine::RunPlan::make(profile, connection).value(),
                                                    engine::RunServices{transport, clock, nullptr, {log}});
        controller->start();
    }

    /// Lets what the hosts did reach the controller.
    void settle()
    {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents();
    }

    /// Where the time between two attempts has to pass.
    bool waitForStarts(size_t count)
    {
        return QTest::qWaitFor([&] { return transport.started().size() == count; }, 5000);
    }

    QByteArrayList commands() const
    {
        QByteArrayList lines;
        for (const transport::Execution &execution : transport.started())
            lines << execution.command;
        return lines;
    }

    std::vector<model::Outcome> outcomes() const
    {
        std::vector<model::Outcome> byTask(log->all<model::TaskFinished>().size());
        for (const model::TaskFinished &event : log->all<model::TaskFinished>())
            byTask.at(event.task.value) = event.result.outcome;
        return byTask;
    }

    ManualClock clock;
    FakeTransport transport{clock};
    std::shared_ptr<EventLog> log = std::make_shared<EventLog>();
    std::unique_ptr<engine::RunController> controller;
};

} // namespace regatta::tests
