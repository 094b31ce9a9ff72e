#pragma once

#include "ui/run/run_notice.h"

namespace regatta::ui {

class RunActions;
class RunModel;
class RunSession;

/// What has to be decided now, the most urgent thing first; nothing once the run has ended.
std::optional<Notice> noticeFor(const RunSession &session, const RunModel &tasks, RunActions &actions);

} // namespace regatta::ui
