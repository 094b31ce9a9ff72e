#pragma once

#include "core/transport/transport.h"

#include <QStringList>

namespace regatta::transport::openssh {

/// What the ssh program is called with to run this execution's command, without asking anybody anything, its
/// log going to ChildProcess::logPath(). Jump hosts are reached by `program` too, which logs to the same.
QStringList sshArguments(const Execution &execution, const QString &program);

/// A path as a value of ssh_config(5): in quotes, and with nothing in it that ssh would expand.
QString configValue(const QString &path);

} // namespace regatta::transport::openssh
