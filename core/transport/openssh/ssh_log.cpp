#include "core/transport/openssh/ssh_log.h"

#include "core/transport/openssh/host_key_log.h"

#include <algorithm>
#include <span>

namespace regatta::transport::openssh {

using base::ErrorCode;
using model::Outcome;
using model::TaskState;
using process::Verdict;

namespace {

constexpr qsizetype maxLine = 4 * 1024;
constexpr qsizetype maxWords = 16 * 1024;
constexpr qsizetype maxDetail = 500;
constexpr int failureOfSsh = 255; // ssh(1), "exit status"

/// RFC 4254 sends the name; the program logs only that there was one.
constexpr auto unknownSignal = "UNKNOWN";

struct Phrase
{
    QByteArrayView text;
    ErrorCode code;
};

// In each table the first phrase that stands anywhere in the log counts: causes before their consequences.

constexpr Phrase hostKeyPhrases[] = {
    {"REVOKED HOST KEY", ErrorCode::HostKeyRevoked},
    {"was revoked and you have requested", ErrorCode::HostKeyRevoked},
    {"HOST IDENTIFICATION HAS CHANGED", ErrorCode::HostKeyChanged},
    {"host key is known for", ErrorCode::HostKeyUnknown},
    {"Host key verification failed", ErrorCode::HostKeyUnknown},
};

constexpr Phrase jumpHostPhrases[] = {
    {": Permission denied (", ErrorCode::NoMethodAccepted},
    {"Too many authentication failures", ErrorCode::TooManyAttempts},
};

constexpr Phrase connectionPhrases[] = {
    {"Could not resolve hostname", ErrorCode::NameNotResolved},
    {"Connection refused", ErrorCode::ConnectionRefused},
    {"Network is unreachable", ErrorCode::NetworkUnreachable},
    {"No route to host", ErrorCode::NetworkUnreachable},
    {"Host is down", ErrorCode::NetworkUnreachable},
    {"open failed: administratively prohibited", ErrorCode::ForwardingRefused},
    {"timed out", ErrorCode::ConnectTimedOut},
    {"Operation timed out", ErrorCode::ConnectTimedOut},
    {"open failed: connect failed", ErrorCode::NetworkUnreachable},
    {"Too many open files", ErrorCode::DescriptorsExhausted},
    {"banner line too long", ErrorCode::NotAnSshServer},
    {"banner line contains invalid characters", ErrorCode::NotAnSshServer},
    {"No SSH version received", ErrorCode::NotAnSshServer},
    {"Protocol major versions differ", ErrorCode::NotAnSshServer},
    {"invalid format", ErrorCode::NotAnSshServer},
    {"could not read protocol version", ErrorCode::NotAnSshServer},
    {"Unable to negotiate", ErrorCode::KeyExchangeFailed},
    {"incorrect signature", ErrorCode::KeyExchangeFailed},
    {"Can't open user config", ErrorCode::FileUnreadable},
    {"Bad owner or permissions", ErrorCode::FileUnreadable},
    {"Bad port", ErrorCode::SyntaxError},
    {"Bad configuration option", ErrorCode::SyntaxError},
    {"bad configuration options", ErrorCode::SyntaxError},
    {"invalid quotes", ErrorCode::SyntaxError},
};

constexpr Phrase logInPhrases[] = {
    {"incorrect passphrase", ErrorCode::PassphraseNeeded},
    {"no such identity", ErrorCode::KeyUnreadable},
    {"bad permissions", ErrorCode::KeyPermissionsTooOpen},
    {"Load key \"", ErrorCode::KeyFormatUnknown},
};

constexpr Phrase runPhrases[] = {
    {"exec request failed", ErrorCode::ExecRefused},
    {"open failed", ErrorCode::ChannelRefused},
    {"subsystem request failed", ErrorCode::SftpRefused},
    {"not responding", ErrorCode::ConnectionLost},
    {"Connection ", ErrorCode::ConnectionLost},
    {"send disconnect", ErrorCode::ConnectionLost},
    {"Control master terminated", ErrorCode::ConnectionLost},
    {"Corrupted MAC", ErrorCode::ConnectionLost},
    {"Bad packet length", ErrorCode::ConnectionLost},
};

constexpr Phrase farewells[] = {
    {"Connection to ", ErrorCode::ConnectionLost},
    {"Read from remote host ", ErrorCode::ConnectionLost},
};

/// The host is there and refuses, or it is no longer there.
Outcome outcomeOfTrouble(ErrorCode code)
{
    return code == ErrorCode::ConnectionLost ? Outcome::ConnectionLost : Outcome::CommandFailed;
}

base::Error error(ErrorCode code, const QByteArray &words)
{
    return {code, QString::fromUtf8(words.trimmed().left(maxDetail))};
}

std::optional<base::Error> find(std::span<const Phrase> phrases, const QList<QByteArray> &words)
{
    for (const Phrase &phrase : phrases) {
        for (const QByteArray &line : words) {
            if (line.contains(phrase.text))
                return error(phrase.code, line);
        }
    }
    return std::nullopt;
}

Verdict failure(Outcome outcome, base::Error error)
{
    return {outcome, {}, {}, std::move(error)};
}

} // namespace

SshLog::SshLog(const QByteArray &command)
    : m_commandLines(command.split('\n'))
{}

void SshLog::read(const QByteArray &bytes)
{
    qsizetype begin = 0;
    for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', begin)) {
        readLine((m_partialLine + bytes.mid(begin, end - begin)).trimmed());
        m_partialLine.clear();
        begin = end + 1;
    }
    if (m_partialLine.size() < maxLine)
        m_partialLine += bytes.mid(begin, maxLine);
}

