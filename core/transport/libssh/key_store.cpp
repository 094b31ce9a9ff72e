#include "core/transport/libssh/key_store.h"

#include <QFile>
#include <QFileInfo>

namespace regatta::transport::libssh {

namespace {

using base::ErrorCode;

/// Far above any key; a file of that size is something else.
constexpr qint64 largestKeyFile = 1 << 20;

/// Called by libssh if, and only if, the key is encrypted. Without it libssh would ask on the terminal.
int noteThatPassphraseIsNeeded(const char *, char *, size_t, int, int, void *isNeeded)
{
    *static_cast<bool *>(isNeeded) = true;
    return -1;
}

base::Expected<SharedKey> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(ErrorCode::KeyUnreadable, path);
    QByteArray text = file.read(largestKeyFile);
    bool needsPassphrase = false;
    ssh_key key = nullptr;
    const int result = ssh_pki_import_privkey_base64(text.constData(), nullptr, noteThatPassphraseIsNeeded,
                                                     &needsPassphrase, &key);
    text.fill('\0');
    if (result != SSH_OK || !key)
        return base::failure(needsPassphrase ? ErrorCode::PassphraseNeeded : ErrorCode::KeyFormatUnknown,
                             path);
    return SharedKey(key, ssh_key_free);
}

} // namespace

base::Expected<SharedKey> KeyStore::key(const QString &path)
{
    const QFileInfo file(path);
    const QDateTime modified = file.lastModified();
    const qint64 size = file.size();
    const std::lock_guard lock(m_mutex);
    const auto known = m_entries.constFind(path);
    if (known != m_entries.cend() && known->modified == modified && known->size == size)
        return known->key;
    Entry entry{modified, size, read(path)};
    // An unreadable file may become readable without changing.
    if (!entry.key && entry.key.error().code == ErrorCode::KeyUnreadable)
        return entry.key;
    return m_entries.insert(path, std::move(entry))->key;
}

QStringList defaultIdentityFiles(const QString &sshDirectory)
{
    QStringList files;
    for (const char *name : {"id_rsa", "id_ecdsa", "id_ed25519"}) {
        const QString path = sshDirectory + u'/' + QLatin1StringView(name);
        if (QFileInfo::exists(path))
            files.append(path);
    }
    return files;
}

} // namespace regatta::transport::libssh
