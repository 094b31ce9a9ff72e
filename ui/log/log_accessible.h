#pragma once

namespace regatta::ui {

class LogView;

/// From now on, screen readers read the rows of every log that are in sight. Calling it again changes
/// nothing.
void makeLogsAccessible();

/// The rows in sight, or the current one, are others now.
void announceLogChange(LogView &view);

} // namespace regatta::ui
