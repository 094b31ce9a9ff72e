#include "core/transport/libssh/key_store.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <optional>

#include <sys/stat.h>
#include <unistd.h>

namespace regatta::transport::libssh {

namespace {

using base::ErrorCode;

/// Far above any key; a file of that size is something else.
constexpr qint64 largestKeyFile = 1 << 20;

/// What libssh's question for a passphrase is answered with. Without a callback it would ask on the terminal.
struct Passphrase
{
    const trust::Secret *secret = nullptr;
    bool wasAsked = false;
};

int answerPassphrase(const char *, char *buffer, size_t size, int, int, void *data)
{
    auto *passphrase = static_cast<Passphrase *>(data);
    passphrase->wasAsked = true;
    if (!passphrase->secret || size_t(passphrase->secret->bytes().size()) >= size)
        return -1;
    std::strcpy(buffer, passphrase->secret->text());
    return 0;
}

/// OpenSSH's rule (sshkey_perm_ok): a key of one's own that others may read is no secret.
bool isOpenToOthers(const QFile &file)
{
    struct stat status
    {};
    return ::fstat(file.handle(), &status) == 0 && status.st_uid == ::getuid() && (status.st_mode & 077) != 0;
}

/// A file for a key that is in a FIDO device. libssh 0.10 can't read it, but any agent signs with it.
/// OpenSSH's format (PROTOCOL.key) has the public half, which names the type, unencrypted within its first
/// bytes.
bool isForSecurityKey(const QByteArray &text)
{
    constexpr QByteArrayView header("-----BEGIN OPENSSH PRIVATE KEY-----");
    constexpr qsizetype publicHead = 256; // in base64, less than what comes before anything private
    if (!text.startsWith(header))
        return false;
    const QByteArray head = QByteArray::fromBase64(text.mid(header.size(), publicHead));
    return head.contains("sk-ssh-") || head.contains("sk-ecdsa-");
}

ErrorCode troubleWith(const QByteArray &text, bool passphraseWasAsked)
{
    if (isForSecurityKey(text))
        return ErrorCode::KeyNeedsAgent;
    return passphraseWasAsked ? ErrorCode::PassphraseNeeded : ErrorCode::KeyFormatUnknown;
}

base::Expected<SharedKey> read(const QString &path, const trust::Secret *secret)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        const bool isShort = errno == EMFILE || errno == ENFILE;
        return base::failure(isShort ? ErrorCode::DescriptorsExhausted : ErrorCode::KeyUnreadable, path);
    }
    if (isOpenToOthers(file))
        return base::failure(ErrorCode::KeyPermissionsTooOpen, path);
    QByteArray text = file.read(largestKeyFile);
    Passphrase passphrase{secret};
    ssh_key key = nullptr;
    const int result =
        ssh_pki_import_privkey_base64(text.constData(), nullptr, answerPassphrase, &passphrase, &key);
    std::optional<ErrorCode> trouble;
    if (result != SSH_OK || !key)
        trouble = troubleWith(text, passphrase.wasAsked);
    explicit_bzero(text.data(), size_t(text.size()));
    if (trouble)
        return base::failure(*trouble, path);
    return SharedKey(key, ssh_key_free);
}

/// Empty: it is another file. A private key isn't even read: nobody would wipe it.
QByteArray publicKeyFrom(const QString &name)
{
    QFile file(name);
    char first = '-';
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !file.getChar(&first) || first == '-')
        return {};
    const QList<QByteArray> words = (first + file.read(largestKeyFile)).split(' ');
    return words.size() > 1 ? QByteArray::fromBase64(words[1].trimmed()) : QByteArray();
}

QByteArray readPublicKey(const QString &path)
{
    // libssh would leave a certificate's signature out.
    for (const QString &name : {path + QStringLiteral(".pub"), path}) {
        const QByteArray key = publicKeyFrom(name);
        if (!key.isEmpty())
            return key;
    }
    const SharedKey half = KeyStore::publicHalf(path);
    char *text = nullptr;
    if (!half || ssh_pki_export_pubkey_base64(half.get(), &text) != SSH_OK)
        return {};
    const SshText base64(text);
    return QByteArray::fromBase64(base64.get());
}

