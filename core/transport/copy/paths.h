#pragma once

#include <QByteArray>

#include <utility>

namespace regatta::transport::copy {

/// The folder of a path with its "/", and its last name.
std::pair<QByteArray, QByteArray> splitPath(const QByteArray &path);

/// But for the root.
QByteArray withoutSlash(QByteArray path);

} // namespace regatta::transport::copy
