#pragma once

#include "app/demo/descriptor.h"
#include "core/base/error.h"

#include <QString>

#include <memory>

#include <sys/types.h>

namespace regatta::demo {

/// A small process that outlives ours, whatever ends it: as soon as the other end of its pipe is closed, it
/// kills every process whose HOME lies in the folder, and removes the folder.
class Janitor
{
public:
    static base::Expected<std::unique_ptr<Janitor>> start(const QString &folder);
    /// Lets it do its work and waits for it.
    ~Janitor();
    Q_DISABLE_COPY_MOVE(Janitor)

private:
    Janitor() = default;

    Descriptor m_leash; ///< the end of the pipe that its life hangs on
    pid_t m_pid = -1;
};

} // namespace regatta::demo
