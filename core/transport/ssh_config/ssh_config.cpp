#include "core/transport/ssh_config/ssh_config.h"

#include "core/transport/ssh_config/config_patterns.h"
#include "core/transport/ssh_config/jump_hosts.h"
#include "core/transport/ssh_config/option_parser.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QHash>
#include <QProcess>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <list>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include <unistd.h>

namespace regatta::transport {

using base::ErrorCode;
using ssh_config::ConfigPatterns;
using ssh_config::OptionLines;

namespace {

using Answer = base::Expected<OptionLines>;

/// A host that no other host stands for, and those it stands for.
struct HostClass
{
    HostQuery representative;
    std::vector<size_t> members; ///< places among the queries, the representative's first
};

std::vector<HostClass> classesOf(const std::vector<HostQuery> &queries, const ConfigPatterns &patterns)
{
    std::map<std::tuple<QByteArray, QString, quint16>, size_t> placeOf;
    std::vector<HostClass> classes;
    for (size_t i = 0; i < queries.size(); ++i) {
        const HostQuery &query = queries[i];
        const QByteArray name =
            patterns.dependsOnEachHost() ? query.host.toUtf8() : patterns.classOf(query.host);
        const auto [entry, isNew] = placeOf.try_emplace({name, query.user, query.port}, classes.size());
        if (isNew)
            classes.push_back({query, {}});
        classes[entry->second].members.push_back(i);
    }
    return classes;
}

QStringList argumentsFor(const QString &configFile, const HostQuery &query)
{
    QStringList arguments = {QStringLiteral("-G"), QStringLiteral("-T")};
    if (!configFile.isEmpty())
        arguments << QStringLiteral("-F") << configFile;
    if (!query.user.isEmpty())
        arguments << QStringLiteral("-l") << query.user;
    if (query.port != 0)
        arguments << QStringLiteral("-p") << QString::number(query.port);
    return arguments << QStringLiteral("--") << query.host;
}

QString withoutTokens(QString hostName)
{
    return hostName.replace(QStringLiteral("%"), QStringLiteral("%%"));
}

/// The name with what stands for each host replaced by "%h".
QString hostNameTemplate(const QString &hostName, const QString &host)
{
    return withoutTokens(hostName).replace(withoutTokens(host), QStringLiteral("%h"), Qt::CaseInsensitive);
}

/// For one host alone: its name is as it is to be dialled.
HostAnswer asItIs(const HostAnswer &answer)
{
    if (!answer || !*answer)
        return answer;
    HostOptions options = **answer;
    options.hostName = withoutTokens(options.hostName);
    return std::make_shared<const HostOptions>(std::move(options));
}

QString fromTemplate(const QString &hostName, const QString &host)
{
    return expandTokens(hostName, {.host = host, .hostName = host}).value_or(QString());
}

} // namespace

class SshConfig::Private
{
public:
    explicit Private(Settings settings)
        : m_settings(std::move(settings))
    {}

    ~Private()
    {
        m_isEnding = true;
        const std::lock_guard lock(m_callersMutex);
        m_callers.clear(); // waits
    }

    void lookUp(const QString &configFile, std::vector<HostQuery> queries, Done done)
    {
        const std::lock_guard lock(m_callersMutex);
        m_callers.remove_if([](const Caller &caller) { return caller.isDone->load(); });
        auto isDone = std::make_shared<std::atomic<bool>>(false);
        std::jthread thread([this, configFile, queries = std::move(queries), done = std::move(done), isDone] {
            done(lookUpNow(configFile, queries));
            *isDone = true;
        });
        m_callers.push_back({std::move(isDone), std::move(thread)});
    }

    std::vector<HostAnswer> lookUpNow(const QString &configFile, const std::vector<HostQuery> &queries);

private:
    Answer ask(const QString &configFile, const HostQuery &query) const;
    OptionLines plainLines();
    QStringList configFiles(const QString &configFile) const;
    void askAll(const QString &configFile, std::vector<HostClass> &classes, const OptionLines &plain,
                const std::vector<HostQuery> &queries, std::vector<HostAnswer> &answers);
    void answerClass(const QString &configFile, const HostClass &hostClass, const OptionLines &plain,
                     const std::vector<HostQuery> &queries, std::vector<HostAnswer> &answers) const;
    HostAnswer answerFor(const QString &configFile, const HostQuery &query, const OptionLines &plain) const;

    /// A thread that waits for answers: one a look-up, and there are few.
    struct Caller
    {
        std::shared_ptr<std::atomic<bool>> isDone;
        std::jthread thread;
    };

    const Settings m_settings;
    std::atomic<bool> m_isEnding = false;
    std::mutex m_mutex;
    std::optional<OptionLines> m_plain; ///< guarded by m_mutex
    std::mutex m_callersMutex;
    std::list<Caller> m_callers; ///< guarded by m_callersMutex
};

Answer SshConfig::Private::ask(const QString &configFile, const HostQuery &query) const
{
    constexpr int look = 100; // ms between two looks at whether this is being broken off
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(m_settings.program, argumentsFor(configFile, query));
    if (!process.waitForStarted())
        return base::failure(ErrorCode::ProgramNotFound, m_settings.program);
    QElapsedTimer time;
    time.start();
    while (!process.waitForFinished(look) && process.state() != QProcess::NotRunning) {
        const bool isTooLong = std::chrono::milliseconds(time.elapsed()) > m_settings.limit;
        if (!isTooLong && !m_isEnding)
            continue;
        process.kill();
        process.waitForFinished();
        return isTooLong ? base::failure(ErrorCode::SshConfigUnusable, QStringLiteral("ssh -G: time-out"))
                         : base::failure(ErrorCode::Cancelled);
    }
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        const QByteArray words = process.readAllStandardError().replace('\r', QByteArray()).trimmed();
        return base::failure(ErrorCode::SshConfigUnusable, QString::fromUtf8(words.left(500)));
    }
    return ssh_config::linesOf(process.readAllStandardOutput());
}

