#pragma once

#include <QKeySequence>
#include <QString>

namespace regatta::ui {

/// What a tool tip says of something that has keys: "Find runs (Ctrl+F)".
QString withKeys(const QString &words, const QKeySequence &keys);

/// What a menu says, for a button: "Pause" of "&Pause…", and of "Pause(&P)…" as languages write it whose
/// script has no such letters.
QString withoutMnemonic(QString text);

} // namespace regatta::ui
