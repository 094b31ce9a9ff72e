#include "ui/run/details_view.h"

#include "tests/support/manual_clock.h"
#include "tests/ui/run/run_samples.h"
#include "tests/ui/run/ui_fixture.h"

#include <QFormLayout>
#include <QLabel>

#include <algorithm>
#include <cstdlib>

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

    /// What has more room than its lines need, or stands beside another's caption.
    QStringList driftedTexts() const
    {
        QStringList drifted;
        for (const QFormLayout *form : view.findChildren<QFormLayout *>()) {
            for (int row = 0; row < form->rowCount(); ++row) {
                const auto *value =
                    qobject_cast<QLabel *>(form->itemAt(row, QFormLayout::FieldRole)->widget());
                const auto *caption =
                    qobject_cast<QLabel *>(form->itemAt(row, QFormLayout::LabelRole)->widget());
                if (!value->isVisible())
                    continue;
                const QRect lines = value->fontMetrics().boundingRect(
                    QRect(0, 0, value->width(), 10'000), Qt::TextWordWrap | Qt::AlignLeft, value->text());
                const bool isAtTop = (value->alignment() & Qt::AlignVertical_Mask) == Qt::AlignTop;
                if (!isAtTop || value->height() >= lines.height() + value->fontMetrics().lineSpacing() ||
                    std::abs(caption->y() - value->y()) > 3)
                    drifted << value->text();
            }
        }
        return drifted;
    }

    bool says(const QString &words) const
    {
        const auto labels = view.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&words](const QLabel *label) {
            return label->isVisible() && label->text().contains(words);
        });
    }

    tests::ManualClock clock;
    RunModel tasks;
    DetailsView view;
};

TEST_F(DetailsViewTest, SaysWhyTheSshProgramReachesAHost)
{
    const auto words = [](const char *option) {
        return QStringLiteral("with the ssh program, because of \"%1\"").arg(QLatin1String(option));
    };
    engine::TaskUpdate update;
    update.task = model::TaskId{0};
    model::TaskRouted route;
    route.task = update.task;
    route.reachedAs.name = QStringLiteral("10.0.0.1");
    route.transport = model::TransportKind::OpenSsh;
    route.reason = QStringLiteral("controlmaster auto");
    update.route = route;
    tasks.merge(std::vector{update});
    tasks.announce();
    view.setTasks({model::TaskId{0}});
    EXPECT_TRUE(tests::waitFor([&] { return says(words("controlmaster auto")); }));
    view.setTasks({model::TaskId{1}});
    EXPECT_TRUE(tests::waitFor([&] { return !says(words("")) && !says(words("controlmaster auto")); }));
}

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

TEST_F(DetailsViewTest, EachTextStandsBesideItsCaptionWhenThePaneGetsWide)
{
    for (const int width : {220, 1300, 420}) {
        for (const std::uint32_t task : {0U, 1U, 0U}) {
            view.resize(width, 300);
            view.setTasks({model::TaskId{task}});
            EXPECT_TRUE(tests::waitFor([this] { return driftedTexts().isEmpty(); }))
                << width << driftedTexts().join(u'\n').toStdString();
            EXPECT_TRUE(cutTexts().isEmpty());
        }
    }
}

} // namespace
} // namespace regatta::ui
