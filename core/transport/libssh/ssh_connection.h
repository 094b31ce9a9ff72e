#pragma once

#include "core/transport/libssh/route.h"
#include "core/transport/libssh/ssh_handles.h"
#include "core/trust/host_key.h"
#include "core/trust/prompter.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace regatta::transport::libssh {

/// A libssh session over a socket of ours, never blocking, with libssh's own configuration files, known_hosts
/// and resolver left out. One thread at a time; it may be handed from one thread to another.
class SshConnection
{
public:
    struct Options
    {
        QByteArray user;
        QByteArray sshDirectory; ///< only so that libssh doesn't look it up; nothing is read there
        QList<QByteArray> knownHostKeyTypes; ///< asked for first, see trust::HostKeyVerifier::knownKeyTypes
        // The person's own choice, lists with commas; empty: ours.
        QByteArray kexAlgorithms = {};
        QByteArray ciphers = {};
        QByteArray macs = {};
        QByteArray hostKeyAlgorithms = {};
        QByteArray publicKeyAlgorithms = {};
        std::shared_ptr<const Link> link = {}; ///< that the socket depends on; null: none
    };

    /// `socket` is connected and doesn't block.
    SshConnection(Descriptor socket, const Options &options);
    ~SshConnection();
    SshConnection(const SshConnection &) = delete;
    SshConnection &operator=(const SshConnection &) = delete;

    /// Banner and key exchange. Repeat when the socket is ready until it no longer says Again.
    Progress connect();

    /// Lets libssh handle what the socket has, 4 KiB at most. Again: nothing was there. Failed: it is over.
    Progress dispatch();

    /// Repeat each until it no longer says Again before calling another.
    AuthProgress authenticateWithNone();
    AuthProgress authenticateWithKey(ssh_key privateKey);
    /// Accepted: the server would take this key.
    AuthProgress offerKey(ssh_key publicKey);
    AuthProgress authenticateWithPassword(const trust::Secret &password);
    /// Until it says something other than Question, answer what interactiveQuestion() asks, and call it
    /// again.
    AuthProgress authenticateInteractively();
    trust::LogInQuestion interactiveQuestion() const; ///< without subject; perhaps without prompts
    void answerInteractively(const QList<trust::Secret> &answers);
    /// Blocks while the agent is asked, so not on a reactor's thread. `agent` is a connected socket,
    /// borrowed.
    AuthProgress authenticateWithAgent(int agent);
    /// "publickey,password": what the server said would be accepted, once a method was denied.
    QString methodsLeft() const;
    /// One of libssh's SSH_AUTH_METHOD_*.
    bool accepts(int method) const { return (ssh_userauth_list(m_session.get(), nullptr) & method) != 0; }

    /// After the key exchange.
    std::optional<trust::HostKey> hostKey() const;

    /// A message without effect, for the path's state tables and the peer's patience.
    void sendNothing();

    /// The peer can't be relied on any more: from now on it counts as gone.
    void giveUp() { m_failed = true; }
    bool isAlive() const;
    /// Whether something waits for room in the socket. Not ssh_get_poll_flags(): that stays set for as long
    /// as there is also something to read, and would drive a session on that is to pause.
    bool wantsToWrite() const { return ssh_get_status(m_session.get()) & SSH_WRITE_PENDING; }
    bool peerIsSsh() const { return ssh_get_serverbanner(m_session.get()) != nullptr; }
    /// Grows whenever a call has read from the socket, whichever call that was.
    quint64 bytesReceived() const { return m_counter.in_bytes; }
    /// Of the reactor's thread, also while the connection is lent out.
    bool isLinkBroken() const { return m_link && !m_link->whatBroke.isEmpty(); }
    QString errorText() const;
    /// Of the socket, for watching. libssh closes it by itself when it fails: the number may have another
    /// owner then.
    int descriptor() const { return m_descriptor; }
    ssh_session handle() const { return m_session.get(); }

private:
    void setOptions(const Options &options);
    void setAlgorithms(const Options &options);
    void choose(ssh_options_e option, const QByteArray &list);
    void keepFromBlocking();
    AuthProgress checked(AuthProgress progress) const;

    const std::shared_ptr<const Link> m_link;
    const int m_descriptor;
    Descriptor m_socket; ///< until libssh takes it over
    ssh_counter_struct m_counter{};
    SshSessionHandle m_session;
    SshEventHandle m_event;
    QString m_unusable; ///< a list that holds nothing that libssh knows
    bool m_wasMadeBlocking = false;
    bool m_failed = false;
};

} // namespace regatta::transport::libssh
