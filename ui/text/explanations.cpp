#include "ui/text/explanations.h"

namespace regatta::text {

using base::ErrorCode;

Explanation Explanations::of(ErrorCode code)
{
    switch (code) {
    case ErrorCode::FileUnreadable:
        return {QT_TR_NOOP("The file can't be read"),
                QT_TR_NOOP("Check that the path is right and that you may read it."), nullptr};
    case ErrorCode::FileUnwritable:
        return {QT_TR_NOOP("The file can't be written"),
                QT_TR_NOOP("Check the folder's permissions and the space left, or save it elsewhere."),
                nullptr};
    case ErrorCode::FileTooLarge:
        return {QT_TR_NOOP("The file is too large"), QT_TR_NOOP("Check that it is the file you meant."),
                nullptr};
    case ErrorCode::DiskFull:
        return {QT_TR_NOOP("The disk is full"), QT_TR_NOOP("Make room; the run waits and goes on by itself."),
                QT_TR_NOOP("disk full")};
    case ErrorCode::SpoolDamaged:
        return {QT_TR_NOOP("The file with what the hosts printed is damaged"),
                QT_TR_NOOP("Check the disk; what became of the tasks stands in the history."), nullptr};
    case ErrorCode::SpoolNewer:
        return {QT_TR_NOOP("A newer Regatta kept what the hosts printed"),
                QT_TR_NOOP("Update Regatta; what became of the tasks stands in the history."), nullptr};
    case ErrorCode::SyntaxError:
        return {QT_TR_NOOP("This isn't written as it should be"),
                QT_TR_NOOP("Correct it at the place that is named."), nullptr};
    case ErrorCode::InvalidRange:
        return {QT_TR_NOOP("This isn't a range"),
                QT_TR_NOOP("Write ranges like [1-10], [01-10,15] or [0-10/2]."), nullptr};
    case ErrorCode::TooManyTargets:
        return {QT_TR_NOOP("These are too many targets"),
                QT_TR_NOOP("Make the ranges smaller, or split the profile."), nullptr};
    case ErrorCode::UnknownGroup:
        return {QT_TR_NOOP("There is no such group in the profile"),
                QT_TR_NOOP("Add the group to the profile, or correct its name."), nullptr};
    case ErrorCode::GroupCycle:
        return {QT_TR_NOOP("This group contains itself"),
                QT_TR_NOOP("Take the reference to itself out of the group."), nullptr};
    case ErrorCode::NewerSchema:
        return {QT_TR_NOOP("A newer Regatta wrote this"),
                QT_TR_NOOP("Update Regatta, or set \"regatta\" to a number that this version reads."),
                QT_TR_NOOP("newer format")};
    case ErrorCode::NestedTooDeeply:
        return {QT_TR_NOOP("This is nested too deeply"), QT_TR_NOOP("Check that it is the file you meant."),
                nullptr};
    case ErrorCode::MissingKey:
        return {QT_TR_NOOP("Something is missing here"), QT_TR_NOOP("Add it."), nullptr};
    case ErrorCode::UnknownKey:
        return {QT_TR_NOOP("This key means nothing to Regatta"),
                QT_TR_NOOP("Check its spelling; it is kept when the profile is saved."), nullptr};
    case ErrorCode::DuplicateKey:
        return {QT_TR_NOOP("This key stands here twice"), QT_TR_NOOP("Remove one of the two."), nullptr};
    case ErrorCode::WrongType:
        return {QT_TR_NOOP("This is of the wrong kind"), QT_TR_NOOP("Write it as it is expected."), nullptr};
    case ErrorCode::OutOfRange:
        return {QT_TR_NOOP("This number is too small or too large"),
                QT_TR_NOOP("Write a number within the limits."), nullptr};
    case ErrorCode::InvalidValue:
        return {QT_TR_NOOP("This value isn't one of those that are possible"),
                QT_TR_NOOP("Choose one of them."), nullptr};
    case ErrorCode::EmptyValue:
        return {QT_TR_NOOP("This is empty"), QT_TR_NOOP("Fill it in."), nullptr};
    case ErrorCode::InvalidName:
        return {QT_TR_NOOP("This name has characters that a name can't have"),
                QT_TR_NOOP("Use letters, digits, - and _."), nullptr};
    case ErrorCode::ReservedName:
        return {QT_TR_NOOP("This name means something already"), QT_TR_NOOP("Choose another name."), nullptr};
    case ErrorCode::UnknownPlaceholder:
        return {QT_TR_NOOP("Nothing gives this placeholder a value"),
                QT_TR_NOOP("Add a variable of that name, or correct the spelling."),
                QT_TR_NOOP("unknown placeholder")};
    case ErrorCode::InvalidPlaceholder:
        return {QT_TR_NOOP("This isn't a placeholder"),
                QT_TR_NOOP("Write {{name}}, or {{name|raw}} for text without quotes."),
                QT_TR_NOOP("bad placeholder")};
    case ErrorCode::UnquotablePlaceholder:
        return {
            QT_TR_NOOP("A value can't be quoted safely at this place of the command"),
            QT_TR_NOOP("Move the placeholder out of the quotes, or use {{name|raw}} if you trust the value."),
            QT_TR_NOOP("bad placeholder")};
    case ErrorCode::SshConfigUnusable:
        return {QT_TR_NOOP("The ssh configuration can't be used"),
                QT_TR_NOOP("Correct the line that ssh names, or choose another file with --ssh-config."),
                QT_TR_NOOP("ssh configuration")};
    case ErrorCode::NameNotResolved:
        return {QT_TR_NOOP("The host's name was not found"),
                QT_TR_NOOP("Check the spelling, or use an address."), QT_TR_NOOP("name not found")};
    case ErrorCode::ConnectionRefused:
        return {QT_TR_NOOP("The host refused the connection"),
                QT_TR_NOOP("Check the port, and that sshd runs there."), QT_TR_NOOP("refused")};
    case ErrorCode::NetworkUnreachable:
        return {QT_TR_NOOP("There is no way to the host's network"),
                QT_TR_NOOP("Check your network, VPN and routes."), QT_TR_NOOP("no route")};
    case ErrorCode::ConnectTimedOut:
        return {QT_TR_NOOP("The host did not answer in time"),
                QT_TR_NOOP(
                    "Check that the host is up and no firewall is between, or raise the connect time-out."),
                QT_TR_NOOP("no answer")};
    case ErrorCode::DescriptorsExhausted:
        return {QT_TR_NOOP("This machine has no file descriptors left"),
                QT_TR_NOOP("Lower Parallel, or raise the limit with ulimit -n."),
                QT_TR_NOOP("no descriptors left")};
    case ErrorCode::NotAnSshServer:
        return {QT_TR_NOOP("What answers there isn't an SSH server"), QT_TR_NOOP("Check the port."),
                QT_TR_NOOP("not SSH")};
    case ErrorCode::KeyExchangeFailed:
        return {QT_TR_NOOP("The host and Regatta could not agree on encryption"),
                QT_TR_NOOP("Try the OpenSSH transport, which knows older algorithms, or update the host."),
                QT_TR_NOOP("no common encryption")};
    case ErrorCode::ForwardingRefused:
        return {QT_TR_NOOP("The jump host lets nobody through to this host"),
                QT_TR_NOOP("Look at AllowTcpForwarding and PermitOpen in the jump host's sshd_config."),
                QT_TR_NOOP("forwarding refused")};
    case ErrorCode::ProxyCommandFailed:
        return {QT_TR_NOOP("The ProxyCommand failed"),
                QT_TR_NOOP("Try the command by hand; it stands in the ssh configuration."),
                QT_TR_NOOP("ProxyCommand failed")};
    case ErrorCode::HostKeyUnknown:
        return {QT_TR_NOOP("The host's key is unknown and was not accepted"),
                QT_TR_NOOP("Compare its fingerprint with the host's own, then accept it."),
                QT_TR_NOOP("key unknown")};
    case ErrorCode::HostKeyChanged:
        return {QT_TR_NOOP("The host's key is not the one that is known"),
                QT_TR_NOOP("Find out why before anything else: it may be another machine."),
                QT_TR_NOOP("key changed")};
    case ErrorCode::HostKeyRevoked:
        return {QT_TR_NOOP("The host's key is marked as revoked"),
                QT_TR_NOOP("Don't connect to it; ask whoever revoked the key."), QT_TR_NOOP("key revoked")};
    case ErrorCode::HostCertificateNeeded:
        return {QT_TR_NOOP("The host is known by a certificate authority, and showed a plain key"),
                QT_TR_NOOP("Use the OpenSSH transport, which checks host certificates."),
                QT_TR_NOOP("certificate needed")};
    case ErrorCode::NoMethodAccepted:
        return {QT_TR_NOOP("The host accepted none of the ways to log in"),
                QT_TR_NOOP("Check the user name, and that your key is in the host's authorized_keys."),
                QT_TR_NOOP("log-in refused")};
    case ErrorCode::PasswordRefused:
        return {QT_TR_NOOP("The host did not accept the password"),
                QT_TR_NOOP("Check the user name, and retry with the right password."),
                QT_TR_NOOP("wrong password")};
    case ErrorCode::AnswerRefused:
        return {QT_TR_NOOP("The host did not accept the answer"),
                QT_TR_NOOP("Check the user name, and retry with the right answer."),
                QT_TR_NOOP("wrong answer")};
    case ErrorCode::TooManyAttempts:
        return {QT_TR_NOOP("The host hung up after too many attempts to log in"),
                QT_TR_NOOP("Retry with the right password. If many keys were tried before it, name the one "
                           "to use, or set IdentitiesOnly in the ssh configuration."),
                QT_TR_NOOP("too many attempts")};
    case ErrorCode::KeyUnreadable:
        return {QT_TR_NOOP("The private key can't be read"),
                QT_TR_NOOP("Check the path of the key and that only you may read it."),
                QT_TR_NOOP("key file unreadable")};
    case ErrorCode::KeyPermissionsTooOpen:
        return {QT_TR_NOOP("Others may read the private key, so it is not used"),
                QT_TR_NOOP("Take their rights away: chmod 600 FILE."), QT_TR_NOOP("key readable by others")};
    case ErrorCode::KeyFormatUnknown:
        return {QT_TR_NOOP("This isn't a private key that Regatta can read"),
                QT_TR_NOOP("Choose a private key made by ssh-keygen, not the .pub file."),
                QT_TR_NOOP("not a key file")};
    case ErrorCode::KeyNeedsAgent:
        return {
            QT_TR_NOOP("A security key holds the private key, and Regatta reaches it only through an agent"),
            QT_TR_NOOP("Add the key to your agent with ssh-add."), QT_TR_NOOP("key needs an agent")};
    case ErrorCode::PassphraseNeeded:
        return {QT_TR_NOOP("The private key needs a passphrase"),
                QT_TR_NOOP("Add the key to your agent with ssh-add."), QT_TR_NOOP("passphrase needed")};
    case ErrorCode::AnswerNeeded:
        return {QT_TR_NOOP("The host asked something, and nobody answered"),
                QT_TR_NOOP("Use a key instead of a password, or run it where someone can answer."),
                QT_TR_NOOP("answer needed")};
    case ErrorCode::LogInTimedOut:
        return {QT_TR_NOOP("Logging in took too long"),
                QT_TR_NOOP("Try again; if it lasts, look at the host's load and its name resolution."),
                QT_TR_NOOP("log-in took too long")};
    case ErrorCode::BecomeRefused:
        return {QT_TR_NOOP("sudo doesn't let this account become the other one"),
                QT_TR_NOOP("Look at the host's sudoers, or log in as another user."),
                QT_TR_NOOP("sudo refused")};
    case ErrorCode::BecomePasswordWrong:
        return {QT_TR_NOOP("sudo did not accept the password"),
                QT_TR_NOOP("Retry, and give the password of the account that logs in."),
                QT_TR_NOOP("sudo: wrong password")};
    case ErrorCode::ConnectionLost:
        return {QT_TR_NOOP("The connection broke while the command ran"),
                QT_TR_NOOP("Check whether the command still runs there before you retry."),
                QT_TR_NOOP("connection broke")};
    case ErrorCode::ChannelRefused:
        return {QT_TR_NOOP("The host refused another session on its connection"),
                QT_TR_NOOP("Lower the limit per target, or raise MaxSessions in the host's sshd_config."),
                QT_TR_NOOP("session refused")};
    case ErrorCode::ExecRefused:
        return {
            QT_TR_NOOP("The host refused to run the command"),
            QT_TR_NOOP("The account may be limited to another command; check its shell and ForceCommand."),
            QT_TR_NOOP("command refused")};
    case ErrorCode::StepTimedOut:
        return {QT_TR_NOOP("The command took longer than it may"),
                QT_TR_NOOP("Raise the time-out of the step, or find out what it waits for."),
                QT_TR_NOOP("took too long")};
    case ErrorCode::SilenceTimedOut:
        return {QT_TR_NOOP("The command printed nothing for longer than it may"),
                QT_TR_NOOP("Raise the silence time-out, or find out what it waits for."),
                QT_TR_NOOP("silent too long")};
    case ErrorCode::RunTimedOut:
        return {QT_TR_NOOP("The run took longer than it may"), QT_TR_NOOP("Retry what was not started."),
                QT_TR_NOOP("run took too long")};
    case ErrorCode::NoExitStatus:
        return {QT_TR_NOOP("The host did not say how the command ended"),
                QT_TR_NOOP("Check on the host what became of it."), QT_TR_NOOP("no exit status")};
    case ErrorCode::ProgramNotFound:
        return {QT_TR_NOOP("The program was not found"), QT_TR_NOOP("Install it, or correct its name."),
                QT_TR_NOOP("program not found")};
    case ErrorCode::SftpRefused:
        return {QT_TR_NOOP("The host doesn't let files be copied"),
                QT_TR_NOOP("Look at the line \"Subsystem sftp\" in the host's sshd_config."),
                QT_TR_NOOP("SFTP refused")};
    case ErrorCode::CopyFailed:
        return {QT_TR_NOOP("The file could not be copied"),
                QT_TR_NOOP("Check the path, the rights and the space left on the host."),
                QT_TR_NOOP("copy failed")};
    case ErrorCode::ChecksumMismatch:
        return {QT_TR_NOOP("What arrived isn't what was sent"),
                QT_TR_NOOP("Retry; if it lasts, look at the host's disk. The old file was left in place."),
                QT_TR_NOOP("checksum differs")};
    case ErrorCode::StopUnverified:
        return {QT_TR_NOOP("Nobody knows whether the command has stopped"),
                QT_TR_NOOP("Look on the host whether it still runs."), QT_TR_NOOP("may still run")};
    case ErrorCode::Cancelled:
        return {QT_TR_NOOP("It was stopped, and nothing of it runs any more"), nullptr,
                QT_TR_NOOP("stopped")};
    case ErrorCode::SharedDestination:
        return {QT_TR_NOOP("Several tasks would write the same file"),
                QT_TR_NOOP("Give each of them its own name with a placeholder, such as {{host}}."), nullptr};
    case ErrorCode::Internal:
        return {QT_TR_NOOP("Something went wrong inside Regatta"),
                QT_TR_NOOP("Please report it, with these words."), QT_TR_NOOP("internal error")};
    }
    Q_UNREACHABLE();
}

} // namespace regatta::text
