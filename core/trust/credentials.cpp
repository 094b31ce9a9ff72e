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

/// What the answer is called in the secret store; empty: it can't serve another time.
QString nameInStore(const LogInQuestion &question)
{
    switch (question.kind) {
    case Kind::Passphrase:
        return QStringLiteral("passphrase ") + question.subject;
    case Kind::Password:
        return QStringLiteral("password ") + question.subject;
    case Kind::Become:
        return QStringLiteral("sudo password ") + question.subject;
    case Kind::Interactive:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

Credentials::Credentials(Prompter *prompter, SecretStore *store)
    : m_shared(std::make_shared<Shared>())
{
    m_shared->prompter = prompter;
    m_shared->store = store;
}

Credentials::~Credentials()
{
    std::deque<Waiting> dropped;
    std::vector<Waiting> droppedToo;
    const std::lock_guard lock(m_shared->mutex);
    m_shared->isEnded = true;
    m_shared->forAll.clear();
    m_shared->becomes.clear();
    dropped.swap(m_shared->waiting);
    droppedToo.swap(m_shared->lookedUp);
}

Credentials::Request Credentials::ask(LogInQuestion question, Answered answered, const Secret &refused)
{
    if (!m_shared->prompter) {
        answered({});
        return {};
    }
    quint64 id = 0;
    std::optional<LogInAnswer> said;
    const QString name = m_shared->store ? nameInStore(question) : QString();
    bool isWrong = false; // what the store has
    {
        const std::lock_guard lock(m_shared->mutex);
        said = known(*m_shared, question, refused);
        isWrong = question.wasWrong && m_shared->kept.remove(name);
        if (!said) {
            id = ++m_shared->lastId;
            question.canBeKept = isWrong;
            Waiting waiting{id, question, std::move(answered), refused};
            if (name.isEmpty() || isWrong)
                m_shared->waiting.push_back(std::move(waiting));
            else
                m_shared->lookedUp.push_back(std::move(waiting));
        }
    }
    if (isWrong)
        m_shared->store->remove(name);
    if (said) {
        keep(*m_shared, {question}, *said);
        answered(*said);
        return {};
    }
    if (name.isEmpty() || isWrong)
        askNext(m_shared);
    else
        lookUp(m_shared, id, name);
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

/// Also after a wrong answer of the person's own: only the store knows whether it is there.
void Credentials::lookUp(const std::shared_ptr<Shared> &shared, quint64 id, const QString &name)
{
    shared->store->read(name, [shared, id](const SecretStore::Found &answer) { found(shared, id, answer); });
}

void Credentials::found(const std::shared_ptr<Shared> &shared, quint64 id, const SecretStore::Found &found)
{
    Answered served;
    std::optional<LogInAnswer> said;
    LogInQuestion question;
    {
        const std::lock_guard lock(shared->mutex);
        const auto place = std::find_if(shared->lookedUp.begin(), shared->lookedUp.end(),
                                        [id](const Waiting &one) { return one.id == id; });
        if (place == shared->lookedUp.end())
            return; // withdrawn
        Waiting waiting = std::move(*place);
        shared->lookedUp.erase(place);
        question = waiting.question;
        said = known(*shared, question, waiting.refused);
        if (!said && found.secret && !question.wasWrong) {
            shared->kept.insert(nameInStore(question));
            served = std::move(waiting.answered);
        } else if (said) {
            served = std::move(waiting.answered);
        } else {
            waiting.question.canBeKept = found.isThere;
            shared->waiting.push_back(std::move(waiting));
        }
    }
    if (!served)
        return askNext(shared);
    if (said)
        keep(*shared, {question}, *said);
    served(said ? *said : LogInAnswer{{*found.secret}});
}

/// Without the lock.
void Credentials::keep(Shared &shared, const QList<LogInQuestion> &served, const LogInAnswer &answer)
{
    if (!shared.store || !answer.isToBeKept || answer.words.size() != 1)
        return;
    QSet<QString> names;
    for (const LogInQuestion &question : served)
        names.insert(nameInStore(question));
    names.remove(QString());
    for (const QString &name : std::as_const(names))
        shared.store->write(name, answer.words.first());
    const std::lock_guard lock(shared.mutex);
    shared.kept.unite(names);
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
    }
    question.waiting = LogInQuestion::Waiting([shared, id] { return waitingFor(*shared, id); });
    shared->prompter->askToLogIn(std::move(question),
                                 [shared, id](const LogInAnswer &answer) { take(shared, id, answer); });
}

/// When it is put up, the first question has nobody behind it: the others are asked while a person types.
int Credentials::waitingFor(Shared &shared, quint64 id)
{
    const std::lock_guard lock(shared.mutex);
    const std::deque<Waiting> &waiting = shared.waiting;
    const auto asked =
        std::find_if(waiting.begin(), waiting.end(), [id](const Waiting &one) { return one.id == id; });
    if (asked == waiting.end())
        return 0;
    return int(std::count_if(waiting.begin(), waiting.end(), [&](const Waiting &other) {
        return other.id != id && isServed(asked->question, true, other.question);
    }));
}

void Credentials::take(const std::shared_ptr<Shared> &shared, quint64 id, const LogInAnswer &answer)
{
    std::vector<Answered> served;
    QList<LogInQuestion> questions; // of those
    {
        const std::lock_guard lock(shared->mutex);
        shared->isAsking = false;
        std::deque<Waiting> &waiting = shared->waiting;
        const auto asked =
            std::find_if(waiting.begin(), waiting.end(), [id](const Waiting &one) { return one.id == id; });
        if (asked != waiting.end()) {
            const LogInQuestion question = asked->question;
            served.push_back(std::move(asked->answered));
            questions << question;
            waiting.erase(asked);
            remember(*shared, question, answer);
            const auto others =
                std::stable_partition(waiting.begin(), waiting.end(), [&](const Waiting &other) {
                    return !isServed(question, answer.servesOthers, other.question);
                });
            for (auto other = others; other != waiting.end(); ++other) {
                served.push_back(std::move(other->answered));
                questions << other->question;
            }
            waiting.erase(others, waiting.end());
        }
    }
    keep(*shared, questions, answer);
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
        const auto isIt = [id](const Waiting &one) { return one.id == id; };
        const auto lookedUp = std::find_if(shared->lookedUp.begin(), shared->lookedUp.end(), isIt);
        if (lookedUp != shared->lookedUp.end()) {
            dropped = std::move(lookedUp->answered);
            shared->lookedUp.erase(lookedUp);
            return;
        }
        const auto found = std::find_if(shared->waiting.begin(), shared->waiting.end(), isIt);
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
