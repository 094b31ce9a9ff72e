#pragma once

#include "ui/log/log_announcer.h"

namespace regatta::ui {

class LogView;

/// Lets a screen reader read what is in sight. Once, by a view that is being made.
void makeAccessible(LogView &view);

/// Whoever is told of what is printed.
LogAnnouncer::Reader screenReaderOf(LogView &view);

/// The current row is another one now.
void announceCursor(LogView &view);

} // namespace regatta::ui
