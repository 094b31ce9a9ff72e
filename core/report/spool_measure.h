#pragma once

#include "core/history/interruption.h"

namespace regatta::report {

/// What the history asks about the spools of interrupted runs. Any thread.
history::SpoolMeasure spoolMeasure();

} // namespace regatta::report
