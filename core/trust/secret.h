#pragma once

#include <QByteArray>

#include <memory>

#include <strings.h>

namespace regatta::trust {

/// A password, passphrase or code. Copies share one piece of memory, which is wiped when the last of them
/// goes. Never printed, compared in messages, or written anywhere.
class Secret
{
public:
    Secret() = default;
    /// Takes the bytes over; the caller's own copy is the caller's to wipe.
    explicit Secret(QByteArray bytes)
        : m_bytes(new QByteArray(std::move(bytes)), [](QByteArray *text) {
            explicit_bzero(text->data(), size_t(text->size()));
            delete text;
        })
    {}

    bool isEmpty() const { return !m_bytes || m_bytes->isEmpty(); }
    const char *text() const { return m_bytes ? m_bytes->constData() : ""; }
    const QByteArray &bytes() const
    {
        static const QByteArray none;
        return m_bytes ? *m_bytes : none;
    }

    bool operator==(const Secret &other) const { return bytes() == other.bytes(); }

private:
    std::shared_ptr<QByteArray> m_bytes;
};

} // namespace regatta::trust
