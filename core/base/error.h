#pragma once

#include <QString>
#include <QStringView>

#include <tl/expected.hpp>

namespace regatta::base {

/// What went wrong, as a code that a sentence can be made of (see ui/text). Grouped by who reports it.
enum class ErrorCode {
    // Files
    FileUnreadable,
    FileUnwritable,
    FileTooLarge,
    DiskFull,
    SpoolDamaged,
    SpoolNewer,
    // Text formats and node sets
    SyntaxError,
    InvalidRange,
    TooManyTargets,
    UnknownGroup,
    GroupCycle,
    // Profiles
    NewerSchema,
    NestedTooDeeply,
    MissingKey,
    UnknownKey,
    DuplicateKey,
    WrongType,
    OutOfRange,
    InvalidValue,
    EmptyValue,
    InvalidName,
    ReservedName,
    // Placeholders in commands
    UnknownPlaceholder,
    InvalidPlaceholder,
    UnquotablePlaceholder,
    // Reaching a host
    SshConfigUnusable,
    NameNotResolved,
    ConnectionRefused,
    NetworkUnreachable,
    ConnectTimedOut,
    DescriptorsExhausted,
    NotAnSshServer,
    KeyExchangeFailed,
    ForwardingRefused,
    ProxyCommandFailed,
    // Trusting it
    HostKeyUnknown,
    HostKeyChanged,
    HostKeyRevoked,
    HostCertificateNeeded,
    // Logging in
    NoMethodAccepted,
    PasswordRefused,
    AnswerRefused,
    TooManyAttempts, ///< the server hung up
    KeyUnreadable,
    KeyPermissionsTooOpen,
    KeyFormatUnknown,
    KeyNeedsAgent, ///< a security key (FIDO) holds it
    PassphraseNeeded,
    AnswerNeeded,
    LogInTimedOut,
    BecomeRefused,
    BecomePasswordWrong,
    // Running the command
    ConnectionLost,
    ChannelRefused,
    ExecRefused,
    StepTimedOut,
    SilenceTimedOut,
    RunTimedOut,
    NoExitStatus,
    ProgramNotFound,
    SftpRefused,
    CopyFailed,
    ChecksumMismatch,
    StopUnverified,
    Cancelled,
    // Planning a copy
    SharedDestination, ///< several tasks would write it
    // A defect of ours
    Internal,
};

/// A code and the plain detail that belongs to it: a path, a name, the words of a peer. Not a sentence,
/// not translated. Details that come from a host are untrusted text: neutralise them before they are shown.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString detail;

    bool operator==(const Error &) const = default;
};

template <typename T>
using Expected = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(ErrorCode code, QString detail = {})
{
    return tl::unexpected<Error>(Error{code, std::move(detail)});
}

/// The code's name in snake case, as JSON lines and the history write it.
QStringView name(ErrorCode code);

} // namespace regatta::base
