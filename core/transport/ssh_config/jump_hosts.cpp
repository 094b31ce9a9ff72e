#include "core/transport/ssh_config/jump_hosts.h"

#include <QHash>

#include <algorithm>
#include <map>
#include <utility>

namespace regatta::transport {

using base::ErrorCode;

namespace {

/// More in a row is a chain that never ends (tokens can make each name longer than the one before), or one
/// that nobody has: over the ssh program each is quoted once more for the one before it, and a seventh would
/// make a command line longer than the kernel takes.
constexpr size_t mostJumpHosts = 6;

bool isNone(const QString &proxyJump)
{
    return proxyJump.isEmpty() || proxyJump.compare(u"none", Qt::CaseInsensitive) == 0;
}

std::optional<JumpHost> jumpHostFrom(QString text)
{
    text = text.trimmed();
    if (text.startsWith(u"ssh://"))
        text.remove(0, 6);
    JumpHost result;
    const qsizetype at = text.lastIndexOf(u'@');
    result.user = text.left(std::max<qsizetype>(at, 0));
    QString rest = text.mid(at + 1);
    const bool hasBrackets = rest.startsWith(u'[');
    const qsizetype colon = hasBrackets ? rest.indexOf(QStringLiteral("]:")) + 1 : rest.indexOf(u':');
    const bool isAddress = !hasBrackets && rest.count(u':') > 1; // IPv6 as it is
    if (colon > 0 && !isAddress) {
        const QString port = rest.mid(colon + 1);
        result.port = port == u"ssh" ? quint16{22} : port.toUShort(); // the one service that anybody names
        if (result.port == 0)
            return std::nullopt;
        rest.truncate(colon);
    }
    if (hasBrackets)
        rest = rest.endsWith(u']') ? rest.mid(1, rest.size() - 2) : QString();
    result.host = rest;
    if (result.host.isEmpty() || result.host.startsWith(u'-'))
        return std::nullopt;
    return result;
}

} // namespace

std::optional<std::vector<JumpHost>> jumpHostsFrom(const QString &proxyJump)
{
    std::vector<JumpHost> hosts;
    if (isNone(proxyJump))
        return hosts;
    for (const QString &part : proxyJump.split(u',')) {
        const auto host = jumpHostFrom(part);
        if (!host)
            return std::nullopt;
        hosts.push_back(*host);
    }
    return hosts;
}

namespace ssh_config {

namespace {

constexpr quint16 sshPort = 22;

using HostKey = std::tuple<QString, QString, quint16>;

struct Chain
{
    std::vector<JumpHost> hosts;
    bool isWhole = false; ///< what the first host's configuration says has been looked at
    std::optional<base::Error> error;
};

/// Who a host is to ssh, whatever it is called by.
HostKey identity(const QString &host, const QString &user, quint16 port, const HostOptions *options)
{
    const quint16 configured = options ? options->port : sshPort;
    return {host.toLower(), user.isEmpty() && options ? options->user : user, port != 0 ? port : configured};
}

base::Error loopVia(const QString &host)
{
    return {ErrorCode::SshConfigUnusable, QStringLiteral("jumphost loop via %1").arg(host)};
}

base::Error tooMany()
{
    return {ErrorCode::SshConfigUnusable,
            QStringLiteral("more than %1 jump hosts in a row").arg(mostJumpHosts)};
}

/// ssh might understand it, but would not be told how to check the jump host's key.
base::Error notUnderstood(const QString &proxyJump)
{
    return {ErrorCode::SshConfigUnusable, QStringLiteral("invalid ProxyJump \"%1\"").arg(proxyJump)};
}

class JumpHostFinder
{
public:
    using Ask = std::function<std::vector<HostAnswer>(const std::vector<HostQuery> &)>;

    explicit JumpHostFinder(const Ask &ask)
        : m_ask(ask)
    {}

    void find(const std::vector<HostQuery> &queries, std::vector<HostAnswer> &answers);

private:
    void askForMissing();
    bool extend(Chain &chain);
    HostAnswer withChain(const HostQuery &query, const std::shared_ptr<const HostOptions> &options,
                         const QString &spec);

