#include "core/trust/host_key_verifier.h"

#include "core/trust/host_names.h"
#include "core/trust/known_hosts_store.h"
#include "core/trust/known_hosts_writer.h"
#include "core/trust/prompter.h"
#include "core/trust/public_key.h"
#include "core/trust/run_decisions.h"
#include "core/trust/scheduler.h"
#include "core/trust/unknown_hosts.h"
#include "core/trust/verdicts.h"

#include <QDir>
#include <QFile>
#include <QHash>

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

#include <sys/stat.h>

namespace regatta::trust {
namespace {

using base::ErrorCode;
using base::Expected;

QStringList orDefault(const QStringList &files)
{
    return files.isEmpty() ? defaultKnownHostsFiles() : files;
}

} // namespace

/// Shared with tasks and answers that may come too late; they hold it weakly. Verdicts, questions and file
/// work happen outside the lock.
class HostKeyVerifier::Private : public std::enable_shared_from_this<Private>
{
public:
    Private(Prompter *who, std::unique_ptr<Scheduler> when);

    bool verify(HostKeyRequest request, Verdict verdict);
    KnownHosts files(const QStringList &paths);
    void forgetRunDecisions();
    QList<base::Error> problems() const;
    void shutDown();

private:
    struct Settled
    {
        std::vector<Verdict> verdicts;
        Expected<void> verdict;
    };

    std::optional<Expected<void>> decideUnknown(const HostKeyRequest &request, const QString &unreadable,
                                                Verdict &verdict);
    std::optional<Expected<void>> park(const HostKeyRequest &request, Verdict &verdict);
    Expected<void> refuseBothKeys(const UnknownHostRow &row, const HostKey &other);

    void later(base::Duration delay, void (Private::*task)());
    void scheduleQuestion();
    void askIfDue();
    std::vector<std::optional<Expected<void>>> decidedByFilesNow(const std::vector<HostKeyRequest> &requests);
    void ask();
    void answered(quint64 question, QList<HostKeyAnswer> answers);
    void apply(quint64 question, const QList<HostKeyAnswer> &answers);
    Expected<void> answer(const UnknownHostRow &row, HostKeyAnswer answer);
    void giveVerdicts();
    void writeAccepted();

    Prompter *const m_prompter;
    const std::unique_ptr<Scheduler> m_scheduler;
    KnownHostsStore m_store;
    KnownHostsWriter m_writer;

