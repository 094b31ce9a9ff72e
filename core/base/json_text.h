#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace regatta::base {

/// UTF-8 as it stands between the quotes of a JSON string. Pieces may end anywhere.
void appendJsonEscaped(QByteArray &out, QByteArrayView utf8);

} // namespace regatta::base
