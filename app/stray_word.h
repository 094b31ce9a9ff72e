#pragma once

#include <QString>
#include <QStringList>

namespace regatta::app {

/// Of what was said to the program without a verb: a sentence about the first word that is no option, no
/// option's value and no file, most likely a verb that is misspelt. Empty: there is none.
QString complaintAboutStrayWord(const QStringList &words);

} // namespace regatta::app
