#pragma once

#include "core/base/error.h"

#include <QString>

namespace regatta::demo {

/// What the demo hosts run in place of docker: a small shell script that says that it is one.
struct DockerStandIn
{
    int host = 1;              ///< from 1; decides how long each container takes, 0.3 to 1.5 s
    int failingContainer = -1; ///< the number n of the app-n that can't be restarted; -1: none
};

constexpr int containersPerHost = 10; ///< app-0 to app-9

/// Writes an executable file named "docker" into the folder. Errors: FileUnwritable.
base::Expected<void> writeDockerStandIn(const QString &folder, const DockerStandIn &docker);

} // namespace regatta::demo
