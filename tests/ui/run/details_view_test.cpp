#include "ui/run/details_view.h"

#include "tests/support/manual_clock.h"
#include "tests/ui/run/run_samples.h"
#include "tests/ui/run/ui_fixture.h"

#include <QLabel>

namespace regatta::ui {
namespace {

class DetailsViewTest : public testing::Test
{
protected:
    DetailsViewTest()
        : tasks(clock)
        , view(tasks)
    {
        model::Profile profile = tests::profileOf(2);
        profile.steps[0].run = QStringLiteral("echo hello from {{host}}; ") +
                               QStringLiteral("echo another one of many words; ").repeated(8);
        const auto plan = engine::RunPlan::make(profile, {}).value();
        tasks.reset(plan.manifest());
        tasks.begin(clock.now());
        engine::TaskUpdate unreachable = tests::finishedUpdate(0, model::Outcome::Unreachable, clock.now());
        unreachable.finished->result.error = base::Error{base::ErrorCode::ConnectionRefused, {}};
        tasks.merge(
            std::vector{unreachable, tests::finishedUpdate(1, model::Outcome::Succeeded, clock.now())});
        tasks.announce();
        view.setPlan(plan);
        view.resize(420, 300);
        view.show();
    }

    /// Of what is said about a task, what has no room for all of its lines.
    QStringList cutTexts() const
    {
        QStringList cut;
        for (const QLabel *label : view.findChildren<QLabel *>()) {
            if (label->isVisible() && label->wordWrap() &&
                label->height() < label->heightForWidth(label->width()))
                cut << label->text();
        }
        return cut;
    }

    tests::ManualClock clock;
    RunModel tasks;
    DetailsView view;
};

TEST_F(DetailsViewTest, NoLineIsCutWhenFewerRowsFollowMany)
{
    for (const std::uint32_t task : {0U, 1U, 0U}) {
        view.setTasks({model::TaskId{task}});
        EXPECT_TRUE(tests::waitFor([this] { return cutTexts().isEmpty(); }))
            << cutTexts().join(u'\n').toStdString();
    }
}

TEST_F(DetailsViewTest, NoLineIsCutWhenThePaneGetsNarrow)
{
    view.setTasks({model::TaskId{1}});
    view.resize(220, 300);
    EXPECT_TRUE(tests::waitFor([this] { return cutTexts().isEmpty(); }));
}

} // namespace
} // namespace regatta::ui
