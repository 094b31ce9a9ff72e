#pragma once

#include "core/profile/problem.h"
#include "core/targets/hosts_file.h"

#include <QString>

namespace regatta::text {

/// "FILE:3:14: steps[0].timeout: ... Found: -1. Possible: ...". Without a file, or a line, these are left
/// out.
QString sentence(const profile::Problem &problem, const QString &file);

/// The place in the expression, and what is wrong there.
QString sentence(const targets::NodeSetError &error);

/// The same with the file and its line.
QString sentence(const targets::HostsFileError &error, const QString &file);

} // namespace regatta::text
