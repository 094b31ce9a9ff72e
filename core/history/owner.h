#pragma once

#include <QString>

namespace regatta::history {

/// The process that a run goes on in. Numbers of processes are given anew, so its start belongs to it.
struct Owner
{
    qint64 process = 0;
    QString start; ///< the machine's boot and the process's start since then, as Linux tells them

    bool operator==(const Owner &) const = default;
};

Owner thisProcess();

/// Whether that very process still runs on this machine.
bool isAlive(const Owner &owner);

} // namespace regatta::history
