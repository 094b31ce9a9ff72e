#pragma once

#include "core/trust/host_key.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace regatta::transport {

struct HostOptions;

/// A host to go through, as ProxyJump names it. An empty user and a port of 0 leave it to the configuration.
struct JumpHost
{
    QString host;
    QString user = {};
    quint16 port = 0;
    std::shared_ptr<const HostOptions> options = {}; ///< its own; null: nothing is configured

    bool operator==(const JumpHost &other) const;
};

/// What the person's OpenSSH configuration says about a host, as far as Regatta acts upon it: the words of
/// `ssh -G`. Names and values are those of ssh_config(5). Where the configuration says nothing, a field has
/// OpenSSH's own default, or is empty if that default is left to whoever reads it.
struct HostOptions
{
    QString user;
    quint16 port = 22;
    QString hostName; ///< to be dialled; tokens as in expandTokens(), of which only %h and %% occur
    QString hostKeyAlias;

    QStringList identityFiles;    ///< empty: the default ones. May hold tokens: see expandTokens()
    bool noIdentityFiles = false; ///< not even those
    bool identitiesOnly = false;
    QStringList certificateFiles; ///< may hold tokens
    /// Unset: SSH_AUTH_SOCK's; empty: no agent. May hold tokens, or be "$NAME" of a variable that says it.
    std::optional<QString> identityAgent;

    QString proxyJump;               ///< empty: none; may hold tokens
    std::vector<JumpHost> jumpHosts; ///< what that comes to, beginning with the one that is dialled
    QString proxyCommand;            ///< empty: none; may hold tokens, see proxyCommandLine()
    std::optional<std::chrono::seconds> connectTimeout;

    // Lists with commas; empty: whatever the transport prefers.
    QByteArray kexAlgorithms;
    QByteArray ciphers;
    QByteArray macs;
    QByteArray hostKeyAlgorithms;
    QByteArray publicKeyAlgorithms;

    QStringList knownHostsFiles; ///< the user's, then the system's; the first is written to
    trust::HostKeyPolicy hostKeyPolicy = trust::HostKeyPolicy::Ask;
    bool hashKnownHosts = false;

    QStringList preferredAuthentications; ///< empty: OpenSSH's order
    bool publicKeyAuthentication = true;
    bool passwordAuthentication = true;
    bool keyboardInteractive = true;
    int passwordPrompts = 3;
    bool asksNobody = false; ///< BatchMode

    /// The first option that only the ssh program can honour, with its value ("gssapiauthentication yes");
    /// empty: there is none.
    QString onlyOpenSsh;

    bool operator==(const HostOptions &) const = default;
};

/// What tokens stand for.
struct TokenValues
{
    QString host;     ///< as the person wrote it: %n
    QString hostName; ///< %h
    quint16 port = 22;
    QString user;
    QString hostKeyAlias; ///< %k; empty: the host
    QString localUser;
    QString home;
};

/// Replaces the tokens of ssh_config(5) that don't depend on the machine (%d %h %k %n %p %r %u %i %%), and
/// "~" at the beginning. Nothing: there is another one in it.
std::optional<QString> expandTokens(const QString &text, const TokenValues &values);

/// The ProxyCommand as the shell is to have it. Nothing: what a token stands for might mean something to the
/// shell, which ssh refuses with words of its own, or only ssh knows the token.
std::optional<QString> proxyCommandLine(const QString &proxyCommand, const TokenValues &values);

/// The same options with the tokens and environment variables of all paths expanded: itself if there are
/// none. Null: one of them only ssh can expand.
std::shared_ptr<const HostOptions> withTokensExpanded(const std::shared_ptr<const HostOptions> &options,
                                                      const TokenValues &values);

} // namespace regatta::transport
