#pragma once

#include "core/base/error.h"

#include <QByteArray>

#include <optional>

namespace regatta::transport::copy {

/// Why a file of this machine, or a folder with all that is below it, can't be copied from; nothing if it
/// can. Blocks while it looks, at names and rights but not at contents.
std::optional<base::Error> whyUnreadable(const QByteArray &path);

} // namespace regatta::transport::copy