void SshLog::readLine(const QByteArray &line)
{
    const bool repeatsCommand = m_phase == TaskState::Running && !m_commandLines.isEmpty() &&
                                m_commandLines.first().trimmed() == line;
    if (repeatsCommand)
        return m_commandLines.removeFirst();
    if (line.startsWith("debug"))
        return readDebugLine(line);
    if (line.startsWith("Authenticated to "))
        m_isLoggedIn = true;
    if (m_wordsSize < maxWords) {
        m_words << line.left(maxLine);
        m_wordsSize += m_words.last().size();
    }
}

void SshLog::readDebugLine(const QByteArray &line)
{
    const QByteArrayView text =
        QByteArrayView(line).sliced(std::min<qsizetype>(line.size(), qstrlen("debug1: ")));
    if (text.startsWith("client_input_channel_req: channel")) {
        m_hasExitStatus = m_hasExitStatus || text.contains("rtype exit-status");
        m_hasExitSignal = m_hasExitSignal || text.contains("rtype exit-signal");
    } else if (text.startsWith("Remote protocol version")) {
        m_isSshServer = true;
    } else if (text.contains("banner line 0")) {
        m_saidSomethingElse = true;
    } else if (text.startsWith("SSH2_MSG_NEWKEYS received")) {
        m_phase = std::max(m_phase, TaskState::Authenticating);
    } else if (text.startsWith("Server accepts key")) {
        m_keyWasAccepted = true;
    } else if (text.startsWith("Sending subsystem")) {
        m_phase = TaskState::Running;
    } else if (text.startsWith("Sending command") && m_phase != TaskState::Running) {
        m_phase = TaskState::Running;
        m_commandLines.removeFirst();
    } else if (text.startsWith("mux_client_request_session: master session id")) {
        m_isMultiplexed = true;
        m_phase = TaskState::Running;
    }
}

Verdict SshLog::judge(const process::ChildProcess::Exit &exit, const QByteArray &errorOutput) const
{
    return m_phase == TaskState::Running ? judgeRun(exit, errorOutput) : judgeBeforeRun(errorOutput);
}

