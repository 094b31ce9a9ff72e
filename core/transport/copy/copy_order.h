#pragma once

#include "core/model/profile.h"

#include <QByteArray>

#include <optional>

namespace regatta::transport {

/// What is copied where, with all placeholders filled in. Paths are bytes; of a host's, relative ones begin
/// where a log-in does.
struct CopyOrder
{
    model::FileCopy::Direction direction = model::FileCopy::Direction::Push;
    QByteArray from;
    QByteArray to;               ///< with "/" at its end: the folder to copy into, under the same name
    std::optional<quint32> mode; ///< of files; unset: as at the source

    bool operator==(const CopyOrder &) const = default;
};

/// The path that the copy has in the end.
QByteArray destinationOf(const CopyOrder &order);

/// How far a copy got, in bytes of files.
struct CopyProgress
{
    qint64 done = 0;
    qint64 total = 0; ///< 0 until it is known

    bool operator==(const CopyProgress &) const = default;
};

} // namespace regatta::transport
