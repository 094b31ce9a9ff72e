#pragma once

#include "tests/ui/run/ui_fixture.h"
#include "ui/run/run_pane.h"

#include <QDialog>
#include <QSignalSpy>

namespace regatta::tests {

/// A pane whose runs go through the held transport.
class RunPaneFixture : public UiFixture
{
protected:
    RunPaneFixture()
    {
        pane.resize(1200, 800);
        pane.show();
    }

    void show(const model::Profile &profile)
    {
        pane.setProfile(profile, QStringLiteral("/job.regatta"), connection());
    }

    QDialog *dialog(const char *name) { return pane.findChild<QDialog *>(QString::fromLatin1(name)); }
    template <typename T>
    T *part(const char *name)
    {
        return pane.findChild<T *>(QString::fromLatin1(name));
    }

    /// Starts a run and waits until its first tasks are at the transport.
    void begin(const model::Profile &profile, int expected)
    {
        show(profile);
        pane.runWithoutAsking();
        ASSERT_TRUE(waitFor([&] { return transport.startedCount() == expected; }));
    }

    void endAll(model::Outcome outcome)
    {
        QSignalSpy finished(&pane, &ui::RunPane::runFinished);
        while (finished.isEmpty()) {
            ASSERT_TRUE(waitFor([&] { return transport.heldCount() > 0 || !finished.isEmpty(); }));
            while (transport.heldCount() > 0)
                transport.endOldest(outcome);
        }
    }

    ui::RunPane pane{services};
};

} // namespace regatta::tests
