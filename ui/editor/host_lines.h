#pragma once

#include "core/model/profile.h"

#include <QList>
#include <QString>

namespace regatta::ui {

/// A profile's targets as lines of text, a node set each, and back. What else the file says of a target
/// (user, port, variables) stays with its line as long as the line's text does.
QString hostLines(const QList<model::TargetEntry> &entries);
QList<model::TargetEntry> entriesOf(const QString &lines, const QList<model::TargetEntry> &before);

/// Hosts from what was pasted: separated by line ends, blanks, commas outside of brackets, or semicolons; "#"
/// begins a comment.
QString linesFromPaste(const QString &pasted);

} // namespace regatta::ui
