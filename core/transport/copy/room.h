#pragma once

#include <QtGlobal>

#include <memory>
#include <utility>

namespace regatta::transport::copy {

/// So much is read and written at a time: what OpenSSH's own client takes, and every server's limit.
constexpr qint64 chunkSize = 32 * 1024;

/// How many chunks of a copy may be anywhere between the two ends: what bounds its memory (1 MiB), and its
/// speed on a long line.
class Room
{
public:
    bool take()
    {
        if (m_free <= 0) {
            m_isWanted = true;
            return false;
        }
        --m_free;
        return true;
    }
    void takeAnyway() { --m_free; }
    void giveBack() { ++m_free; }
    /// Somebody found none, and there is some now: all may try again, and who finds none wants it anew.
    bool takeWish() { return m_free > 0 && std::exchange(m_isWanted, false); }

private:
    int m_free = 32;
    bool m_isWanted = false;
};

/// A member of whoever asks: answers that come once it is gone are dropped.
class Asker
{
public:
    template <typename Function>
    auto heard(Function function) const
    {
        return [token = std::weak_ptr<int>(m_token), function = std::move(function)](auto answer) mutable {
            if (!token.expired())
                function(std::move(answer));
        };
    }

private:
    std::shared_ptr<int> m_token = std::make_shared<int>(0);
};

} // namespace regatta::transport::copy
