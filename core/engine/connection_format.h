#pragma once

#include "core/engine/endpoint_resolver.h"

#include <QByteArray>

namespace regatta::engine {

/// Connection settings as JSON, for the history. They name key files; no secret is among them.
QByteArray serialize(const ConnectionSettings &settings);

/// What is missing has its default: this user's name and home folder.
ConnectionSettings connectionFrom(const QByteArray &json);

} // namespace regatta::engine
