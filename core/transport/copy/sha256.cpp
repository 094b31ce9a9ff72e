#include "core/transport/copy/sha256.h"

#include <openssl/evp.h>

#include <new>

namespace regatta::transport::copy {

namespace {

/// It fails for want of memory only.
void check(int result)
{
    if (result != 1)
        throw std::bad_alloc();
}

} // namespace

void Sha256::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

Sha256::Sha256()
    : m_context(EVP_MD_CTX_new())
{
    check(m_context ? EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) : 0);
}

void Sha256::add(QByteArrayView bytes)
{
    check(EVP_DigestUpdate(m_context.get(), bytes.data(), size_t(bytes.size())));
}

QByteArray Sha256::result()
{
    QByteArray digest(EVP_MD_size(EVP_sha256()), Qt::Uninitialized);
    check(EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(digest.data()), nullptr));
    return digest;
}

} // namespace regatta::transport::copy
