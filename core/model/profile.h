#pragma once

#include "core/model/target.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace regatta::model {

enum class TransportKind { LibSsh, OpenSsh, Local };

enum class Environment { None, Development, Staging, Production };

/// One line of a profile's host list: a node-set expression (which may say "@group"), and what it is given.
struct TargetEntry
{
    QString nodeSet;
    QString user;
    quint16 port = 0;
    QMap<QString, QString> variables;
    QJsonObject unknown = {}; ///< as Profile::unknown

    bool operator==(const TargetEntry &) const = default;
};

/// After what a step runs: a clean-up step is one that runs on failure or always.
enum class StepCondition {
    Success, ///< no step before it has failed, or those that did let the task go on
    Failure, ///< one has failed
    Always,
};

/// A file or folder that a step takes to the target, or from there. Both paths are templates.
struct FileCopy
{
    enum class Direction { Push, Pull };

    Direction direction = Direction::Push;
    QString from;
    QString to;
    QString mode; ///< of files, in octal ("0644"); empty: as at the source

    bool operator==(const FileCopy &) const = default;
};

/// One command of the list, a template with {{placeholders}}; or a copy.
struct Step
{
    QString name;
    QString run;                                      ///< empty if it copies
    std::optional<std::chrono::milliseconds> timeout; ///< unset: Profile::timeouts.step
    std::optional<FileCopy> copy = {};
    StepCondition when = StepCondition::Success;
    bool goesOn = false;                   ///< the steps after it run although it failed; the task has failed
    QString become = {};                   ///< the user that sudo makes of us; empty: none
    QString input = {};                    ///< text for its standard input
    QString inputFile = {};                ///< a local file for it, as SshSettings::identity is written
    QMap<QString, QString> variables = {}; ///< environment variables; values are templates
    bool hasPty = false;
    QJsonObject unknown = {}; ///< as Profile::unknown

    bool operator==(const Step &) const = default;
};

/// One axis of the matrix: every value of it is combined with every value of the others. Values are node-set
/// expressions ("app-[0-9]") as written.
struct MatrixAxis
{
    QString name;
    QStringList values;

    bool operator==(const MatrixAxis &) const = default;
};

/// 0 means no limit.
struct Timeouts
{
    /// Name look-up to the end of the key exchange. Unset: ConnectTimeout of the ssh configuration, else the
    /// usual one.
    std::optional<std::chrono::milliseconds> connect;
    std::chrono::milliseconds logIn{60'000}; ///< from there, without waiting for a person
    std::chrono::milliseconds step{0};       ///< one command, from its start
    std::chrono::milliseconds silence{0};    ///< since the command last printed
    std::chrono::milliseconds run{0};        ///< the whole run, from its start
    QJsonObject unknown = {};                ///< as Profile::unknown

    static constexpr std::chrono::milliseconds usualConnect{10'000};
    std::chrono::milliseconds connectLimit() const { return connect.value_or(usualConnect); }

    bool operator==(const Timeouts &) const = default;
};

struct SshSettings
{
    QString user;
    quint16 port = 0;
    QString identity; ///< path of a private key; "~" and paths relative to the profile's folder are allowed
    QString jump;     ///< the hosts to go through, as ssh -J has it
    int jumpHandshakes = 0;   ///< at once through one jump host; 0: the usual number
    QJsonObject unknown = {}; ///< as Profile::unknown

    bool operator==(const SshSettings &) const = default;
};

struct RetrySettings
{
    int attempts = 1; ///< 1: no retry
    std::chrono::milliseconds delay{2'000};
    double backoff = 2.0;
    QStringList on = {QStringLiteral("unreachable"), QStringLiteral("connection_lost")};
    QJsonObject unknown = {}; ///< as Profile::unknown

    bool operator==(const RetrySettings &) const = default;
};

struct Question
{
    QString name;
    QString prompt;
    QJsonObject unknown = {}; ///< as Profile::unknown

    bool operator==(const Question &) const = default;
};

/// sshd allows ten sessions a connection unless it is told otherwise (MaxSessions); one is left for stopping.
constexpr int defaultParallelPerTarget = 9;
constexpr int defaultParallel = 32;

/// The saved definition of a job: a value, as the .regatta file says it and as the editor edits it.
struct Profile
{
    QString name;
    QString description;
    Environment environment = Environment::None;
    QList<TargetEntry> targets;
    QStringList exclude;               ///< node-set expressions
    QMap<QString, QStringList> groups; ///< "@name" in node sets: expressions, joined by union
    QList<MatrixAxis> matrix;          ///< in the order of the file
    QList<Step> steps;
    int parallel = defaultParallel;                   ///< 0: all at once
    int parallelPerTarget = defaultParallelPerTarget; ///< 0: no limit
    /// How many tasks may be at work at once among targets with the same value of a variable ("rack"), or
    /// of a group ("@databases"), or behind one jump host ("jump").
    QMap<QString, int> caps;
    QStringList waves;
    QString waveBy; ///< a variable: no wave has two targets with the same value of it; empty: none
    bool approveWaves = false;
    QString stopAfterFailures;    ///< "5", "10%", or empty
    QString stopAfterUnreachable; ///< the same for unreachable ones alone; empty: they are failures too
    bool failuresPerWave = false; ///< both are counted anew in each wave, and shares are those of the wave
    Timeouts timeouts;
    RetrySettings retry;
    TransportKind transport = TransportKind::LibSsh;
    SshSettings ssh;
    QMap<QString, QString> variables;
    QList<Question> ask;
    QJsonObject unknown = {}; ///< keys of a newer or foreign writer, kept on saving

    bool operator==(const Profile &) const = default;
};

} // namespace regatta::model
