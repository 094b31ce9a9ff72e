#pragma once

namespace regatta::ui {

class LogView;

/// Lets a screen reader read what is in sight. Once, by a view that is being made.
void makeAccessible(LogView &view);

/// The current row is another one now.
void announceCursor(LogView &view);

} // namespace regatta::ui
