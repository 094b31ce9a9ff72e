#include "core/engine/usual_durations.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace regatta::engine {

namespace {

/// As long as no task has been seen twice.
constexpr double unknownVariation = 0.25;

QString keyOf(const QString &address, const QString &item)
{
    return address + QChar(u'\0') + item;
}

base::Duration median(std::vector<base::Duration> &durations)
{
    const auto middle = durations.begin() + durations.size() / 2;
    std::nth_element(durations.begin(), middle, durations.end());
    return *middle;
}

} // namespace

UsualDurations usualDurations(const model::Manifest &manifest, std::span<const history::PastTask> past)
{
    UsualDurations usual;
    if (past.empty())
        return usual;
    QHash<QString, std::vector<base::Duration>> seen;
    for (const history::PastTask &task : past) {
        const auto &[host, user, port, item] = task.subject;
        seen[keyOf(model::address({.name = host, .user = user, .port = port, .variables = {}}), item)]
            .push_back(task.took);
    }
    double squares = 0;
    size_t repeated = 0;
    QHash<QString, base::Duration> medians;
    for (auto one = seen.begin(); one != seen.end(); ++one) {
        const base::Duration middle = median(one.value());
        medians.insert(one.key(), middle);
        if (one.value().size() < 2 || middle.count() <= 0)
            continue;
        for (const base::Duration duration : one.value())
            squares += std::pow(double((duration - middle).count()) / double(middle.count()), 2);
        repeated += one.value().size() - 1;
    }
    usual.variation = repeated > 0 ? std::sqrt(squares / double(repeated)) : unknownVariation;
    usual.byTask.resize(manifest.taskCount());
    for (std::uint32_t id = 0; id < usual.byTask.size(); ++id) {
        const auto found =
            medians.constFind(keyOf(model::address(manifest.target({id})), manifest.item({id}).label()));
        if (found != medians.constEnd())
            usual.byTask[id] = *found;
    }
    return usual;
}

} // namespace regatta::engine