    const Ask &m_ask;
    std::map<QString, Chain> m_chains; ///< by what was said
    std::map<HostKey, HostAnswer> m_known;
    std::map<std::pair<const HostOptions *, QString>, HostAnswer> m_results; ///< what many hosts share
};

/// Tokens stand for the host that is reached. Nothing: only ssh can tell.
std::optional<QString> proxyJumpOf(const QString &text, const QString &host, const QString &user,
                                   quint16 port, const HostOptions &options)
{
    TokenValues values;
    values.host = host;
    values.hostName = expandTokens(options.hostName, {.host = host, .hostName = host}).value_or(host);
    values.port = port != 0 ? port : options.port;
    values.user = user.isEmpty() ? options.user : user;
    return expandTokens(text, values);
}

void JumpHostFinder::find(const std::vector<HostQuery> &queries, std::vector<HostAnswer> &answers)
{
    std::vector<QString> specs(queries.size());
    for (size_t i = 0; i < queries.size(); ++i) {
        if (!answers[i] || !*answers[i])
            continue;
        const HostQuery &query = queries[i];
        const HostOptions &options = **answers[i];
        const QString &said = query.jump.isEmpty() ? options.proxyJump : query.jump;
        const auto spec = proxyJumpOf(said, query.host, query.user, query.port, options);
        const auto hosts = spec ? jumpHostsFrom(*spec) : std::nullopt;
        if (!hosts)
            answers[i] = tl::unexpected(notUnderstood(said));
        if (!hosts || hosts->empty())
            continue;
        specs[i] = *spec;
        m_chains.try_emplace(*spec, Chain{*hosts, false, {}});
    }
    bool hasGrown = !m_chains.empty();
    while (hasGrown) {
        askForMissing();
        hasGrown = false;
        for (auto &[spec, chain] : m_chains)
            hasGrown |= extend(chain);
    }
    for (size_t i = 0; i < queries.size(); ++i) {
        if (!specs[i].isEmpty())
            answers[i] = withChain(queries[i], *answers[i], specs[i]);
    }
}

void JumpHostFinder::askForMissing()
{
    std::vector<HostQuery> queries;
    for (const auto &[spec, chain] : m_chains) {
        for (const JumpHost &host : chain.hosts) {
            if (m_known.try_emplace({host.host, host.user, host.port}, nullptr).second)
                queries.push_back({host.host, host.user, host.port});
        }
    }
    if (queries.empty())
        return;
    const std::vector<HostAnswer> answers = m_ask(queries);
    for (size_t i = 0; i < queries.size(); ++i)
        m_known[{queries[i].host, queries[i].user, queries[i].port}] = answers[i];
}

/// Puts the options of its hosts in, and the jump hosts of its first one before it. Returns whether it grew.
bool JumpHostFinder::extend(Chain &chain)
{
    if (chain.isWhole)
        return false;
    for (JumpHost &host : chain.hosts) {
        const HostAnswer &answer = m_known[{host.host, host.user, host.port}];
        if (!answer && !chain.error)
            chain.error =
                base::Error{answer.error().code,
                            QStringLiteral("jump host %1: %2").arg(host.host, answer.error().detail)};
        host.options = answer ? *answer : nullptr;
    }
    const JumpHost first = chain.hosts.front();
    chain.isWhole = true;
    if (chain.error || !first.options)
        return false;
    const auto spec =
        proxyJumpOf(first.options->proxyJump, first.host, first.user, first.port, *first.options);
    const auto before = spec ? jumpHostsFrom(*spec) : std::nullopt;
    if (!before)
        chain.error = notUnderstood(first.options->proxyJump);
    if (!before || before->empty())
        return false;
    chain.hosts.insert(chain.hosts.begin(), before->begin(), before->end());
    chain.isWhole = chain.hosts.size() > mostJumpHosts;
    if (chain.isWhole)
        chain.error = loopVia(first.host);
    return !chain.isWhole;
}

HostAnswer JumpHostFinder::withChain(const HostQuery &query,
                                     const std::shared_ptr<const HostOptions> &options, const QString &spec)
{
    const Chain &chain = m_chains[spec];
    if (chain.error)
        return tl::unexpected(*chain.error);
    if (chain.hosts.size() > mostJumpHosts)
        return tl::unexpected(tooMany());
    std::vector<HostKey> met = {identity(query.host, query.user, query.port, options.get())};
    for (auto host = chain.hosts.rbegin(); host != chain.hosts.rend(); ++host) {
        met.push_back(identity(host->host, host->user, host->port, host->options.get()));
        if (std::find(met.begin(), met.end() - 1, met.back()) != met.end() - 1)
            return tl::unexpected(loopVia(host->host));
    }
    const auto [result, isNew] = m_results.try_emplace({options.get(), spec}, nullptr);
    if (isNew) {
        HostOptions whole = *options;
        whole.jumpHosts = chain.hosts;
        result->second = std::make_shared<const HostOptions>(std::move(whole));
    }
    return result->second;
}

} // namespace

void findJumpHosts(const std::vector<HostQuery> &queries, std::vector<HostAnswer> &answers,
                   const std::function<std::vector<HostAnswer>(const std::vector<HostQuery> &)> &ask)
{
    JumpHostFinder(ask).find(queries, answers);
}

} // namespace ssh_config

} // namespace regatta::transport
