#pragma once

#include "core/model/profile.h"
#include "tests/ui/run/held_transport.h"
#include "ui/run/window_services.h"
#include "ui/settings/settings.h"

#include <QSettings>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <QTest>

namespace regatta::tests {

/// Runs the event loop until it is so, or five seconds have passed.
template <typename Condition>
bool waitFor(Condition condition)
{
    return QTest::qWaitFor(condition, 5'000);
}

/// `targets` hosts "host1"... with one step.
inline model::Profile profileOf(int targets, int parallel = 2)
{
    model::Profile profile;
    profile.name = QStringLiteral("Restart");
    profile.targets = {{.nodeSet = QStringLiteral("host[1-%1]").arg(targets)}};
    profile.steps = {{.name = QStringLiteral("restart"), .run = QStringLiteral("restart {{host}}")}};
    profile.parallel = parallel;
    return profile;
}

class UiFixture : public testing::Test
{
protected:
    UiFixture() { QSettings().clear(); }

    static engine::ConnectionSettings connection()
    {
        engine::ConnectionSettings settings;
        settings.localUser = QStringLiteral("me");
        settings.home = QStringLiteral("/nowhere");
        return settings;
    }

    QTemporaryDir spoolFolder;
    HeldTransport transport;
    base::SteadyClock clock;
    ui::Settings settings;
    ui::WindowServices services{[this](model::TransportKind) -> transport::Transport & { return transport; },
                                clock, connection(), spoolFolder.path(), settings};
};

} // namespace regatta::tests
