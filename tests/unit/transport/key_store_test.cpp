#include "core/transport/libssh/key_store.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtEndian>

#include <gtest/gtest.h>

#include <array>

#include <fcntl.h>
#include <sys/stat.h>

using namespace regatta;
using namespace regatta::transport::libssh;
using base::ErrorCode;

namespace {

class KeyStoreTest : public testing::Test
{
protected:
    QString path(const char *name) const { return folder.filePath(QString::fromLatin1(name)); }

    QString makeKey(const char *name, const char *type, const QString &passphrase = {}) const
    {
        QProcess keygen;
        keygen.start(QStringLiteral("ssh-keygen"),
                     {QStringLiteral("-q"), QStringLiteral("-t"), QString::fromLatin1(type),
                      QStringLiteral("-N"), passphrase, QStringLiteral("-f"), path(name)});
        EXPECT_TRUE(keygen.waitForFinished() && keygen.exitCode() == 0);
        return path(name);
    }

    void write(const QString &file, const QByteArray &text) const
    {
        QFile target(file);
        ASSERT_TRUE(target.open(QIODevice::WriteOnly));
        target.write(text);
        target.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }

    /// As ssh-keygen makes it, which would want a device: OpenSSH's PROTOCOL.key. The public half is what
    /// counts, no key of a device is in there.
    static QByteArray securityKeyFile(const QByteArray &type)
    {
        const auto string = [](const QByteArray &bytes) -> QByteArray {
            QByteArray length(4, '\0');
            qToBigEndian(quint32(bytes.size()), length.data());
            return length + bytes;
        };
        const QByteArray key = string(type) + string(QByteArray(32, 'k')) + string("ssh:");
        const QByteArray handle = QByteArray(8, 'c') + key + '\1' + string(QByteArray(64, 'h'));
        const QByteArray file = QByteArray("openssh-key-v1\0", 15) + string("none") + string("none") +
                                string("") + QByteArray("\0\0\0\1", 4) + string(key) +
                                string(handle + string("") + string("comment"));
        QByteArray text = file.toBase64();
        for (qsizetype end = 70; end < text.size(); end += 71)
            text.insert(end, '\n');
        return "-----BEGIN OPENSSH PRIVATE KEY-----\n" + text + "\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    ErrorCode errorOf(const QString &file)
    {
        const auto key = store.key(file);
        return key ? ErrorCode::Internal : key.error().code;
    }

    QTemporaryDir folder;
    KeyStore store;
};

} // namespace

TEST_F(KeyStoreTest, ReadsAKeyOnce)
{
    const QString file = makeKey("key", "ed25519");
    const auto first = store.key(file);
    const auto second = store.key(file);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->get(), second->get());
}

TEST_F(KeyStoreTest, ReadsAChangedKeyAgain)
{
    const QString file = makeKey("key", "ed25519");
    write(file, "rubbish");
    EXPECT_EQ(errorOf(file), ErrorCode::KeyFormatUnknown);
    const QString other = makeKey("other", "ecdsa");
    ASSERT_TRUE(QFile::remove(file) && QFile::copy(other, file));
    EXPECT_TRUE(store.key(file));
}

TEST_F(KeyStoreTest, ReadsAPublicKeyOnceAndAgainWhenItHasChanged)
{
    const QString file = makeKey("key", "ed25519");
    const QString half = file + QStringLiteral(".pub");
    const QByteArray first = store.publicKey(file);
    EXPECT_FALSE(first.isEmpty());
    const QByteArray other = KeyStore().publicKey(makeKey("other", "ed25519"));

    struct stat before
    {};
    ASSERT_EQ(::stat(QFile::encodeName(half).constData(), &before), 0);
    write(half, "ssh-ed25519 " + other.toBase64() + ' ' +
                    QByteArray(before.st_size - qint64(13 + other.toBase64().size()), 'c'));
    const std::array times{before.st_atim, before.st_mtim};
    ASSERT_EQ(::utimensat(AT_FDCWD, QFile::encodeName(half).constData(), times.data(), 0), 0);
    EXPECT_EQ(store.publicKey(file), first) << "as nothing tells that the file isn't the same";

    ASSERT_TRUE(QFile::remove(half) && QFile::copy(path("other.pub"), half));
    EXPECT_EQ(store.publicKey(file), other);
    ASSERT_TRUE(QFile::remove(half));
    EXPECT_EQ(store.publicKey(file), first) << "the key file has it too";
}

TEST_F(KeyStoreTest, TellsWhatIsWrongWithAFile)
{
    EXPECT_EQ(errorOf(path("missing")), ErrorCode::KeyUnreadable);
    EXPECT_EQ(errorOf(folder.path()), ErrorCode::KeyUnreadable);
    EXPECT_EQ(errorOf(makeKey("encrypted", "ed25519", QStringLiteral("secret"))),
              ErrorCode::PassphraseNeeded);
    write(path("empty"), {});
    EXPECT_EQ(errorOf(path("empty")), ErrorCode::KeyFormatUnknown);
    write(path("open"), {});
    QFile::setPermissions(path("open"), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup);
    EXPECT_EQ(errorOf(path("open")), ErrorCode::KeyPermissionsTooOpen);
    const auto missing = store.key(path("missing"));
    EXPECT_EQ(missing.error().detail, path("missing"));
}

TEST_F(KeyStoreTest, TellsAKeyThatIsInADevice)
{
    for (const char *name : {"id_ed25519_sk", "id_ecdsa_sk"}) {
        const bool isEd25519 = QByteArray(name).contains("ed25519");
        write(path(name), securityKeyFile(isEd25519 ? "sk-ssh-ed25519@openssh.com"
                                                    : "sk-ecdsa-sha2-nistp256@openssh.com"));
        EXPECT_EQ(errorOf(path(name)), ErrorCode::KeyNeedsAgent);
        EXPECT_FALSE(store.unlock(path(name), regatta::trust::Secret("any")));
    }
    EXPECT_EQ(defaultIdentityFiles(folder.path()), (QStringList{path("id_ecdsa_sk"), path("id_ed25519_sk")}))
        << "as ssh has it";
}

TEST_F(KeyStoreTest, OpensALockedKeyOnceAndForAll)
{
    const QString file = makeKey("locked", "ed25519", QStringLiteral("secret"));
    EXPECT_TRUE(KeyStore::publicHalf(file));
    EXPECT_FALSE(store.unlock(file, regatta::trust::Secret("wrong")));
    EXPECT_EQ(errorOf(file), ErrorCode::PassphraseNeeded);
    EXPECT_TRUE(store.unlock(file, regatta::trust::Secret("secret")));
    EXPECT_TRUE(store.key(file));
}

TEST_F(KeyStoreTest, FindsDefaultFilesInOpenSshsOrder)
{
    for (const char *name : {"id_ed25519", "id_rsa", "id_something", "id_rsa.pub"})
        write(path(name), {});
    EXPECT_EQ(defaultIdentityFiles(folder.path()), (QStringList{path("id_rsa"), path("id_ed25519")}));
}
