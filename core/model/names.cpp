#include "core/model/names.h"

#include <array>

namespace regatta::model {

namespace {

template <typename Enum, size_t Count>
std::optional<Enum> findByName(const std::array<Enum, Count> &all, QStringView text)
{
    for (const Enum value : all) {
        if (name(value) == text)
            return value;
    }
    return std::nullopt;
}

} // namespace

QStringView name(TaskState state)
{
    switch (state) {
    case TaskState::Queued:
        return u"queued";
    case TaskState::Connecting:
        return u"connecting";
    case TaskState::Authenticating:
        return u"authenticating";
    case TaskState::Waiting:
        return u"waiting";
    case TaskState::Running:
        return u"running";
    case TaskState::Stopping:
        return u"stopping";
    case TaskState::Finished:
        return u"finished";
    }
    Q_UNREACHABLE();
}

QStringView name(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Succeeded:
        return u"succeeded";
    case Outcome::CommandFailed:
        return u"command_failed";
    case Outcome::Unreachable:
        return u"unreachable";
    case Outcome::HostKeyRejected:
        return u"host_key_rejected";
    case Outcome::AuthenticationFailed:
        return u"authentication_failed";
    case Outcome::TimedOut:
        return u"timed_out";
    case Outcome::ConnectionLost:
        return u"connection_lost";
    case Outcome::Cancelled:
        return u"cancelled";
    case Outcome::StopUnverified:
        return u"stop_unverified";
    case Outcome::Skipped:
        return u"skipped";
    case Outcome::Interrupted:
        return u"interrupted";
    case Outcome::InternalError:
        return u"internal_error";
    }
    Q_UNREACHABLE();
}

QStringView name(OutputStream stream)
{
    switch (stream) {
    case OutputStream::Stdout:
        return u"stdout";
    case OutputStream::Stderr:
        return u"stderr";
    }
    Q_UNREACHABLE();
}

QStringView name(TransportKind kind)
{
    switch (kind) {
    case TransportKind::LibSsh:
        return u"libssh";
    case TransportKind::OpenSsh:
        return u"openssh";
    case TransportKind::Local:
        return u"local";
    }
    Q_UNREACHABLE();
}

QStringView name(Environment environment)
{
    switch (environment) {
    case Environment::None:
        return u"";
    case Environment::Development:
        return u"development";
    case Environment::Staging:
        return u"staging";
    case Environment::Production:
        return u"production";
    }
    Q_UNREACHABLE();
}

QStringView name(StepCondition condition)
{
    switch (condition) {
    case StepCondition::Success:
        return u"success";
    case StepCondition::Failure:
        return u"failure";
    case StepCondition::Always:
        return u"always";
    }
    Q_UNREACHABLE();
}

std::optional<Outcome> outcomeFromName(QStringView text)
{
    static constexpr std::array all = {Outcome::Succeeded,
                                       Outcome::CommandFailed,
                                       Outcome::Unreachable,
                                       Outcome::HostKeyRejected,
                                       Outcome::AuthenticationFailed,
                                       Outcome::TimedOut,
                                       Outcome::ConnectionLost,
                                       Outcome::Cancelled,
                                       Outcome::StopUnverified,
                                       Outcome::Skipped,
                                       Outcome::Interrupted,
                                       Outcome::InternalError};
    static_assert(all.size() == outcomeCount);
    return findByName(all, text);
}

std::optional<TransportKind> transportFromName(QStringView text)
{
    return findByName(std::array{TransportKind::LibSsh, TransportKind::OpenSsh, TransportKind::Local}, text);
}

std::optional<Environment> environmentFromName(QStringView text)
{
    return findByName(std::array{Environment::None, Environment::Development, Environment::Staging,
                                 Environment::Production},
                      text);
}

std::optional<StepCondition> stepConditionFromName(QStringView text)
{
    return findByName(std::array{StepCondition::Success, StepCondition::Failure, StepCondition::Always},
                      text);
}

} // namespace regatta::model
