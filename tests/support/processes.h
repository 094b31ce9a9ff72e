#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <chrono>

#include <sys/types.h>

namespace regatta::tests {

/// Runs a program to its end, without input and output; its exit code, or -1. Not with QProcess, whose way to
/// fork ThreadSanitizer doesn't survive once there are threads.
int runProgram(const QStringList &words);

/// All processes below this one as they stand in /proc, parents before their children.
QList<pid_t> descendantsOf(pid_t process);

/// All processes whose initial environment holds this NAME=value, whoever their parent is now.
QList<pid_t> processesWithEnvironment(const QByteArray &nameAndValue);

/// Kills in the given order, and returns when they are gone.
void killAll(const QList<pid_t> &processes);

/// Whether no process with this NAME=value is left before the time is up, nor has begun meanwhile.
bool areGoneUntil(std::chrono::steady_clock::time_point deadline, const QByteArray &nameAndValue);

/// Whether a process of this id is there and isn't a zombie.
bool isAlive(pid_t process);

} // namespace regatta::tests
