#include "app/demo/key_pair.h"

#include <libssh/libssh.h>

#include <memory>

namespace regatta::demo {

namespace {

struct KeyDeleter
{
    void operator()(ssh_key key) const { ssh_key_free(key); }
};
using Key = std::unique_ptr<ssh_key_struct, KeyDeleter>;

struct TextDeleter
{
    void operator()(char *text) const { ssh_string_free_char(text); }
};
using Text = std::unique_ptr<char, TextDeleter>;

base::Expected<KeyPair> exported(const Key &key)
{
    char *privateKey = nullptr;
    if (ssh_pki_export_privkey_base64(key.get(), nullptr, nullptr, nullptr, &privateKey) != SSH_OK)
        return base::failure(base::ErrorCode::Internal, QStringLiteral("ssh_pki_export_privkey_base64"));
    const Text privateText(privateKey);
    char *publicKey = nullptr;
    if (ssh_pki_export_pubkey_base64(key.get(), &publicKey) != SSH_OK)
        return base::failure(base::ErrorCode::Internal, QStringLiteral("ssh_pki_export_pubkey_base64"));
    const Text publicText(publicKey);
    return KeyPair{QByteArray(privateKey), QByteArray(publicKey)};
}

} // namespace

base::Expected<KeyPair> generateKeyPair()
{
    ssh_key key = nullptr;
    if (ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key) != SSH_OK)
        return base::failure(base::ErrorCode::Internal, QStringLiteral("ssh_pki_generate"));
    return exported(Key(key));
}

base::Expected<KeyPair> keyPairOf(const QByteArray &privateKey)
{
    ssh_key key = nullptr;
    if (ssh_pki_import_privkey_base64(privateKey.constData(), nullptr, nullptr, nullptr, &key) != SSH_OK)
        return base::failure(base::ErrorCode::KeyFormatUnknown);
    return exported(Key(key));
}

} // namespace regatta::demo