Verdict SshLog::judgeRun(const process::ChildProcess::Exit &exit, const QByteArray &errorOutput) const
{
    // Over another's connection the exit report isn't logged here, but only a failure of ssh's own ends in
    // 255 without the host's word, and it says so.
    const auto trouble = find(runPhrases, m_words);
    const bool isReported =
        m_hasExitStatus || (m_isMultiplexed && !trouble) || exit.code.value_or(255) != failureOfSsh;
    if (exit.code && isReported && !m_hasExitSignal)
        return {*exit.code == 0 ? Outcome::Succeeded : Outcome::CommandFailed, exit.code, {}, {}};
    if (m_hasExitSignal)
        return {Outcome::CommandFailed, {}, unknownSignal, {}};
    if (trouble)
        return failure(outcomeOfTrouble(trouble->code), *trouble);
    // The program's farewell goes to standard error, not to the log.
    if (auto farewell = find(farewells, errorOutput.split('\n')))
        return failure(Outcome::ConnectionLost, std::move(*farewell));
    return failure(Outcome::CommandFailed, {ErrorCode::NoExitStatus, {}});
}

Verdict SshLog::judgeBeforeRun(const QByteArray &errorOutput) const
{
    if (m_isLoggedIn) {
        const base::Error trouble =
            find(runPhrases, m_words).value_or(base::Error{ErrorCode::ConnectionLost, {}});
        return failure(outcomeOfTrouble(trouble.code), trouble);
    }
    return m_phase == TaskState::Authenticating ? judgeLogIn() : judgeConnection(errorOutput);
}

Verdict SshLog::judgeLogIn() const
{
    const auto denied =
        find(std::array{Phrase{"Permission denied", ErrorCode::NoMethodAccepted},
                        Phrase{"Too many authentication failures", ErrorCode::TooManyAttempts}},
             m_words);
    if (!denied) {
        const auto lost = find(runPhrases, m_words);
        return failure(Outcome::ConnectionLost, lost.value_or(base::Error{ErrorCode::ConnectionLost, {}}));
    }
    // Why the key that was to be used was none: closer to the cause than that nothing else was accepted.
    if (const auto cause = find(logInPhrases, m_words))
        return failure(Outcome::AuthenticationFailed, *cause);
    // The host would have taken the key, and nobody could be asked for its passphrase.
    if (m_keyWasAccepted)
        return failure(Outcome::AuthenticationFailed, {ErrorCode::PassphraseNeeded, denied->detail});
    return failure(Outcome::AuthenticationFailed, *denied);
}

Verdict SshLog::judgeConnection(const QByteArray &errorOutput) const
{
    if (const auto rejected = find(hostKeyPhrases, m_words)) {
        const bool hasChanged = rejected->code == ErrorCode::HostKeyChanged;
        const auto changed = hasChanged ? changedKeyIn(m_words) : std::nullopt;
        return failure(Outcome::HostKeyRejected, changed.value_or(*rejected));
    }
    // The host itself isn't spoken to yet: these are the words of one that is on the way to it.
    if (const auto refused = find(jumpHostPhrases, m_words))
        return failure(Outcome::AuthenticationFailed, *refused);
    const QList<QByteArray> words = m_words + errorOutput.split('\n');
    if (const auto known = find(connectionPhrases, words)) {
        const bool isOurs = known->code == ErrorCode::SyntaxError || known->code == ErrorCode::FileUnreadable;
        return failure(isOurs ? Outcome::InternalError : Outcome::Unreachable, *known);
    }
    const auto lastWords = std::find_if(words.rbegin(), words.rend(),
                                        [](const QByteArray &line) { return !line.trimmed().isEmpty(); });
    const QByteArray detail = lastWords == words.rend() ? QByteArray() : *lastWords;
    const bool isSomethingElse = m_saidSomethingElse && !m_isSshServer;
    return failure(Outcome::Unreachable,
                   error(isSomethingElse ? ErrorCode::NotAnSshServer : ErrorCode::KeyExchangeFailed, detail));
}

} // namespace regatta::transport::openssh
