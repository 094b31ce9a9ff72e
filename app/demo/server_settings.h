#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace regatta::demo {

/// How far a connection has come, in order.
enum class Phase {
    Accepted,       ///< TCP only, not a byte sent
    BannerSent,     ///< our "SSH-2.0-..." line is out
    KeyExchange,    ///< the client's banner is in and our KEXINIT out
    KeysExchanged,  ///< encrypted, nobody logged in
    Authenticating, ///< the first log-in request is in and not answered
    Authenticated,  ///< success is out
    ChannelOpen,    ///< a session channel was asked for and not answered
    ExecAccepted,   ///< the command is accepted and not started
    MidOutput,      ///< Faults::outputBeforeFault bytes are out
};

enum class Greeting { Ssh, Rubbish, EndlessBanner };

/// What a server does wrong. Each is off unless it is set.
struct Faults
{
    std::optional<Phase> dropAt;   ///< the connection is closed without a word
    std::optional<Phase> stallAt;  ///< from here on neither read nor written, but kept open
    qint64 outputBeforeFault = 16; ///< bytes, for MidOutput
    Greeting greeting = Greeting::Ssh;
    bool changeHostKey = false; ///< a new host key from the second connection on
    int maxChannels = 0;        ///< on one connection at the same time, like MaxSessions; 0: no limit
    bool refuseExec = false;
    bool noExitStatus = false;
    QByteArray exitSignal;                   ///< without "SIG": reported in place of every exit status
    std::chrono::milliseconds inputPause{0}; ///< between two reads of 4 KiB of the client's input
};

enum class LogInMethod { PublicKey, Password, KeyboardInteractive };

struct LogInPrompt
{
    QByteArray text;
    QByteArray answer;
    bool echo = false;
};

/// How to get in. Methods are asked for one after the other, each but the last ending in a partial success;
/// an empty list lets nobody in.
struct LogInSettings
{
    QByteArray user; ///< empty: any
    QList<LogInMethod> methods = {LogInMethod::PublicKey};
    bool anyWillDo = false;           ///< all methods are offered at once, and each of them lets in
    QList<QByteArray> authorizedKeys; ///< KeyPair::publicKey
    QByteArray password;              ///< empty: no password is right
    QList<LogInPrompt> prompts;       ///< keyboard-interactive, asked all at once
    bool asksForever = false;         ///< whatever is answered to the prompts, they are asked again
};

/// What every command answers when no process is to be started: for runs of many thousand light sessions.
struct CannedReply
{
    QByteArray output;
    QByteArray error;
    int exitCode = 0;
};

/// One host: an address of its own, its keys, who may log in, and where commands run.
struct ServerSettings
{
    QString address = QStringLiteral("127.0.0.1"); ///< loopback, numeric
    quint16 port = 0;                              ///< 0: a free one
    QByteArray hostKey;                            ///< KeyPair::privateKey; empty: one is made
    LogInSettings logIn;
    QString home;           ///< HOME and working folder of commands
    QStringList searchPath; ///< goes before /usr/bin and /bin
    std::optional<CannedReply> cannedReply;
    /// A jump host's: a program and its first arguments, to which host and port are added, that carries a
    /// client's bytes there; empty: nothing is forwarded.
    QStringList forwarder;
    Faults faults;
};

} // namespace regatta::demo
