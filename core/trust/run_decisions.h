#pragma once

#include "core/base/error.h"
#include "core/trust/unknown_hosts.h"

#include <QHash>

#include <optional>
#include <vector>

namespace regatta::trust {

/// What was decided in this run about hosts that no file knows. Bookkeeping only: no lock, no file.
class RunDecisions
{
public:
    /// No value: nothing was decided yet.
    std::optional<base::Expected<void>> about(const HostIdentity &identity, const HostKey &key) const;

    void acceptForThisRun(const HostIdentity &identity, const HostKey &key);
    /// Also remembers that it is to be written down.
    void acceptForGood(const HostKeyRequest &request);
    /// One of two may be an impostor's, and nobody can say which: neither is accepted in this run.
    void refuseBothKeys(const HostIdentity &identity, const HostKey &first);

    std::vector<HostKeyRequest> takeToWrite();
    /// Except for what is still to be written: no file knows it yet.
    void forget();

private:
    QHash<HostIdentity, HostKey> m_accepted;
    QHash<HostIdentity, HostKey> m_showingTwoKeys; // and the first of the two
    std::vector<HostKeyRequest> m_toWrite;
};

} // namespace regatta::trust
