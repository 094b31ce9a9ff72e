#include "core/trust/unknown_hosts.h"

#include "core/trust/host_names.h"

#include <QHashFunctions>

#include <algorithm>
#include <iterator>
#include <utility>

namespace regatta::trust {
namespace {

auto rowOf(const HostIdentity &identity, std::vector<UnknownHostRow> &rows)
{
    return std::find_if(rows.begin(), rows.end(), [&](const auto &row) { return row.identity == identity; });
}

} // namespace

size_t qHash(const HostIdentity &identity, size_t seed) noexcept
{
    return qHashMulti(seed, identity.name, identity.files);
}

HostIdentity identityOf(const HostKeyRequest &request)
{
    return {knownHostsName(request.host, request.port), request.knownHostsFiles};
}

void UnknownHostRow::noteName(const HostKeyRequest &of)
{
    const bool isNew = !of.writtenAs.isEmpty() && !names.contains(of.writtenAs);
    if (isNew && of.writtenAs.compare(of.host, Qt::CaseInsensitive) != 0)
        names << of.writtenAs;
}

UnknownHostRow *UnknownHosts::find(const HostIdentity &identity)
{
    for (auto *rows : {&m_open, &m_gathering}) {
        if (const auto row = rowOf(identity, *rows); row != rows->end())
            return &*row;
    }
    return nullptr;
}

void UnknownHosts::add(UnknownHostRow row, base::Instant now)
{
    if (m_gathering.empty())
        m_first = now;
    m_last = now;
    m_gathering.push_back(std::move(row));
}

std::vector<Verdict> UnknownHosts::withdraw(const HostIdentity &identity)
{
    std::vector<Verdict> verdicts;
    if (UnknownHostRow *row = find(identity))
        verdicts.swap(row->verdicts);
    if (const auto row = rowOf(identity, m_gathering); row != m_gathering.end())
        m_gathering.erase(row);
    return verdicts;
}

std::optional<base::Instant> UnknownHosts::dueAt() const
{
    if (!m_open.empty() || m_gathering.empty())
        return std::nullopt;
    return std::min(m_last + quiet, m_first + longestGathering);
}

const std::vector<UnknownHostRow> &UnknownHosts::open()
{
    m_open = std::exchange(m_gathering, {});
    return m_open;
}

std::vector<UnknownHostRow> UnknownHosts::close()
{
    return std::exchange(m_open, {});
}

std::vector<Verdict> UnknownHosts::withdrawAll()
{
    std::vector<Verdict> verdicts;
    for (auto *rows : {&m_open, &m_gathering}) {
        for (UnknownHostRow &row : *rows)
            std::move(row.verdicts.begin(), row.verdicts.end(), std::back_inserter(verdicts));
        rows->clear();
    }
    return verdicts;
}

} // namespace regatta::trust
