#pragma once

#include <libssh/libssh.h>

#include <memory>
#include <type_traits>

namespace regatta::transport::libssh {

/// unique_ptr over libssh's own handle types; a channel is not among them, because it must be closed first.
template <auto free>
struct SshDeleter
{
    template <typename Handle>
    void operator()(Handle *handle) const
    {
        free(handle);
    }
};

using SshSessionHandle = std::unique_ptr<std::remove_pointer_t<ssh_session>, SshDeleter<ssh_free>>;
using SshEventHandle = std::unique_ptr<std::remove_pointer_t<ssh_event>, SshDeleter<ssh_event_free>>;
using SshKeyHandle = std::unique_ptr<std::remove_pointer_t<ssh_key>, SshDeleter<ssh_key_free>>;
using SshText = std::unique_ptr<char, SshDeleter<ssh_string_free_char>>;

/// What a call says that may have to be repeated. libssh has two numbers for "again" (SSH_AGAIN is not
/// SSH_AUTH_AGAIN), so no return code leaves this folder's wrappers as a number.
enum class Progress { Done, Again, Failed };
/// Question: keyboard-interactive, the server wants answers.
enum class AuthProgress { Accepted, Denied, Partial, Question, Again, Failed };

inline Progress progressOf(int returnCode)
{
    return returnCode == SSH_OK      ? Progress::Done
           : returnCode == SSH_AGAIN ? Progress::Again
                                     : Progress::Failed;
}

inline AuthProgress authProgressOf(int returnCode)
{
    switch (returnCode) {
    case SSH_AUTH_SUCCESS:
        return AuthProgress::Accepted;
    case SSH_AUTH_DENIED:
        return AuthProgress::Denied;
    case SSH_AUTH_INFO:
        return AuthProgress::Question;
    case SSH_AUTH_PARTIAL:
        return AuthProgress::Partial;
    case SSH_AUTH_AGAIN:
        return AuthProgress::Again;
    default:
        return AuthProgress::Failed;
    }
}

} // namespace regatta::transport::libssh
