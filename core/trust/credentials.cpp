#include "core/trust/credentials.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace regatta::trust {

namespace {

using Kind = LogInQuestion::Kind;

/// Codes work once and a passphrase opens one key; a password may be the same everywhere.
bool servesAll(const LogInQuestion &question)
{
    return question.kind == Kind::Password || question.kind == Kind::Become;
}

/// Whether who asks the second question is served by what was said to the first.
bool isServed(const LogInQuestion &asked, bool forAll, const LogInQuestion &other)
{
    if (other.wasWrong != asked.wasWrong && other.wasWrong)
        return false; // it has tried an answer already
    if (other.kind != asked.kind)
        return false;
    const bool isOfSubject = asked.kind == Kind::Passphrase || asked.kind == Kind::Become;
    return (isOfSubject && other.subject == asked.subject) || (forAll && servesAll(asked));
}

} // namespace

Credentials::Credentials(Prompter *prompter)
    : m_shared(std::make_shared<Shared>())
{
    m_shared->prompter = prompter;
}

Credentials::~Credentials()
{
    std::deque<Waiting> dropped;
    const std::lock_guard lock(m_shared->mutex);
    m_shared->isEnded = true;
    m_shared->forAll.clear();
    m_shared->becomes.clear();
    dropped.swap(m_shared->waiting);
}

Credentials::Request Credentials::ask(LogInQuestion question, Answered answered, const Secret &refused)
{
    if (!m_shared->prompter) {
        answered({});
        return {};
    }
    quint64 id = 0;
    std::optional<LogInAnswer> said;
    {
        const std::lock_guard lock(m_shared->mutex);
        said = known(*m_shared, question, refused);
        if (!said) {
            id = ++m_shared->lastId;
            m_shared->waiting.push_back({id, std::move(question), std::move(answered)});
        }
    }
    if (said) {
        answered(*said);
        return {};
    }
    askNext(m_shared);
    return Request([shared = m_shared, id] { withdraw(shared, id); });
}

std::optional<LogInAnswer> Credentials::knownAnswer(const LogInQuestion &question,
                                                    const Secret &refused) const
{
    if (!canAsk())
        return LogInAnswer{};
    const std::lock_guard lock(m_shared->mutex);
    return known(*m_shared, question, refused);
}

void Credentials::askNext(const std::shared_ptr<Shared> &shared)
{
    quint64 id = 0;
    LogInQuestion question;
    {
        const std::lock_guard lock(shared->mutex);
        if (shared->isAsking || shared->waiting.empty() || shared->isEnded)
            return;
        shared->isAsking = true;
        const Waiting &next = shared->waiting.front();
        id = next.id;
        question = next.question;
        question.waiting =
            int(std::count_if(shared->waiting.begin() + 1, shared->waiting.end(), [&](const Waiting &other) {
                return isServed(question, true, other.question);
            }));
    }
    shared->prompter->askToLogIn(std::move(question),
                                 [shared, id](const LogInAnswer &answer) { take(shared, id, answer); });
}

void Credentials::take(const std::shared_ptr<Shared> &shared, quint64 id, const LogInAnswer &answer)
{
    std::vector<Answered> served;
    {
        const std::lock_guard lock(shared->mutex);
        shared->isAsking = false;
        std::deque<Waiting> &waiting = shared->waiting;
        const auto asked =
            std::find_if(waiting.begin(), waiting.end(), [id](const Waiting &one) { return one.id == id; });
        if (asked != waiting.end()) {
            const LogInQuestion question = asked->question;
            served.push_back(std::move(asked->answered));
            waiting.erase(asked);
            remember(*shared, question, answer);
            const auto others =
                std::stable_partition(waiting.begin(), waiting.end(), [&](const Waiting &other) {
                    return !isServed(question, answer.servesOthers, other.question);
                });
            for (auto other = others; other != waiting.end(); ++other)
                served.push_back(std::move(other->answered));
            waiting.erase(others, waiting.end());
        }
    }
    for (const Answered &answered : served)
        answered(answer);
    askNext(shared);
}

void Credentials::remember(Shared &shared, const LogInQuestion &question, const LogInAnswer &answer)
{
    if (answer.servesOthers && servesAll(question)) {
        shared.forAll[question.kind] = answer;
        if (question.kind == Kind::Become)
            shared.becomes.clear(); // this one is newer
    } else if (question.kind == Kind::Become) {
        shared.becomes[question.subject] = answer;
    }
    if (question.kind == Kind::Passphrase && !answer.isGiven())
        shared.hopelessKeys.insert(question.subject);
}

std::optional<LogInAnswer> Credentials::known(const Shared &shared, const LogInQuestion &question,
                                              const Secret &refused)
{
    if (question.kind == Kind::Passphrase && shared.hopelessKeys.contains(question.subject))
        return LogInAnswer{};
    std::optional<LogInAnswer> said;
    if (const auto forAll = shared.forAll.find(question.kind); forAll != shared.forAll.end())
        said = forAll->second;
    if (const auto own = shared.becomes.constFind(question.subject);
        question.kind == Kind::Become && own != shared.becomes.cend())
        said = *own;
    // Who was refused with it needs another one; who declined for all is not asked again.
    const bool isOld =
        said && said->isGiven() && question.wasWrong && (refused.isEmpty() || said->words.first() == refused);
    return isOld ? std::nullopt : said;
}

void Credentials::withdraw(const std::shared_ptr<Shared> &shared, quint64 id)
{
    bool isOpen = false;
    Answered dropped; // destroyed after the lock
    {
        const std::lock_guard lock(shared->mutex);
        const auto found = std::find_if(shared->waiting.begin(), shared->waiting.end(),
                                        [id](const Waiting &one) { return one.id == id; });
        if (found == shared->waiting.end())
            return;
        isOpen = shared->isAsking && found == shared->waiting.begin();
        dropped = std::move(found->answered);
        shared->waiting.erase(found);
    }
    if (isOpen)
        shared->prompter->withdrawLogInQuestion();
}

void Credentials::giveUpOn(const QString &keyFile)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->hopelessKeys.insert(keyFile);
}

void Credentials::forgetRunDecisions()
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->forAll.clear();
    m_shared->becomes.clear();
    m_shared->hopelessKeys.clear();
}

} // namespace regatta::trust