bool stays(base::ErrorCode code)
{
    // An unreadable file may become readable without changing.
    return code != ErrorCode::KeyUnreadable && code != ErrorCode::KeyPermissionsTooOpen &&
           code != ErrorCode::DescriptorsExhausted;
}

} // namespace

KeyStore::Version KeyStore::Version::of(const QString &path)
{
    struct stat status
    {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return {std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec, status.st_size,
            status.st_ino};
}

base::Expected<SharedKey> KeyStore::key(const QString &path)
{
    const Version version = Version::of(path);
    const std::lock_guard lock(m_mutex);
    const auto known = m_entries.constFind(path);
    if (known != m_entries.cend() && known->version == version)
        return known->key;
    Entry entry{version, read(path, nullptr)};
    if (!entry.key && !stays(entry.key.error().code))
        return entry.key;
    return m_entries.insert(path, std::move(entry))->key;
}

void KeyStore::unlockAside(const QString &path, const trust::Secret &passphrase,
                           std::function<void(bool)> done)
{
    m_unlocking.start(
        [this, path, passphrase, done = std::move(done)] { done(unlock(path, passphrase).has_value()); });
}

base::Expected<SharedKey> KeyStore::unlock(const QString &path, const trust::Secret &passphrase)
{
    if (const auto known = key(path); known)
        return known; // somebody else's question opened it meanwhile
    Entry entry{Version::of(path), read(path, &passphrase)};
    if (!entry.key)
        return entry.key;
    const std::lock_guard lock(m_mutex);
    return m_entries.insert(path, std::move(entry))->key;
}

SharedKey KeyStore::publicHalf(const QString &path)
{
    // A key in OpenSSH's own format holds its public half unencrypted.
    for (const QString &file : {path + QStringLiteral(".pub"), path}) {
        ssh_key key = nullptr;
        if (ssh_pki_import_pubkey_file(QFile::encodeName(file).constData(), &key) == SSH_OK)
            return SharedKey(key, ssh_key_free);
    }
    return nullptr;
}

QByteArray KeyStore::publicKey(const QString &path)
{
    const Version version = Version::of(path);
    const Version beside = Version::of(path + QStringLiteral(".pub"));
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_publicKeys.constFind(path);
        if (known != m_publicKeys.cend() && known->version == version && known->beside == beside)
            return known->key;
    }
    const QByteArray key = readPublicKey(path);
    if (key.isEmpty())
        return key; // perhaps only for want of a descriptor
    const std::lock_guard lock(m_mutex);
    m_publicKeys.insert(path, {version, beside, key});
    return key;
}

base::Expected<SharedKey> KeyStore::certified(const QString &path, const QString &certificateFile)
{
    const base::Expected<SharedKey> plain = key(path);
    if (!plain)
        return plain;
    ssh_key certificate = nullptr;
    if (ssh_pki_import_cert_file(QFile::encodeName(certificateFile).constData(), &certificate) != SSH_OK)
        return base::failure(ErrorCode::KeyFormatUnknown, certificateFile);
    const SharedKey owner(certificate, ssh_key_free);
    // A copy: the plain key goes on being offered without the certificate.
    SharedKey pair(ssh_key_dup(plain->get()), ssh_key_free);
    if (!pair || ssh_pki_copy_cert_to_privkey(certificate, pair.get()) != SSH_OK)
        return base::failure(ErrorCode::KeyFormatUnknown, certificateFile);
    return pair;
}

QStringList defaultIdentityFiles(const QString &sshDirectory)
{
    QStringList files;
    for (const char *name : {"id_rsa", "id_ecdsa", "id_ecdsa_sk", "id_ed25519", "id_ed25519_sk"}) {
        const QString path = sshDirectory + u'/' + QLatin1StringView(name);
        if (QFileInfo::exists(path))
            files.append(path);
    }
    return files;
}

} // namespace regatta::transport::libssh