    mutable std::mutex m_mutex; // guards all below
    UnknownHosts m_unknown;
    std::vector<Settled> m_settled; // verdicts to be given
    quint64 m_question = 0;         // the open or next one's number
    bool m_isQuestionScheduled = false;
    RunDecisions m_decisions;
    std::vector<base::Error> m_writeProblems;
};

HostKeyVerifier::Private::Private(Prompter *who, std::unique_ptr<Scheduler> when)
    : m_prompter(who)
    , m_scheduler(std::move(when))
{}

KnownHosts HostKeyVerifier::Private::files(const QStringList &paths)
{
    return m_store.open(paths, m_scheduler->now());
}

bool HostKeyVerifier::Private::verify(HostKeyRequest request, Verdict verdict)
{
    request.knownHostsFiles = orDefault(request.knownHostsFiles);
    request.key = canonical(std::move(request.key));
    if (request.policy == HostKeyPolicy::AcceptNew && !rememberNewKeys(request.knownHostsFiles))
        request.policy = request.asksNobody ? HostKeyPolicy::Strict : HostKeyPolicy::Ask;
    const KnownHosts known = files(request.knownHostsFiles);
    auto decided = verdictOf(known, request);
    // What is only remembered is not enough for "strict", and what stands in a file for less than a second
    // is.
    if (!decided && request.policy == HostKeyPolicy::Strict)
        decided = decidedByFilesNow({request}).front().value_or(refusedAsUnknown(request.key));
    if (!decided)
        decided = decideUnknown(request, known.unreadableFile(), verdict);
    if (!decided)
        return false;
    verdict(*decided);
    return true;
}

/// Looking at this run's decisions and acting on them is one step: two connections to one host can't both be
/// the first.
std::optional<Expected<void>> HostKeyVerifier::Private::decideUnknown(const HostKeyRequest &request,
                                                                      const QString &unreadable,
                                                                      Verdict &verdict)
{
    const std::lock_guard lock(m_mutex);
    if (const auto decided = m_decisions.about(identityOf(request), request.key))
        return decided;
    switch (request.policy) {
    case HostKeyPolicy::Strict:
        return refusedAsUnknown(request.key);
    case HostKeyPolicy::AcceptNew:
        if (!unreadable.isEmpty())
            return base::failure(ErrorCode::FileUnreadable, unreadable);
        m_decisions.acceptForGood(request);
        later({}, &Private::writeAccepted);
        return Expected<void>();
    case HostKeyPolicy::Ask:
        return m_prompter ? park(request, verdict) : refusedAsUnknown(request.key);
    }
    Q_UNREACHABLE();
}

std::optional<Expected<void>> HostKeyVerifier::Private::park(const HostKeyRequest &request, Verdict &verdict)
{
    UnknownHostRow *row = m_unknown.find(identityOf(request));
    if (row && row->request.key != request.key)
        return refuseBothKeys(*row, request.key);
    if (row) {
        row->verdicts.push_back(std::move(verdict));
        row->noteName(request);
    } else {
        UnknownHostRow added{identityOf(request), request, {std::move(verdict)}};
        added.noteName(request);
        m_unknown.add(std::move(added), m_scheduler->now());
        scheduleQuestion();
    }
    return std::nullopt;
}

/// One of the two may be an impostor's, and nobody can say which: neither is asked about, nor accepted in
/// this run.
Expected<void> HostKeyVerifier::Private::refuseBothKeys(const UnknownHostRow &row, const HostKey &other)
{
    const HostIdentity identity = row.identity;
    const Expected<void> verdict = refusedAsShowingTwoKeys(row.request.key, other);
    m_decisions.refuseBothKeys(identity, row.request.key);
    m_settled.push_back({m_unknown.withdraw(identity), verdict});
    later({}, &Private::giveVerdicts);
    return verdict;
}

void HostKeyVerifier::Private::later(base::Duration delay, void (Private::*task)())
{
    m_scheduler->callLater(delay, [weak = weak_from_this(), task] {
        if (const auto self = weak.lock())
            (self.get()->*task)();
    });
}

void HostKeyVerifier::Private::scheduleQuestion()
{
    const auto due = m_unknown.dueAt();
    if (!due || m_isQuestionScheduled)
        return;
    m_isQuestionScheduled = true;
    later(std::max(base::Duration::zero(), *due - m_scheduler->now()), &Private::askIfDue);
}

/// Before a person is bothered, the files are looked at again: ssh beside us may have answered meanwhile.
void HostKeyVerifier::Private::askIfDue()
{
    std::vector<HostKeyRequest> requests;
    {
        const std::lock_guard lock(m_mutex);
        m_isQuestionScheduled = false;
        const auto due = m_unknown.dueAt();
        if (!due || m_scheduler->now() < *due) {
            scheduleQuestion();
            return;
        }
        for (const UnknownHostRow &row : m_unknown.open())
            requests.push_back(row.request);
    }
    const auto decided = decidedByFilesNow(requests);
    {
        const std::lock_guard lock(m_mutex);
        std::vector<UnknownHostRow> rows = m_unknown.close();
        for (size_t i = 0; i < rows.size(); ++i) {
            const auto verdict =
                decided[i] ? decided[i] : m_decisions.about(rows[i].identity, rows[i].request.key);
            if (verdict)
                m_settled.push_back({std::move(rows[i].verdicts), *verdict});
            else
                m_unknown.putBack(std::move(rows[i]));
        }
        scheduleQuestion();
    }
    giveVerdicts();
    ask();
}

std::vector<std::optional<Expected<void>>>
HostKeyVerifier::Private::decidedByFilesNow(const std::vector<HostKeyRequest> &requests)
{
    m_store.expire();
    std::vector<std::optional<Expected<void>>> decided;
    for (const HostKeyRequest &request : requests)
        decided.push_back(verdictOf(files(request.knownHostsFiles), request));
    return decided;
}

void HostKeyVerifier::Private::ask()
{
    QList<UnknownHost> hosts;
    quint64 question = 0;
    {
        const std::lock_guard lock(m_mutex);
        question = ++m_question;
        for (const UnknownHostRow &row : m_unknown.opened())
            hosts.append({row.request.host, row.request.port, row.request.key, row.names});
    }
    if (hosts.isEmpty())
        return;
    m_prompter->askAboutHostKeys(hosts, [weak = weak_from_this(), question](QList<HostKeyAnswer> answers) {
        if (const auto self = weak.lock())
            self->answered(question, std::move(answers));
    });
}

/// From the thread that answers, which may be the window's: the work is the scheduler's.
void HostKeyVerifier::Private::answered(quint64 question, QList<HostKeyAnswer> answers)
{
    m_scheduler->callLater({}, [weak = weak_from_this(), question, answers = std::move(answers)] {
        if (const auto self = weak.lock())
            self->apply(question, answers);
    });
}

void HostKeyVerifier::Private::apply(quint64 question, const QList<HostKeyAnswer> &answers)
{
    std::vector<HostKeyRequest> requests;
    {
        const std::lock_guard lock(m_mutex);
        if (question != m_question)
            return;
        ++m_question; // a second answer finds nothing
        for (const UnknownHostRow &row : m_unknown.opened())
            requests.push_back(row.request);
    }
    const auto decided = decidedByFilesNow(requests);
    {
        const std::lock_guard lock(m_mutex);
        std::vector<UnknownHostRow> rows = m_unknown.close();
        for (size_t i = 0; i < rows.size(); ++i) {
            const HostKeyAnswer given = answers.value(qsizetype(i), HostKeyAnswer::Refuse);
            const Expected<void> verdict = decided[i] ? *decided[i] : answer(rows[i], given);
            m_settled.push_back({std::move(rows[i].verdicts), verdict});
        }
        scheduleQuestion();
    }
    writeAccepted();
    giveVerdicts();
}

Expected<void> HostKeyVerifier::Private::answer(const UnknownHostRow &row, HostKeyAnswer answer)
{
    if (const auto decided = m_decisions.about(row.identity, row.request.key))
        return *decided;
    switch (answer) {
    case HostKeyAnswer::Refuse:
        return refusedAsUnknown(row.request.key);
    case HostKeyAnswer::AcceptForThisRun:
        m_decisions.acceptForThisRun(row.identity, row.request.key);
        return {};
    case HostKeyAnswer::AcceptForGood:
        m_decisions.acceptForGood(row.request);
        return {};
    }
    Q_UNREACHABLE();
}

void HostKeyVerifier::Private::giveVerdicts()
{
    std::vector<Settled> settled;
    {
        const std::lock_guard lock(m_mutex);
        settled.swap(m_settled);
    }
    for (const Settled &host : settled) {
        for (const Verdict &receiver : host.verdicts)
            receiver(host.verdict);
    }
}

/// A key that can't be written down stays accepted for this run, as ssh does it.
void HostKeyVerifier::Private::writeAccepted()
{
    std::vector<HostKeyRequest> accepted;
    {
        const std::lock_guard lock(m_mutex);
        accepted = m_decisions.takeToWrite();
    }
    QHash<QString, std::vector<NewEntry>> byFile;
    for (const HostKeyRequest &request : accepted)
        byFile[request.knownHostsFiles.first()].push_back(
            {knownHostsName(request.host, request.port), request.key, request.hashNames});
    for (auto entries = byFile.cbegin(); entries != byFile.cend(); ++entries) {
        const Expected<void> written = m_writer.append(entries.key(), entries.value());
        const std::lock_guard lock(m_mutex);
        const auto known = m_writeProblems.cend();
        if (!written && std::find(m_writeProblems.cbegin(), known, written.error()) == known)
            m_writeProblems.push_back(written.error());
    }
}

void HostKeyVerifier::Private::forgetRunDecisions()
{
    m_store.expire();
    const std::lock_guard lock(m_mutex);
    m_decisions.forget();
}

QList<base::Error> HostKeyVerifier::Private::problems() const
{
    const std::vector<base::Error> read = m_store.problems();
    QList<base::Error> problems(read.begin(), read.end());
    const std::lock_guard lock(m_mutex);
    std::copy(m_writeProblems.begin(), m_writeProblems.end(), std::back_inserter(problems));
    return problems;
}

void HostKeyVerifier::Private::shutDown()
{
    m_scheduler->stop();
    writeAccepted();
    {
        const std::lock_guard lock(m_mutex);
        m_settled.push_back({m_unknown.withdrawAll(), base::failure(ErrorCode::Cancelled)});
    }
    giveVerdicts();
}

HostKeyVerifier::HostKeyVerifier(Prompter *prompter)
    : HostKeyVerifier(prompter, std::make_unique<ThreadScheduler>())
{}

HostKeyVerifier::HostKeyVerifier(Prompter *prompter, std::unique_ptr<Scheduler> scheduler)
    : d(std::make_shared<Private>(prompter, std::move(scheduler)))
{}

HostKeyVerifier::~HostKeyVerifier()
{
    d->shutDown();
}

bool HostKeyVerifier::verify(HostKeyRequest request, std::function<void(base::Expected<void>)> verdict)
{
    return d->verify(std::move(request), std::move(verdict));
}

Expected<QList<QByteArray>> HostKeyVerifier::knownKeyTypes(const QString &host, quint16 port,
                                                           const QStringList &knownHostsFiles)
{
    const KnownHosts known = d->files(orDefault(knownHostsFiles));
    if (const auto shortage = known.shortage())
        return tl::unexpected(*shortage);
    return known.keyTypes(host, port);
}

bool HostKeyVerifier::needsHostCertificate(const QString &host, quint16 port,
                                           const QStringList &knownHostsFiles)
{
    return d->files(orDefault(knownHostsFiles)).isCertAuthorityOnly(host, port);
}

void HostKeyVerifier::forgetRunDecisions()
{
    d->forgetRunDecisions();
}

QList<base::Error> HostKeyVerifier::problems() const
{
    return d->problems();
}

bool rememberNewKeys(const QStringList &knownHostsFiles)
{
    const QStringList files = orDefault(knownHostsFiles);
    struct stat status;
    const bool isThere = ::stat(QFile::encodeName(files.first()).constData(), &status) == 0;
    return !isThere || S_ISREG(status.st_mode);
}

QStringList defaultKnownHostsFiles()
{
    const QString own = QDir::homePath() + QStringLiteral("/.ssh/");
    return {own + QStringLiteral("known_hosts"), own + QStringLiteral("known_hosts2"),
            QStringLiteral("/etc/ssh/ssh_known_hosts"), QStringLiteral("/etc/ssh/ssh_known_hosts2")};
}

} // namespace regatta::trust
