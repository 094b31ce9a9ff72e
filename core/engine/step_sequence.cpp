#include "core/engine/step_sequence.h"

namespace regatta::engine {

namespace {

/// Whether the host would take another command.
bool isWithinReach(const model::AttemptResult &result)
{
    using enum model::Outcome;
    switch (result.outcome) {
    case Succeeded:
    case CommandFailed:
    case TimedOut:
        return true;
    case AuthenticationFailed: // it is the host's sudo that refuses, once one is logged in
        return result.error && (result.error->code == base::ErrorCode::BecomeRefused ||
                                result.error->code == base::ErrorCode::BecomePasswordWrong);
    case Unreachable:
    case HostKeyRejected:
    case ConnectionLost:
    case Cancelled:
    case StopUnverified:
    case Skipped:
    case Interrupted:
    case InternalError:
        return false;
    }
    Q_UNREACHABLE();
}

} // namespace

bool StepSequence::moveOn(const QList<model::Step> &steps, const model::AttemptResult &result, bool isStopped)
{
    record(result);
    const bool isFailure = result.outcome != model::Outcome::Succeeded;
    m_failed = m_failed || isFailure;
    m_isCleaningUp = m_isCleaningUp || (isFailure && !steps[m_current].goesOn);
    const auto following = next(steps);
    if (!following || !isWithinReach(result))
        return false;
    if (isStopped) {
        if (!m_failed)
            m_result.outcome = model::Outcome::Cancelled; // between two steps
        return false;
    }
    m_current = *following;
    return true;
}

void StepSequence::record(const model::AttemptResult &result)
{
    if (m_failed && result.outcome != model::Outcome::StopUnverified)
        return;
    m_result = result;
    m_resultStep = m_current;
}

std::optional<int> StepSequence::next(const QList<model::Step> &steps) const
{
    const auto runs = [this](model::StepCondition when) {
        switch (when) {
        case model::StepCondition::Success:
            return !m_isCleaningUp;
        case model::StepCondition::Failure:
            return m_failed;
        case model::StepCondition::Always:
            return true;
        }
        Q_UNREACHABLE();
    };
    for (int step = m_current + 1; step < steps.size(); ++step) {
        if (runs(steps[step].when))
            return step;
    }
    return std::nullopt;
}

} // namespace regatta::engine
