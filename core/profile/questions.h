#pragma once

#include "core/model/profile.h"

namespace regatta::profile {

/// What the profile wants to be asked and no variable answers, in the order of the file.
QList<model::Question> openQuestions(const model::Profile &profile);

/// The profile with "<name>" for each answer that is missing: to be looked at and checked, not to be run.
model::Profile withStandIns(model::Profile profile);

} // namespace regatta::profile
