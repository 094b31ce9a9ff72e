#include "app/demo/log_in.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace regatta::demo {

namespace {

int methodBit(LogInMethod method)
{
    switch (method) {
    case LogInMethod::PublicKey:
        return SSH_AUTH_METHOD_PUBLICKEY;
    case LogInMethod::Password:
        return SSH_AUTH_METHOD_PASSWORD;
    case LogInMethod::KeyboardInteractive:
        return SSH_AUTH_METHOD_INTERACTIVE;
    }
    Q_UNREACHABLE();
}

QByteArray publicKeyText(ssh_key key)
{
    char *text = nullptr;
    if (ssh_pki_export_pubkey_base64(key, &text) != SSH_OK)
        return {};
    const QByteArray copy(text);
    ssh_string_free_char(text);
    return copy;
}

// libssh's callbacks for keys and passwords, which replace these three, always send an answer. A server that
// stalls must be able to send none.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
ssh_key keyOf(ssh_message message)
{
    return ssh_message_auth_pubkey(message);
}

ssh_publickey_state_e signatureOf(ssh_message message)
{
    return ssh_message_auth_publickey_state(message);
}

QByteArray passwordOf(ssh_message message)
{
    return ssh_message_auth_password(message);
}
#pragma GCC diagnostic pop

} // namespace

LogIn::LogIn(const LogInSettings &settings)
    : m_settings(settings)
{}

QList<LogInMethod> LogIn::offered() const
{
    return m_settings.anyWillDo ? m_settings.methods : m_settings.methods.mid(m_stepsDone, 1);
}

void LogIn::announceMethods(ssh_session session) const
{
    // A client must be told of something; nobody gets in by the name of a host here.
    const int nothingThatWorks = SSH_AUTH_METHOD_HOSTBASED;
    int bits = 0;
    for (const LogInMethod method : offered())
        bits |= methodBit(method);
    ssh_set_auth_methods(session, bits != 0 ? bits : nothingThatWorks);
}

void LogIn::answer(ssh_session session, ssh_message message)
{
    switch (judge(session, message)) {
    case Verdict::Right:
        acceptStep(session, message);
        break;
    case Verdict::Wrong:
        ssh_message_reply_default(message);
        break;
    case Verdict::Asked:
        break;
    }
}

LogIn::Verdict LogIn::judge(ssh_session session, ssh_message message) const
{
    const QList<LogInMethod> methods = offered();
    const auto method = std::find_if(methods.begin(), methods.end(), [&](LogInMethod one) {
        return ssh_message_subtype(message) == methodBit(one);
    });
    if (method == methods.end())
        return Verdict::Wrong;
    // Answers to prompts carry no name: libssh keeps it with the request that they belong to.
    const bool isAnswer = ssh_message_auth_kbdint_is_response(message) == 1;
    if (!isAnswer && !m_settings.user.isEmpty() && m_settings.user != ssh_message_auth_user(message))
        return Verdict::Wrong;
    switch (*method) {
    case LogInMethod::PublicKey:
        return judgeKey(message);
    case LogInMethod::Password:
        return judgePassword(message);
    case LogInMethod::KeyboardInteractive:
        return isAnswer && !m_settings.asksForever ? judgeAnswers(session, message) : ask(message);
    }
    Q_UNREACHABLE();
}

LogIn::Verdict LogIn::judgeKey(ssh_message message) const
{
    if (!m_settings.authorizedKeys.contains(publicKeyText(keyOf(message))))
        return Verdict::Wrong;
    switch (signatureOf(message)) {
    case SSH_PUBLICKEY_STATE_VALID:
        return Verdict::Right;
    case SSH_PUBLICKEY_STATE_NONE:
        ssh_message_auth_reply_pk_ok_simple(message);
        return Verdict::Asked;
    case SSH_PUBLICKEY_STATE_ERROR:
    case SSH_PUBLICKEY_STATE_WRONG:
        return Verdict::Wrong;
    }
    return Verdict::Wrong;
}

LogIn::Verdict LogIn::judgePassword(ssh_message message) const
{
    const bool right = !m_settings.password.isEmpty() && passwordOf(message) == m_settings.password;
    return right ? Verdict::Right : Verdict::Wrong;
}

LogIn::Verdict LogIn::ask(ssh_message message) const
{
    std::vector<const char *> texts;
    std::vector<char> echoes;
    for (const LogInPrompt &prompt : m_settings.prompts) {
        texts.push_back(prompt.text.constData());
        echoes.push_back(prompt.echo ? 1 : 0);
    }
    ssh_message_auth_interactive_request(message, "Regatta", "", unsigned(texts.size()), texts.data(),
                                         echoes.data());
    return Verdict::Asked;
}

LogIn::Verdict LogIn::judgeAnswers(ssh_session session, ssh_message) const
{
    if (ssh_userauth_kbdint_getnanswers(session) != m_settings.prompts.size())
        return Verdict::Wrong;
    for (qsizetype i = 0; i < m_settings.prompts.size(); ++i) {
        if (m_settings.prompts.at(i).answer != ssh_userauth_kbdint_getanswer(session, unsigned(i)))
            return Verdict::Wrong;
    }
    return Verdict::Right;
}

void LogIn::acceptStep(ssh_session session, ssh_message message)
{
    ++m_stepsDone;
    m_complete = m_settings.anyWillDo || m_stepsDone == m_settings.methods.size();
    if (!m_complete)
        announceMethods(session);
    ssh_message_auth_reply_success(message, m_complete ? 0 : 1);
}

} // namespace regatta::demo
