#pragma once

#include "core/model/target.h"

#include <QList>
#include <QStringList>

namespace regatta::targets {

/// Names as one short expression, "web[01-10,15].example.org": the way back from expand() and expandWords(),
/// which name exactly these again. Keeps padding, forgets duplicates and order, never writes steps. Several
/// numbers in a name fold where whole products are there: "10.1.[0-3].[1-250]". Empty for no names. The
/// result depends on the set of names alone.
QString fold(const QStringList &names);

/// The same for the targets' addresses.
QString fold(const QList<model::Target> &targets);

} // namespace regatta::targets
