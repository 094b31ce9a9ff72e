#pragma once

#include "core/base/error.h"
#include "core/transport/libssh/agent_filter.h"
#include "core/transport/libssh/key_store.h"
#include "core/transport/libssh/ssh_connection.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace regatta::transport::libssh {

/// The order in which ways to log in are tried, as OpenSSH has it: the first of the preferred methods that
/// the server accepts until it is used up, then the next, and from the beginning after each partial success.
/// Keys are those of the agent, then those of files. With key files that the profile names, or
/// IdentitiesOnly, only these are tried, and of the agent's keys only those whose files can't be read: they
/// are locked, or only their public half is there. Of the reactor's thread.
class Authenticator
{
public:
    enum class Method { PublicKey, KeyboardInteractive, Password };

    struct Ways
    {
        /// The preferred one first; what isn't in it is not tried.
        std::vector<Method> methods = {Method::PublicKey, Method::KeyboardInteractive, Method::Password};
        QStringList namedFiles;      ///< by the profile or on the command line
        QStringList configuredFiles; ///< by the ssh configuration, or its default files
        QStringList certificateFiles;
        bool hasAgent = false;
        bool onlyFiles = false; ///< IdentitiesOnly
        int tries = 3;          ///< for a password, a passphrase, a set of answers
        QString account;        ///< "user@host", for questions
        bool canAsk = false;    ///< else what would be asked is an error
    };

    Authenticator(KeyStore &keys, const Ways &ways);

    enum class Step {
        Again,     ///< call advance() when the socket is ready
        AskAgent,  ///< let the agent log in, then call agentAnswered()
        AskPerson, ///< ask question(), then call personAnswered()
        Accepted,
        Refused,          ///< see error()
        Lost,             ///< the connection ended
        OutOfDescriptors, ///< a key file couldn't be opened for want of one: begin anew when there is one
    };
    Step advance(SshConnection &connection);
    /// `offered`: public keys that needn't be tried again.
    Step agentAnswered(AuthProgress progress, const QList<QByteArray> &offered, SshConnection &connection);

    /// What the agent is to offer after AskAgent.
    AgentKeys agentKeys() const;

    const trust::LogInQuestion &question() const { return m_question; }
    /// For a passphrase: once it has been handed to the KeyStore; `opened` says whether it was the right one.
    Step personAnswered(const trust::LogInAnswer &answer, bool opened, SshConnection &connection);

    /// After Refused: NoMethodAccepted with what the server would accept; PasswordRefused with the account;
    /// AnswerRefused and AnswerNeeded with what was asked; TooManyAttempts with the account; or what kept a
    /// named key from being offered (PassphraseNeeded, KeyUnreadable, ...).
    base::Error error(const SshConnection &connection) const;

private:
    struct Way
    {
        QString identityFile; ///< empty: the agent
        QString certificateFile = {};
        SharedKey key = {};   ///< once it was read: one attempt is one key, whatever becomes of the file
        bool isAsked = false; ///< the server would take it, if only it could be read
    };
    bool isRestricted() const { return m_settings.onlyFiles || !m_settings.namedFiles.isEmpty(); }
    void addFile(const QString &file, const QStringList &certificates);
    QByteArray publicKeyOf(const Way &way) const; ///< as authorized_keys holds it, decoded
    void leaveOut(const QList<QByteArray> &offered);
    bool mayHaveAskedNobody(const QList<QByteArray> &offered, const SshConnection &connection) const;
    bool isToOfferRsa() const;
    bool putAgentFirst();
    bool isOver() const { return m_method >= m_settings.methods.size(); }
    bool isAt(Method method) const { return !isOver() && m_settings.methods[m_method] == method; }
    bool isAccepted(Method method, const SshConnection &connection) const;
    void skipMethod();
    void startAgain();
    AuthProgress tryFile(Way &way, SshConnection &connection);
    AuthProgress tryLocked(Way &way, const base::Error &error, SshConnection &connection);
    AuthProgress tryNone(SshConnection &connection);
    // Each: nothing if it goes on with what m_method says now.
    std::optional<Step> advanceMethod(SshConnection &connection);
    std::optional<Step> advanceKeys(SshConnection &connection);
    std::optional<Step> advanceInteractive(SshConnection &connection);
    std::optional<Step> advancePassword(SshConnection &connection);
    std::optional<Step> followAnswer(AuthProgress progress, SshConnection &connection);
    QString asked() const;
    base::Error refusal() const;
    Step ask(trust::LogInQuestion question);
    Step stepAfter(AuthProgress progress, const SshConnection &connection) const;

    KeyStore &m_keys;
    const Ways m_settings;
    std::vector<Way> m_ways; ///< of keys
    size_t m_next = 0;       ///< of the ways
    size_t m_method = 0;     ///< of Ways::methods; beyond them: all have been tried
    bool m_noneWasTried = false;
    bool m_needsNone = false; ///< before the agent's keys are tried (again)
    bool m_isPartlyIn = false;
    bool m_wasQuestioned = false; ///< by the keyboard-interactive that is under way
    int m_failures = 0;           ///< of the question at hand
    int m_rounds = 0;             ///< of keyboard-interactive, and partial successes, in all
    trust::LogInQuestion m_question;
    std::optional<trust::Secret> m_password; ///< to be sent
    bool m_isOutOfDescriptors = false;
    std::optional<base::Error> m_keyError; ///< the first one
    std::optional<base::Error> m_unanswered;
    std::optional<base::Error> m_ifRefused; ///< what the answer comes to that the server has now
    std::optional<base::Error> m_refusal;   ///< what the last one came to
};

} // namespace regatta::transport::libssh
