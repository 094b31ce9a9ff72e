#include "core/transport/libssh/ssh_connection.h"

#include <QtEndian>

#include <fcntl.h>

#include <algorithm>
#include <new>

namespace regatta::transport::libssh {

namespace {

/// AES-GCM first: with AES instructions it moves 1 GB in 2.6 s where ChaCha20, libssh's first choice,
/// needs 3.7 s.
constexpr char preferredCiphers[] =
    "aes128-gcm@openssh.com,aes256-gcm@openssh.com,chacha20-poly1305@openssh.com,"
    "aes256-ctr,aes192-ctr,aes128-ctr";

/// The signature algorithms a host key type stands for (RFC 8332: an ssh-rsa key signs with SHA-2).
constexpr char rsaAlgorithms[] = "rsa-sha2-512,rsa-sha2-256";

/// All that libssh 0.10 can check, in its order of preference, without DSA and SHA-1.
const QList<QByteArray> &hostKeyAlgorithms()
{
    static const QList<QByteArray> algorithms = {
        "ssh-ed25519",         "ecdsa-sha2-nistp521",        "ecdsa-sha2-nistp384",
        "ecdsa-sha2-nistp256", "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
        rsaAlgorithms,
    };
    return algorithms;
}

/// `chosen`: the person's own list; it may only be reordered.
QByteArray hostKeyPreference(const QList<QByteArray> &knownTypes, const QByteArray &chosen)
{
    if (!chosen.isEmpty()) {
        QList<QByteArray> algorithms = chosen.split(',');
        std::stable_partition(algorithms.begin(), algorithms.end(), [&](const QByteArray &algorithm) {
            return knownTypes.contains(algorithm.startsWith("rsa-sha2") ? QByteArray("ssh-rsa") : algorithm);
        });
        return algorithms.join(',');
    }
    QList<QByteArray> preference;
    for (const QByteArray &type : knownTypes) {
        const QByteArray algorithm = type == "ssh-rsa" ? QByteArray(rsaAlgorithms) : type;
        if (hostKeyAlgorithms().contains(algorithm) && !preference.contains(algorithm))
            preference.append(algorithm);
    }
    for (const QByteArray &algorithm : hostKeyAlgorithms()) {
        if (!preference.contains(algorithm))
            preference.append(algorithm);
    }
    return preference.join(',');
}

} // namespace

SshConnection::SshConnection(Descriptor socket, const Options &options)
    : m_link(options.link)
    , m_descriptor(socket.get())
    , m_socket(std::move(socket))
    , m_session(ssh_new())
    , m_event(ssh_event_new())
{
    if (!m_session || !m_event)
        throw std::bad_alloc();
    setOptions(options);
}

SshConnection::~SshConnection()
{
    // Otherwise ssh_event_free() would free the poll handle that the session still holds.
    ssh_event_remove_session(m_event.get(), m_session.get());
    m_event.reset();
    if (isAlive())
        ssh_disconnect(m_session.get());
}

void SshConnection::setOptions(const Options &options)
{
    ssh_session session = m_session.get();
    const bool no = false;
    ssh_set_blocking(session, 0);
    ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &no);
    // No SSH_OPTIONS_HOST: it refuses names such as my_host, and without it libssh can't search known_hosts.
    ssh_options_set(session, SSH_OPTIONS_USER, options.user.constData());
    ssh_options_set(session, SSH_OPTIONS_SSH_DIR, options.sshDirectory.constData());
    ssh_options_set(session, SSH_OPTIONS_KNOWNHOSTS, "/dev/null");
    ssh_options_set(session, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null");
    ssh_options_set(session, SSH_OPTIONS_COMPRESSION, "none");
    setAlgorithms(options);
    ssh_options_set(session, SSH_OPTIONS_FD, &m_descriptor);
    ssh_set_counters(session, &m_counter, nullptr);
}

void SshConnection::setAlgorithms(const Options &options)
{
    const QByteArray ciphers = options.ciphers.isEmpty() ? QByteArray(preferredCiphers) : options.ciphers;
    choose(SSH_OPTIONS_CIPHERS_C_S, ciphers);
    choose(SSH_OPTIONS_CIPHERS_S_C, ciphers);
    choose(SSH_OPTIONS_KEY_EXCHANGE, options.kexAlgorithms);
    choose(SSH_OPTIONS_HMAC_C_S, options.macs);
    choose(SSH_OPTIONS_HMAC_S_C, options.macs);
    choose(SSH_OPTIONS_HOSTKEYS, hostKeyPreference(options.knownHostKeyTypes, options.hostKeyAlgorithms));
    choose(SSH_OPTIONS_PUBLICKEY_ACCEPTED_TYPES, options.publicKeyAlgorithms);
}

void SshConnection::choose(ssh_options_e option, const QByteArray &list)
{
    // libssh leaves out what it doesn't know, and refuses a list of which nothing is left.
    if (!list.isEmpty() && ssh_options_set(m_session.get(), option, list.constData()) != SSH_OK)
        m_unusable = QString::fromLatin1(list);
}

Progress SshConnection::connect()
{
    if (!m_unusable.isEmpty())
        return Progress::Failed;
    const bool isFirst = m_socket.isOpen();
    m_socket.release();
    const Progress progress = progressOf(ssh_connect(m_session.get()));
    if (isFirst) {
        // With the option unset libssh owns the socket in every case. As long as it is set, ssh_disconnect()
        // leaves the socket to us unless sending its farewell fails, and nobody can see which it was.
        const int none = -1;
        ssh_options_set(m_session.get(), SSH_OPTIONS_FD, &none);
        ssh_event_add_session(m_event.get(), m_session.get());
    }
    m_failed = progress == Progress::Failed;
    if (!m_failed && !m_wasMadeBlocking)
        keepFromBlocking();
    return progress;
}

/// libssh makes the socket blocking, once, when it sees that it is connected.
void SshConnection::keepFromBlocking()
{
    const int flags = ::fcntl(m_descriptor, F_GETFL);
    m_wasMadeBlocking = flags >= 0 && (flags & O_NONBLOCK) == 0;
    if (m_wasMadeBlocking)
        ::fcntl(m_descriptor, F_SETFL, flags | O_NONBLOCK);
}

Progress SshConnection::dispatch()
{
    const Progress progress = progressOf(ssh_event_dopoll(m_event.get(), 0));
    if (progress == Progress::Failed || !isAlive()) {
        giveUp();
        return Progress::Failed;
    }
    return progress;
}

AuthProgress SshConnection::authenticateWithNone()
{
    return checked(authProgressOf(ssh_userauth_none(m_session.get(), nullptr)));
}

AuthProgress SshConnection::authenticateWithKey(ssh_key privateKey)
{
    return checked(authProgressOf(ssh_userauth_publickey(m_session.get(), nullptr, privateKey)));
}

AuthProgress SshConnection::offerKey(ssh_key publicKey)
{
    return checked(authProgressOf(ssh_userauth_try_publickey(m_session.get(), nullptr, publicKey)));
}

AuthProgress SshConnection::authenticateWithPassword(const trust::Secret &password)
{
    return checked(authProgressOf(ssh_userauth_password(m_session.get(), nullptr, password.text())));
}

AuthProgress SshConnection::authenticateInteractively()
{
    return checked(authProgressOf(ssh_userauth_kbdint(m_session.get(), nullptr, nullptr)));
}

trust::LogInQuestion SshConnection::interactiveQuestion() const
{
    trust::LogInQuestion question;
    question.kind = trust::LogInQuestion::Kind::Interactive;
    question.instruction = QString::fromUtf8(ssh_userauth_kbdint_getinstruction(m_session.get()));
    const int count = ssh_userauth_kbdint_getnprompts(m_session.get());
    for (int i = 0; i < count; ++i) {
        char isShown = 0;
        const char *text = ssh_userauth_kbdint_getprompt(m_session.get(), unsigned(i), &isShown);
        question.prompts.append({QString::fromUtf8(text), isShown != 0});
    }
    return question;
}

void SshConnection::answerInteractively(const QList<trust::Secret> &answers)
{
    for (qsizetype i = 0; i < answers.size(); ++i)
        ssh_userauth_kbdint_setanswer(m_session.get(), unsigned(i), answers[i].text());
}

AuthProgress SshConnection::authenticateWithAgent(int agent)
{
    ssh_set_agent_socket(m_session.get(), agent);
    const AuthProgress progress = checked(authProgressOf(ssh_userauth_agent(m_session.get(), nullptr)));
    ssh_set_agent_socket(m_session.get(), -1); // else the session would close what it only borrowed
    return progress;
}

AuthProgress SshConnection::checked(AuthProgress progress) const
{
    // A server that says goodbye in place of an answer leaves libssh waiting for the answer.
    return progress == AuthProgress::Again && !isAlive() ? AuthProgress::Failed : progress;
}

QString SshConnection::methodsLeft() const
{
    const int methods = ssh_userauth_list(m_session.get(), nullptr);
    QStringList names;
    if (methods & int(SSH_AUTH_METHOD_PUBLICKEY))
        names.append(QStringLiteral("publickey"));
    if (methods & int(SSH_AUTH_METHOD_PASSWORD))
        names.append(QStringLiteral("password"));
    if (methods & int(SSH_AUTH_METHOD_INTERACTIVE))
        names.append(QStringLiteral("keyboard-interactive"));
    if (methods & int(SSH_AUTH_METHOD_GSSAPI_MIC))
        names.append(QStringLiteral("gssapi-with-mic"));
    if (methods & int(SSH_AUTH_METHOD_HOSTBASED))
        names.append(QStringLiteral("hostbased"));
    return names.join(u',');
}

std::optional<trust::HostKey> SshConnection::hostKey() const
{
    ssh_key raw = nullptr;
    if (ssh_get_server_publickey(m_session.get(), &raw) != SSH_OK)
        return std::nullopt;
    const SshKeyHandle key(raw);
    char *text = nullptr;
    if (ssh_pki_export_pubkey_base64(key.get(), &text) != SSH_OK)
        return std::nullopt;
    const SshText base64(text);
    trust::HostKey result;
    result.blob = QByteArray::fromBase64(base64.get());
    // RFC 4253, 6.6: a key begins with the length and the name of its type.
    constexpr qsizetype lengthSize = 4;
    if (result.blob.size() < lengthSize)
        return std::nullopt;
    result.type = result.blob.mid(lengthSize, qFromBigEndian<quint32>(result.blob.constData()));
    return result;
}

void SshConnection::sendNothing()
{
    ssh_send_ignore(m_session.get(), "");
}

bool SshConnection::isAlive() const
{
    return !m_failed && ssh_is_connected(m_session.get()) &&
           (ssh_get_status(m_session.get()) & (SSH_CLOSED | SSH_CLOSED_ERROR)) == 0;
}

QString SshConnection::errorText() const
{
    if (!m_unusable.isEmpty())
        return m_unusable;
    if (isLinkBroken())
        return m_link->whatBroke;
    return QString::fromUtf8(ssh_get_error(m_session.get()));
}

} // namespace regatta::transport::libssh
