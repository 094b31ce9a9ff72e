#pragma once

#include "core/base/error.h"
#include "core/model/manifest.h"

#include <QByteArray>

namespace regatta::profile {

/// A manifest as JSON, with its profile as in a .regatta file. Tasks are left out where they are all targets
/// with all items.
QByteArray serialize(const model::Manifest &manifest);

/// Errors: SyntaxError, NewerSchema; whatever does not fit together (a task without its target) is a
/// SyntaxError too.
base::Expected<model::Manifest> manifestFrom(const QByteArray &json);

} // namespace regatta::profile
