#pragma once

#include <unistd.h>

#include <utility>

namespace regatta::transport::libssh {

/// Owns a file descriptor.
class Descriptor
{
public:
    Descriptor() = default;
    explicit Descriptor(int value)
        : m_value(value)
    {}
    Descriptor(Descriptor &&other) noexcept
        : m_value(other.release())
    {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_value, other.m_value);
        return *this;
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor()
    {
        if (m_value >= 0)
            ::close(m_value);
    }

    int get() const { return m_value; }
    bool isOpen() const { return m_value >= 0; }
    int release() { return std::exchange(m_value, -1); }

private:
    int m_value = -1;
};

} // namespace regatta::transport::libssh
