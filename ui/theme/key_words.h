#pragma once

#include <QKeySequence>
#include <QString>

namespace regatta::ui {

/// What a tool tip says of something that has keys: "Find runs (Ctrl+F)".
QString withKeys(const QString &words, const QKeySequence &keys);

} // namespace regatta::ui
