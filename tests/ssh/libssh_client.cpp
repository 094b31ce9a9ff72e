#include "tests/ssh/libssh_client.h"

#include <gtest/gtest.h>

#include <array>

namespace regatta::tests {

LibsshClient::LibsshClient(const SshCall &call)
    : m_session(ssh_new())
{
    const bool readConfig = false;
    const unsigned port = call.port;
    const long timeout = 30;
    ssh_options_set(m_session, SSH_OPTIONS_PROCESS_CONFIG, &readConfig);
    ssh_options_set(m_session, SSH_OPTIONS_HOST, call.address.toUtf8().constData());
    ssh_options_set(m_session, SSH_OPTIONS_PORT, &port);
    ssh_options_set(m_session, SSH_OPTIONS_USER, call.user.toUtf8().constData());
    ssh_options_set(m_session, SSH_OPTIONS_TIMEOUT, &timeout);
    EXPECT_EQ(ssh_connect(m_session), SSH_OK) << ssh_get_error(m_session);
    ssh_key key = nullptr;
    EXPECT_EQ(
        ssh_pki_import_privkey_file(call.identityFile.toUtf8().constData(), nullptr, nullptr, nullptr, &key),
        SSH_OK);
    EXPECT_EQ(ssh_userauth_publickey(m_session, nullptr, key), SSH_AUTH_SUCCESS) << ssh_get_error(m_session);
    ssh_key_free(key);
}

LibsshClient::~LibsshClient()
{
    ssh_disconnect(m_session);
    ssh_free(m_session);
}

ssh_channel LibsshClient::run(const char *command)
{
    ssh_channel channel = ssh_channel_new(m_session);
    if (ssh_channel_open_session(channel) == SSH_OK && ssh_channel_request_exec(channel, command) == SSH_OK)
        return channel;
    ssh_channel_free(channel);
    return nullptr;
}

QByteArray readAll(ssh_channel channel, bool error)
{
    QByteArray all;
    std::array<char, 4096> buffer;
    for (;;) {
        const int count = ssh_channel_read(channel, buffer.data(), buffer.size(), error ? 1 : 0);
        if (count <= 0)
            return all;
        all.append(buffer.data(), count);
    }
}

} // namespace regatta::tests
