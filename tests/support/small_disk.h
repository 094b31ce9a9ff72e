#pragma once

#include <csignal>

#include <sys/resource.h>
#include <sys/types.h>

namespace regatta::tests {

/// No file of a process grows beyond a size: to whoever writes one it looks like a disk without room. Of this
/// process, or of one that was started while SIGXFSZ was ignored: see ignoreTheSignal().
class SmallDisk
{
public:
    explicit SmallDisk(rlim_t size, pid_t process = 0)
        : m_process(process)
    {
        ignoreTheSignal();
        ::prlimit(m_process, RLIMIT_FSIZE, nullptr, &m_before);
        const rlimit small{size, m_before.rlim_max};
        ::prlimit(m_process, RLIMIT_FSIZE, &small, nullptr);
    }
    ~SmallDisk() { makeRoom(); }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    void makeRoom() { ::prlimit(m_process, RLIMIT_FSIZE, &m_before, nullptr); }

    /// A real disk only fails; this one would end the process.
    static void ignoreTheSignal() { std::signal(SIGXFSZ, SIG_IGN); }

private:
    const pid_t m_process;
    rlimit m_before{};
};

} // namespace regatta::tests
