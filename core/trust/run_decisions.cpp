#include "core/trust/run_decisions.h"

#include "core/trust/verdicts.h"

#include <utility>

namespace regatta::trust {

using base::Expected;

std::optional<Expected<void>> RunDecisions::about(const HostIdentity &identity, const HostKey &key) const
{
    if (const auto two = m_showingTwoKeys.constFind(identity); two != m_showingTwoKeys.cend())
        return refusedAsShowingTwoKeys(*two, key);
    const auto accepted = m_accepted.constFind(identity);
    if (accepted == m_accepted.cend())
        return std::nullopt;
    return *accepted == key ? Expected<void>() : refusedAsShowingTwoKeys(*accepted, key);
}

void RunDecisions::acceptForThisRun(const HostIdentity &identity, const HostKey &key)
{
    m_accepted.insert(identity, key);
}

void RunDecisions::acceptForGood(const HostKeyRequest &request)
{
    acceptForThisRun(identityOf(request), request.key);
    m_toWrite.push_back(request);
}

void RunDecisions::refuseBothKeys(const HostIdentity &identity, const HostKey &first)
{
    m_showingTwoKeys.insert(identity, first);
}

std::vector<HostKeyRequest> RunDecisions::takeToWrite()
{
    return std::exchange(m_toWrite, {});
}

void RunDecisions::forget()
{
    m_accepted.clear();
    m_showingTwoKeys.clear();
    for (const HostKeyRequest &request : m_toWrite)
        acceptForThisRun(identityOf(request), request.key);
}

} // namespace regatta::trust
