#pragma once

#include <QStringView>

namespace regatta::cli {

/// How many columns of a terminal a text takes: two for a character that East Asian fonts draw as wide as it
/// is high, none for a mark that joins the one before it. Unicode's UAX #11, in whole blocks.
qsizetype displayWidth(QStringView text);

} // namespace regatta::cli
