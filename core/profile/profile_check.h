#pragma once

#include "core/model/profile.h"
#include "core/profile/problem.h"

#include <QList>

namespace regatta::profile {

/// What is wrong with a profile, by the rules that need no file: nothing empty that must not be, numbers in
/// their ranges, well-formed names, placeholders, waves. For profiles that come from the editor or from
/// command-line options; the reader applies the same. The problems have no line. Node sets are not looked
/// into.
///
/// A placeholder that nothing in the profile defines is a warning here (UnknownPlaceholder), because the
/// command line can still define it; where no more definitions can come, it is an error of the run's plan.
QList<Problem> check(const model::Profile &profile);

/// What a wave or stop_after_failures may say: "5", or "10%" (1% to 100%).
bool isAmount(const QString &text);

/// True if an entry holds nothing but its node set, and so is written as a string rather than an object.
bool isPlain(const model::TargetEntry &entry);

} // namespace regatta::profile
