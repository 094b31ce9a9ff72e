#pragma once

#include "core/base/error.h"
#include "core/model/profile.h"

#include <QByteArray>
#include <QString>

namespace regatta::profile {

/// The text of a .regatta file: UTF-8, ends in a new line. It holds the required keys, what differs from the
/// defaults, and the unknown keys; parse() makes an equal profile of it, provided that check() finds no
/// error.
QByteArray serialize(const model::Profile &profile);

/// Writes a file as a whole or not at all: on an error (FileUnwritable, with the system's words, or the path
/// of what is no regular file) the old file is as it was. Permissions of an existing file stay; a symbolic
/// link stays one, and what it points at is replaced. Pipes and devices are left alone. An unsound profile is
/// saved too: it is a person's unfinished work.
base::Expected<void> save(const QString &path, const model::Profile &profile);

} // namespace regatta::profile
