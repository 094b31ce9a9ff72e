#include "core/base/error.h"

namespace regatta::base {

QStringView name(ErrorCode code)
{
    switch (code) {
    case ErrorCode::FileUnreadable:
        return u"file_unreadable";
    case ErrorCode::FileUnwritable:
        return u"file_unwritable";
    case ErrorCode::FileTooLarge:
        return u"file_too_large";
    case ErrorCode::DiskFull:
        return u"disk_full";
    case ErrorCode::SyntaxError:
        return u"syntax_error";
    case ErrorCode::InvalidRange:
        return u"invalid_range";
    case ErrorCode::TooManyTargets:
        return u"too_many_targets";
    case ErrorCode::UnknownGroup:
        return u"unknown_group";
    case ErrorCode::GroupCycle:
        return u"group_cycle";
    case ErrorCode::NewerSchema:
        return u"newer_schema";
    case ErrorCode::NestedTooDeeply:
        return u"nested_too_deeply";
    case ErrorCode::MissingKey:
        return u"missing_key";
    case ErrorCode::UnknownKey:
        return u"unknown_key";
    case ErrorCode::DuplicateKey:
        return u"duplicate_key";
    case ErrorCode::WrongType:
        return u"wrong_type";
    case ErrorCode::OutOfRange:
        return u"out_of_range";
    case ErrorCode::InvalidValue:
        return u"invalid_value";
    case ErrorCode::EmptyValue:
        return u"empty_value";
    case ErrorCode::NotSupported:
        return u"not_supported";
    case ErrorCode::InvalidName:
        return u"invalid_name";
    case ErrorCode::ReservedName:
        return u"reserved_name";
    case ErrorCode::UnknownPlaceholder:
        return u"unknown_placeholder";
    case ErrorCode::InvalidPlaceholder:
        return u"invalid_placeholder";
    case ErrorCode::UnquotablePlaceholder:
        return u"unquotable_placeholder";
    case ErrorCode::NameNotResolved:
        return u"name_not_resolved";
    case ErrorCode::ConnectionRefused:
        return u"connection_refused";
    case ErrorCode::NetworkUnreachable:
        return u"network_unreachable";
    case ErrorCode::ConnectTimedOut:
        return u"connect_timed_out";
    case ErrorCode::DescriptorsExhausted:
        return u"descriptors_exhausted";
    case ErrorCode::NotAnSshServer:
        return u"not_an_ssh_server";
    case ErrorCode::KeyExchangeFailed:
        return u"key_exchange_failed";
    case ErrorCode::HostKeyUnknown:
        return u"host_key_unknown";
    case ErrorCode::HostKeyChanged:
        return u"host_key_changed";
    case ErrorCode::HostKeyRevoked:
        return u"host_key_revoked";
    case ErrorCode::HostCertificateNeeded:
        return u"host_certificate_needed";
    case ErrorCode::NoMethodAccepted:
        return u"no_method_accepted";
    case ErrorCode::KeyUnreadable:
        return u"key_unreadable";
    case ErrorCode::KeyFormatUnknown:
        return u"key_format_unknown";
    case ErrorCode::PassphraseNeeded:
        return u"passphrase_needed";
    case ErrorCode::AnswerNeeded:
        return u"answer_needed";
    case ErrorCode::LogInTimedOut:
        return u"log_in_timed_out";
    case ErrorCode::ConnectionLost:
        return u"connection_lost";
    case ErrorCode::ChannelRefused:
        return u"channel_refused";
    case ErrorCode::ExecRefused:
        return u"exec_refused";
    case ErrorCode::StepTimedOut:
        return u"step_timed_out";
    case ErrorCode::SilenceTimedOut:
        return u"silence_timed_out";
    case ErrorCode::RunTimedOut:
        return u"run_timed_out";
    case ErrorCode::NoExitStatus:
        return u"no_exit_status";
    case ErrorCode::ProgramNotFound:
        return u"program_not_found";
    case ErrorCode::StopUnverified:
        return u"stop_unverified";
    case ErrorCode::Cancelled:
        return u"cancelled";
    case ErrorCode::Internal:
        return u"internal";
    }
    Q_UNREACHABLE();
}

} // namespace regatta::base
