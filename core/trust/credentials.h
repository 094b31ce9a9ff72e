#pragma once

#include "core/trust/prompter.h"
#include "core/trust/secret_store.h"

#include <QHash>
#include <QSet>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace regatta::trust {

/// Who asks the person for passwords, passphrases and codes: one question at a time, each answer used for as
/// many hosts as the person said, the others waiting meanwhile. Keeps what was said "for all hosts" until the
/// next run begins. What the secret store has is tried first, once; what turns out to be wrong is taken out
/// of it. All functions may be called from any thread.
class Credentials
{
public:
    /// `prompter` may be null: nobody can be asked. Otherwise it must outlive this, and so must `store`;
    /// null: nothing is kept.
    explicit Credentials(Prompter *prompter, SecretStore *store = nullptr);
    ~Credentials();
    Credentials(const Credentials &) = delete;
    Credentials &operator=(const Credentials &) = delete;

    bool canAsk() const { return m_shared->prompter != nullptr; }

    using Answered = std::function<void(LogInAnswer)>;

    /// Withdraws its question when it is destroyed: `answered` is then not called any more, or is under way.
    class Request
    {
    public:
        Request() = default;
        explicit Request(std::function<void()> withdraw)
            : m_withdraw(std::move(withdraw))
        {}
        ~Request() { reset(); }
        Request(Request &&other) noexcept
            : m_withdraw(std::exchange(other.m_withdraw, nullptr))
        {}
        Request &operator=(Request &&other) noexcept
        {
            if (this != &other) {
                reset();
                m_withdraw = std::exchange(other.m_withdraw, nullptr);
            }
            return *this;
        }
        void reset()
        {
            if (const auto withdraw = std::exchange(m_withdraw, nullptr))
                withdraw();
        }

    private:
        std::function<void()> m_withdraw;
    };

    /// Calls `answered` at most once, perhaps before it returns. `question.waiting` is filled in here, and
    /// may be looked at after we are gone. `refused`: the answer that was wrong; another one that is known by
    /// now is given without asking.
    [[nodiscard]] Request ask(LogInQuestion question, Answered answered, const Secret &refused = {});

    /// What ask() would answer at once, without a person.
    std::optional<LogInAnswer> knownAnswer(const LogInQuestion &question, const Secret &refused = {}) const;

    /// No answer opens this key: who asks for its passphrase from now on gets none, until the next run.
    void giveUpOn(const QString &keyFile);

    /// Forgets what was said for all hosts. Call when a run begins.
    void forgetRunDecisions();

private:
    struct Waiting
    {
        quint64 id = 0;
        LogInQuestion question;
        Answered answered;
        Secret refused; ///< the answer that was wrong
    };

    /// Answers of a person may arrive after we are gone.
    struct Shared
    {
        Prompter *prompter = nullptr;
        SecretStore *store = nullptr;
        std::mutex mutex;
        // Guarded by mutex:
        std::vector<Waiting> lookedUp; ///< the store has not said yet whether it has the answer
        std::deque<Waiting> waiting;   ///< the first one is being asked if isAsking
        bool isAsking = false;
        bool isEnded = false;
        quint64 lastId = 0;
        /// Passwords that serve all hosts, or that none is given.
        std::map<LogInQuestion::Kind, LogInAnswer> forAll;
        QHash<QString, LogInAnswer> becomes; ///< for sudo, by account: all of its tasks and steps ask
        QSet<QString> hopelessKeys;          ///< private key files that nobody will open
        QSet<QString> kept;                  ///< what came from the store or went into it, by name
    };

    static void lookUp(const std::shared_ptr<Shared> &shared, quint64 id, const QString &name);
    static void found(const std::shared_ptr<Shared> &shared, quint64 id, const SecretStore::Found &found);
    static void keep(Shared &shared, const QList<LogInQuestion> &served, const LogInAnswer &answer);
    static void askNext(const std::shared_ptr<Shared> &shared);
    static int waitingFor(Shared &shared, quint64 id);
    static void take(const std::shared_ptr<Shared> &shared, quint64 id, const LogInAnswer &answer);
    static std::optional<LogInAnswer> known(const Shared &shared, const LogInQuestion &question,
                                            const Secret &refused);
    static void remember(Shared &shared, const LogInQuestion &question, const LogInAnswer &answer);
    static void withdraw(const std::shared_ptr<Shared> &shared, quint64 id);

    const std::shared_ptr<Shared> m_shared;
};

} // namespace regatta::trust
