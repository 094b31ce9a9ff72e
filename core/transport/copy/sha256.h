#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

struct evp_md_ctx_st;

namespace regatta::transport::copy {

/// OpenSSL's, which knows the processor's own instructions: Qt's is slower than a fast network.
class Sha256
{
public:
    Sha256();

    void add(QByteArrayView bytes);
    /// Once; nothing after it.
    QByteArray result();

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

} // namespace regatta::transport::copy
