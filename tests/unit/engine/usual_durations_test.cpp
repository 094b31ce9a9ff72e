#include "core/engine/usual_durations.h"

#include <gmock/gmock.h>

using namespace regatta;
using namespace std::chrono_literals;
using engine::usualDurations;
using history::PastTask;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

/// web1, web2 and web3, with one item each.
model::Manifest manifest()
{
    model::Manifest manifest;
    manifest.items.append({{{QStringLiteral("app"), QStringLiteral("a")}}});
    for (std::uint32_t i = 0; i < 3; ++i) {
        manifest.targets.append({.name = QStringLiteral("web%1").arg(i + 1)});
        manifest.tasks.push_back({{i}, {0}});
    }
    return manifest;
}

PastTask past(const char *host, base::Duration took, const char *item = "a")
{
    return {{QString::fromLatin1(host), {}, 0, QString::fromLatin1(item)}, took};
}

} // namespace

TEST(UsualDurations, NothingIsKnownWithoutAPast)
{
    EXPECT_THAT(usualDurations(manifest(), {}).byTask, IsEmpty());
}

TEST(UsualDurations, AreTheMedianOfTheSameHostAndItem)
{
    const std::vector<PastTask> tasks{past("web1", 10s), past("web1", 2s),      past("web1", 4s),
                                      past("web3", 7s),  past("web2", 9s, "b"), past("elsewhere", 1s)};
    EXPECT_THAT(
        usualDurations(manifest(), tasks).byTask,
        ElementsAre(std::optional<base::Duration>(4s), std::nullopt, std::optional<base::Duration>(7s)));
}

TEST(UsualDurations, TheirVariationIsThatOfTasksSeenMoreThanOnce)
{
    const std::vector<PastTask> same{past("web1", 4s), past("web1", 4s), past("web2", 1s)};
    EXPECT_DOUBLE_EQ(usualDurations(manifest(), same).variation, 0);
    const std::vector<PastTask> half{past("web1", 2s), past("web1", 4s), past("web1", 6s)};
    EXPECT_DOUBLE_EQ(usualDurations(manifest(), half).variation, 0.5);
    const std::vector<PastTask> once{past("web1", 4s)};
    EXPECT_GT(usualDurations(manifest(), once).variation, 0) << "one run says nothing about that";
}
