#pragma once

namespace regatta::ui {

class LogView;

/// Lets a screen reader read what is in sight. Once, by a view that is being made.
void makeAccessible(LogView &view);

/// The rows in sight, or the current one, are others now.
void announceLogChange(LogView &view);

} // namespace regatta::ui
