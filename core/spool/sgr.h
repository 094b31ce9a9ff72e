#pragma once

#include "core/spool/terminal_text.h"

namespace regatta::spool {

/// Applies the parameters of one "select graphic rendition" sequence (ECMA-48 8.3.117, with xterm's 38 and 48
/// for 256 and true colours, separated by semicolons or, as ITU T.416 has it, colons) to a style. What isn't
/// known or is out of range is passed over.
void applySgr(QByteArrayView parameters, TextStyle &style);

} // namespace regatta::spool
