#pragma once

#include "core/base/error.h"
#include "core/transport/libssh/ssh_handles.h"
#include "core/trust/secret.h"

#include <QHash>
#include <QString>
#include <QThreadPool>

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>

namespace regatta::transport::libssh {

/// A private key that sessions share: signing only reads it.
using SharedKey = std::shared_ptr<std::remove_pointer_t<ssh_key>>;

/// Reads key files once, however many hosts they open, and again when they have changed. Any thread.
class KeyStore
{
public:
    /// Errors: KeyUnreadable, KeyFormatUnknown, KeyNeedsAgent, PassphraseNeeded, DescriptorsExhausted, each
    /// with the path.
    base::Expected<SharedKey> key(const QString &path);

    /// Opens an encrypted key; from now on key() has it. PassphraseNeeded: it is another passphrase. Deriving
    /// a key takes a good part of a second: not on a reactor's thread.
    base::Expected<SharedKey> unlock(const QString &path, const trust::Secret &passphrase);

    /// The same on a thread of its own; `done` says from there whether it opened.
    void unlockAside(const QString &path, const trust::Secret &passphrase, std::function<void(bool)> done);

    /// The public half, which needs no passphrase; null if it can't be had.
    static SharedKey publicHalf(const QString &path);

    /// The same as authorized_keys holds it, decoded, also of a certificate; empty if it can't be had.
    QByteArray publicKey(const QString &path);

    /// The key together with an OpenSSH user certificate for it. Errors as key(); KeyFormatUnknown with the
    /// certificate's path.
    base::Expected<SharedKey> certified(const QString &path, const QString &certificateFile);

private:
    /// What tells whether a file has changed. Default: it isn't there.
    struct Version
    {
        std::int64_t modified = 0; ///< nanoseconds since the epoch
        std::int64_t size = -1;
        std::uint64_t number = 0; ///< of the inode

        static Version of(const QString &path);
        bool operator==(const Version &) const = default;
    };
    struct Entry
    {
        Version version;
        base::Expected<SharedKey> key;
    };
    struct PublicEntry
    {
        Version version;
        Version beside; ///< of the file with the public half
        QByteArray key;
    };

    std::mutex m_mutex;
    QHash<QString, Entry> m_entries; // guarded by m_mutex, as the next
    QHash<QString, PublicEntry> m_publicKeys;
    QThreadPool m_unlocking; // last: it ends before the rest is gone
};

/// OpenSSH's default identity files in `sshDirectory`, in its order, those that exist.
QStringList defaultIdentityFiles(const QString &sshDirectory);

} // namespace regatta::transport::libssh
