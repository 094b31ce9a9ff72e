#pragma once

#include "core/base/clock.h"
#include "core/history/error.h"
#include "core/history/records.h"

#include <vector>

namespace regatta::history {

/// One task that has succeeded, and how long its commands took then.
struct PastTask
{
    TaskSubject subject;
    base::Duration took{};

    bool operator==(const PastTask &) const = default;
};

/// What earlier runs of a profile tell about its next one.
struct ProfilePast
{
    QDateTime lastStartedAt;              ///< invalid: it never ran
    std::vector<TaskSubject> lastTargets; ///< of the last run that was no retry, in order, without items
    std::vector<PastTask> tasks;          ///< of the last three runs that came to their end

    bool operator==(const ProfilePast &) const = default;
};

/// Reads the history as HistoryReader does: blocks on the disk, on any thread. `file` is the history's,
/// `profilePath` as RunStart has it; a profile without a path has no past.
Expected<ProfilePast> pastOfProfile(const QString &file, const QString &profilePath);

} // namespace regatta::history