OptionLines SshConfig::Private::plainLines()
{
    const std::lock_guard lock(m_mutex);
    if (!m_plain)
        m_plain = ask(QStringLiteral("none"), {QStringLiteral("localhost"), {}, 0}).value_or(OptionLines());
    return *m_plain;
}

QStringList SshConfig::Private::configFiles(const QString &configFile) const
{
    if (!configFile.isEmpty())
        return {configFile};
    return {m_settings.home + QStringLiteral("/.ssh/config"), m_settings.systemFile};
}

std::vector<HostAnswer> SshConfig::Private::lookUpNow(const QString &configFile,
                                                      const std::vector<HostQuery> &queries)
{
    const auto patterns =
        ConfigPatterns::read(configFiles(configFile), m_settings.home + QStringLiteral("/.ssh"));
    const auto answersTo = [&](const std::vector<HostQuery> &hosts) {
        std::vector<HostAnswer> answers(hosts.size());
        std::vector<HostClass> classes = classesOf(hosts, patterns);
        askAll(configFile, classes, plainLines(), hosts, answers);
        return answers;
    };
    std::vector<HostAnswer> answers = answersTo(queries);
    ssh_config::findJumpHosts(queries, answers, answersTo);
    return answers;
}

/// Several at a time: each is a process, and most of its time is the kernel's.
void SshConfig::Private::askAll(const QString &configFile, std::vector<HostClass> &classes,
                                const OptionLines &plain, const std::vector<HostQuery> &queries,
                                std::vector<HostAnswer> &answers)
{
    std::atomic<size_t> next = 0;
    const auto work = [&] {
        for (size_t i = next++; i < classes.size(); i = next++)
            answerClass(configFile, classes[i], plain, queries, answers);
    };
    const size_t most = size_t(std::clamp(2 * QThread::idealThreadCount(), 2, 16));
    std::vector<std::jthread> helpers; // wait for their ends
    for (size_t i = 1; i < std::min(classes.size(), most); ++i)
        helpers.emplace_back(work);
    work();
}

void SshConfig::Private::answerClass(const QString &configFile, const HostClass &hostClass,
                                     const OptionLines &plain, const std::vector<HostQuery> &queries,
                                     std::vector<HostAnswer> &answers) const
{
    const HostAnswer answer = answerFor(configFile, hostClass.representative, plain);
    if (hostClass.members.size() == 1 || !answer || !*answer) {
        for (const size_t member : hostClass.members)
            answers[member] = asItIs(answer);
        return;
    }
    HostOptions common = **answer;
    common.hostName = hostNameTemplate(common.hostName, hostClass.representative.host);
    const auto shared = std::make_shared<const HostOptions>(common);
    // A name can also stand in a HostName by chance: the template is held against a second host's answer.
    const size_t second = hostClass.members[1];
    const bool hasTokens = common.hostName != u"%h" && common.hostName.contains(QStringLiteral("%h"));
    bool isTrue = true;
    if (hasTokens) {
        const HostAnswer check = answerFor(configFile, queries[second], plain);
        isTrue = check && *check && (*check)->hostName == fromTemplate(common.hostName, queries[second].host);
    }
    for (const size_t member : hostClass.members)
        answers[member] = isTrue ? HostAnswer(shared) : asItIs(answerFor(configFile, queries[member], plain));
}

HostAnswer SshConfig::Private::answerFor(const QString &configFile, const HostQuery &query,
                                         const OptionLines &plain) const
{
    const Answer lines = ask(configFile, query);
    if (!lines && lines.error().code == ErrorCode::ProgramNotFound)
        return std::shared_ptr<const HostOptions>();
    if (!lines)
        return tl::unexpected(lines.error());
    return std::make_shared<const HostOptions>(
        ssh_config::optionsFrom(*lines, plain, m_settings.hasKerberosTicket));
}

SshConfig::Settings SshConfig::defaultSettings()
{
    Settings settings;
    settings.home = QDir::homePath();
    const QString cache = qEnvironmentVariable("KRB5CCNAME");
    settings.hasKerberosTicket =
        !cache.isEmpty() || QFile::exists(QStringLiteral("/tmp/krb5cc_%1").arg(getuid()));
    return settings;
}

SshConfig::SshConfig(Settings settings)
    : d(std::make_unique<Private>(std::move(settings)))
{}

SshConfig::~SshConfig() = default;

void SshConfig::lookUp(const QString &configFile, std::vector<HostQuery> queries, Done done)
{
    d->lookUp(configFile, std::move(queries), std::move(done));
}

std::vector<HostAnswer> SshConfig::lookUpNow(const QString &configFile, const std::vector<HostQuery> &queries)
{
    return d->lookUpNow(configFile, queries);
}

} // namespace regatta::transport
