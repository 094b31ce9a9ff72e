#include "ui/text/names.h"

#include "ui/text/sentences.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace regatta::text {

namespace {

struct Names
{
    Q_DECLARE_TR_FUNCTIONS(regatta::text::Names)
};

} // namespace

QString stateName(model::TaskState state)
{
    switch (state) {
    case model::TaskState::Queued:
        return Names::tr("Queued");
    case model::TaskState::Connecting:
        return Names::tr("Connecting");
    case model::TaskState::Authenticating:
        return Names::tr("Logging in");
    case model::TaskState::Waiting:
        return Names::tr("Waiting for you");
    case model::TaskState::Running:
        return Names::tr("Running");
    case model::TaskState::Stopping:
        return Names::tr("Stopping");
    case model::TaskState::Finished:
        return Names::tr("Finished");
    }
    Q_UNREACHABLE();
}

QString outcomeName(model::Outcome outcome)
{
    switch (outcome) {
    case model::Outcome::Succeeded:
        return Names::tr("Succeeded");
    case model::Outcome::CommandFailed:
        return Names::tr("Failed");
    case model::Outcome::Unreachable:
        return Names::tr("Unreachable");
    case model::Outcome::HostKeyRejected:
        return Names::tr("Host key refused");
    case model::Outcome::AuthenticationFailed:
        return Names::tr("Log-in failed");
    case model::Outcome::TimedOut:
        return Names::tr("Timed out");
    case model::Outcome::ConnectionLost:
        return Names::tr("Connection lost");
    case model::Outcome::Cancelled:
        return Names::tr("Stopped");
    case model::Outcome::StopUnverified:
        return Names::tr("Stop unverified");
    case model::Outcome::Skipped:
        return Names::tr("Not started");
    case model::Outcome::Interrupted:
        return Names::tr("Interrupted");
    case model::Outcome::InternalError:
        return Names::tr("Internal error");
    }
    Q_UNREACHABLE();
}

QString countOf(model::Outcome outcome, int tasks)
{
    switch (outcome) {
    case model::Outcome::Succeeded:
        return Names::tr("%Ln succeeded", nullptr, tasks);
    case model::Outcome::CommandFailed:
        return Names::tr("%Ln failed", nullptr, tasks);
    case model::Outcome::Unreachable:
        return Names::tr("%Ln unreachable", nullptr, tasks);
    case model::Outcome::HostKeyRejected:
        return Names::tr("%Ln host key(s) refused", nullptr, tasks);
    case model::Outcome::AuthenticationFailed:
        return Names::tr("%Ln log-in(s) failed", nullptr, tasks);
    case model::Outcome::TimedOut:
        return Names::tr("%Ln timed out", nullptr, tasks);
    case model::Outcome::ConnectionLost:
        return Names::tr("%Ln connection(s) lost", nullptr, tasks);
    case model::Outcome::Cancelled:
        return Names::tr("%Ln stopped", nullptr, tasks);
    case model::Outcome::StopUnverified:
        return Names::tr("%Ln stop(s) unverified", nullptr, tasks);
    case model::Outcome::Skipped:
        return Names::tr("%Ln not started", nullptr, tasks);
    case model::Outcome::Interrupted:
        return Names::tr("%Ln interrupted", nullptr, tasks);
    case model::Outcome::InternalError:
        return Names::tr("%Ln internal error(s)", nullptr, tasks);
    }
    Q_UNREACHABLE();
}

QString statusName(model::TaskState state, std::optional<model::Outcome> outcome)
{
    return outcome ? outcomeName(*outcome) : stateName(state);
}

QString stragglingName(engine::Straggling straggling)
{
    switch (straggling) {
    case engine::Straggling::No:
        return {};
    case engine::Straggling::Silent:
        return Names::tr("Running, silent");
    case engine::Straggling::Slow:
        return Names::tr("Running, slow");
    }
    Q_UNREACHABLE();
}

QString explanation(engine::Straggling straggling)
{
    switch (straggling) {
    case engine::Straggling::No:
        return {};
    case engine::Straggling::Silent:
        return Names::tr("It runs, but has printed nothing for a while. It may hang.");
    case engine::Straggling::Slow:
        return Names::tr("It takes much longer than the others, or than it usually does.");
    }
    Q_UNREACHABLE();
}

QString transportName(model::TransportKind kind)
{
    switch (kind) {
    case model::TransportKind::LibSsh:
        return Names::tr("SSH, built in");
    case model::TransportKind::OpenSsh:
        return Names::tr("OpenSSH program");
    case model::TransportKind::Local:
        return Names::tr("This machine");
    }
    Q_UNREACHABLE();
}

QString environmentName(model::Environment environment)
{
    switch (environment) {
    case model::Environment::None:
        return {};
    case model::Environment::Development:
        return Names::tr("Development");
    case model::Environment::Staging:
        return Names::tr("Staging");
    case model::Environment::Production:
        return Names::tr("Production");
    }
    Q_UNREACHABLE();
}

QString jobName(const QString &name, const QString &profilePath)
{
    constexpr int longest = 80;
    return neutralised(name.isEmpty() ? QFileInfo(profilePath).completeBaseName() : name, longest);
}

} // namespace regatta::text
