#pragma once

#include "core/history/owner.h"
#include "core/model/profile.h"
#include "core/model/run_summary.h"
#include "core/model/task_event.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace regatta::history {

/// How far a run came. Stopped: a person ended it. Interrupted: the program that it went on in is gone.
enum class RunState { Running, Finished, Stopped, Interrupted };

/// The names that the file and JSON lines use.
QStringView name(RunState state);
std::optional<RunState> runStateFromName(QStringView name);

/// What a task is about, for people and for finding it again in another run.
struct TaskSubject
{
    QString host; ///< as the person wrote it
    QString user; ///< empty: the profile's, then the configuration's
    quint16 port = 0;
    QString item; ///< empty without a matrix

    bool operator==(const TaskSubject &) const = default;
};

/// What is known of a run when it begins, and never changes.
struct RunStart
{
    QString id; ///< a UUID without braces
    QString parent;
    QString name;
    QString command;     ///< the templates of its steps, in one line
    QString profilePath; ///< empty: it was in no file
    model::Environment environment = model::Environment::None;
    model::TransportKind transport = model::TransportKind::LibSsh;
    QString version; ///< of Regatta
    QDateTime startedAt;
    QString spool;         ///< path relative to the folder of the history's file; empty: there is none
    QByteArray manifest;   ///< JSON; profile::manifestFrom() reads it
    QByteArray connection; ///< JSON; engine::connectionFrom() reads it
    std::vector<TaskSubject> tasks;
};

/// One run in a list. Of a run that isn't over, `summary` is what is known of it by now.
struct RunOverview
{
    QString id;
    QString parent;
    QString name;
    QString command;
    QString profilePath;
    model::Environment environment = model::Environment::None;
    model::TransportKind transport = model::TransportKind::LibSsh;
    QString version;
    QDateTime startedAt;
    RunState state = RunState::Running;
    int tasks = 0;
    QString spool; ///< absolute path; empty: there is none
    qint64 spoolBytes = 0;
    model::RunSummary summary;

    bool operator==(const RunOverview &) const = default;
};

/// One try of a task. All times of a record count from the run's start: that is the Instant zero.
struct AttemptRecord
{
    int attempt = 1;
    std::optional<model::Slot> slot;
    model::AttemptTimes times;
    std::optional<model::Outcome> outcome; ///< unset where another attempt followed, or none was recorded

    bool operator==(const AttemptRecord &) const = default;
};

/// What a task has come to. Of an interrupted run those that had not ended are Interrupted or Skipped.
struct TaskRecord
{
    TaskSubject subject;
    model::TaskState state = model::TaskState::Queued;
    std::optional<model::Slot> slot;
    int step = 0;
    std::optional<base::Instant> firstStarted;
    std::optional<base::Instant> finished;
    std::optional<model::AttemptResult> result; ///< set if and only if state is Finished
    qint64 bytes = 0;
    std::vector<AttemptRecord> attempts; ///< in order; empty: it never was admitted
};

/// What is new about one task of a run.
struct TaskNews
{
    QString run;
    model::TaskId task;
    TaskRecord record; ///< without its subject
};

/// A whole run: tasks are in the order of the manifest, so that a TaskId is a place in them.
struct RunRecord
{
    RunOverview overview;
    QByteArray manifest;
    QByteArray connection;
    std::vector<TaskRecord> tasks;
};

/// A summary as the file keeps it.
QByteArray toJson(const model::RunSummary &summary);
model::RunSummary summaryFromJson(const QByteArray &json);

} // namespace regatta::history
