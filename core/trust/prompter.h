#pragma once

#include "core/trust/host_key.h"
#include "core/trust/secret.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <utility>

namespace regatta::trust {

/// A host whose key no known_hosts file knows yet.
struct UnknownHost
{
    QString host; ///< as known_hosts files it, and as it is trusted
    quint16 port = 22;
    HostKey key;
    QStringList names = {}; ///< other ones that the user wrote and that lead to it

    bool operator==(const UnknownHost &) const = default;
};

enum class HostKeyAnswer { Refuse, AcceptForThisRun, AcceptForGood };

/// What a person is asked to log in somewhere.
struct LogInQuestion
{
    enum class Kind {
        Passphrase,  ///< of a private key: `subject` is its file
        Password,    ///< of an account: `subject` is user@host, with the port if it isn't 22
        Become,      ///< the same for sudo, once logged in
        Interactive, ///< what the server wants to know: `subject` likewise
    };

    /// One line to fill in. The text comes from the server (Interactive): untrusted.
    struct Prompt
    {
        QString text;
        bool isShown = false; ///< whether the answer may be seen while it is typed

        bool operator==(const Prompt &) const = default;
    };

    /// How many other hosts wait for an answer of this kind. Others come while a person thinks, so it has to
    /// be asked for when it matters. From any thread; 0 once nobody waits for the answer any more.
    class Waiting
    {
    public:
        Waiting() = default;
        explicit Waiting(std::function<int()> count)
            : m_count(std::move(count))
        {}
        int now() const { return m_count ? m_count() : 0; }
        bool operator==(const Waiting &) const { return true; } // it is no part of what is asked

    private:
        std::function<int()> m_count;
    };

    Kind kind = Kind::Password;
    QString subject;
    QString instruction;   ///< of the server: untrusted; often empty
    QList<Prompt> prompts; ///< at least one
    Waiting waiting = {};
    bool wasWrong = false;  ///< the last answer was refused
    bool canBeKept = false; ///< there is a secret store, and the answer is one that may be kept there

    bool operator==(const LogInQuestion &) const = default;
};

struct LogInAnswer
{
    QList<Secret> words;       ///< one for each prompt; empty: the person doesn't want to answer
    bool servesOthers = false; ///< "use for all hosts of this run"; without words: don't ask for any of them
    bool isToBeKept = false;   ///< in the secret store, for the next time

    bool isGiven() const { return !words.isEmpty(); }
};

/// Someone who can answer questions: the window, the terminal, or nobody. Questions come from any thread, one
/// of each kind at a time; the answer may come later, from any thread, exactly once. A changed or revoked key
/// is never asked about.
class Prompter
{
public:
    virtual ~Prompter() = default;

    /// One question for all of these; `answer` takes one answer a host, in the same order. Must return soon:
    /// the verifier's end waits for it.
    virtual void askAboutHostKeys(QList<UnknownHost> hosts,
                                  std::function<void(QList<HostKeyAnswer>)> answer) = 0;

    virtual void askToLogIn(LogInQuestion question, std::function<void(LogInAnswer)> answer) = 0;

    /// Nobody waits for the log-in question that is open now (its run was stopped): it may go. Its answer
    /// still has to be given.
    virtual void withdrawLogInQuestion() = 0;
};

} // namespace regatta::trust
