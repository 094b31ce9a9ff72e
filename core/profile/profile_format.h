#pragma once

#include <QLatin1StringView>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

/// What reader, checker and writer of .regatta files have to agree about. resources/schema holds the same as
/// a JSON schema; a test keeps the two in step.
namespace regatta::profile::format {

using namespace Qt::StringLiterals;

constexpr int version = 1;
constexpr qint64 mostBytes = 64 * 1024 * 1024;

/// Levels of arrays and objects; Qt's own reader stops at 1024.
constexpr int mostLevels = 512;

/// Time-outs end up in QTimer, which counts milliseconds in an int.
constexpr int mostSeconds = std::numeric_limits<int>::max() / 1000;

/// 0 means no limit, so what is more than nothing must not become it.
inline std::chrono::milliseconds millisecondsOf(double seconds)
{
    return std::chrono::milliseconds(seconds > 0 ? std::max(std::llround(seconds * 1000), 1LL) : 0);
}

constexpr int mostParallel = 1'000'000;
constexpr int mostAttempts = 1'000;
constexpr int mostBackoff = 1'000;

/// sshd's own limit for connections that have not logged in is 100 unless it is told otherwise (MaxStartups).
constexpr int mostJumpHandshakes = 1'000;

// The keys of each object, in the order in which they are written.
inline constexpr QLatin1StringView profileKeys[] = {"regatta"_L1,
                                                    "name"_L1,
                                                    "description"_L1,
                                                    "environment"_L1,
                                                    "targets"_L1,
                                                    "exclude"_L1,
                                                    "groups"_L1,
                                                    "matrix"_L1,
                                                    "steps"_L1,
                                                    "parallel"_L1,
                                                    "parallel_per_target"_L1,
                                                    "caps"_L1,
                                                    "waves"_L1,
                                                    "wave_by"_L1,
                                                    "approve_waves"_L1,
                                                    "stop_after_failures"_L1,
                                                    "stop_after_unreachable"_L1,
                                                    "failures_per_wave"_L1,
                                                    "timeouts"_L1,
                                                    "retry"_L1,
                                                    "transport"_L1,
                                                    "ssh"_L1,
                                                    "variables"_L1,
                                                    "ask"_L1};
inline constexpr QLatin1StringView targetKeys[] = {"host"_L1, "user"_L1, "port"_L1, "vars"_L1};
inline constexpr QLatin1StringView stepKeys[] = {
    "name"_L1, "run"_L1,        "push"_L1,   "pull"_L1,  "to"_L1,         "mode"_L1, "timeout"_L1,
    "when"_L1, "on_failure"_L1, "become"_L1, "stdin"_L1, "stdin_file"_L1, "env"_L1,  "pty"_L1};
inline constexpr QLatin1StringView timeoutKeys[] = {"connect"_L1, "log_in"_L1, "step"_L1, "silence"_L1,
                                                    "run"_L1};
inline constexpr QLatin1StringView retryKeys[] = {"attempts"_L1, "delay"_L1, "backoff"_L1, "on"_L1};
inline constexpr QLatin1StringView sshKeys[] = {"user"_L1, "port"_L1, "identity"_L1, "jump"_L1,
                                                "jump_handshakes"_L1};
inline constexpr QLatin1StringView askKeys[] = {"name"_L1, "prompt"_L1};

// The words that a key may hold.
inline constexpr QLatin1StringView environments[] = {"development"_L1, "staging"_L1, "production"_L1};
inline constexpr QLatin1StringView stepConditions[] = {"success"_L1, "failure"_L1, "always"_L1};
inline constexpr QLatin1StringView failureWays[] = {"stop"_L1, "go_on"_L1};
inline constexpr QLatin1StringView transports[] = {"libssh"_L1, "openssh"_L1, "local"_L1};

/// Outcomes that another attempt may change. A host key that was refused stays refused.
inline constexpr QLatin1StringView retriedOutcomes[] = {
    "unreachable"_L1, "connection_lost"_L1, "timed_out"_L1, "command_failed"_L1, "authentication_failed"_L1};

} // namespace regatta::profile::format
