#pragma once

#include "core/trust/host_key.h"

#include <QList>
#include <QString>

#include <functional>

namespace regatta::trust {

/// A host whose key no known_hosts file knows yet.
struct UnknownHost
{
    QString host; ///< as the user wrote it
    quint16 port = 22;
    HostKey key;

    bool operator==(const UnknownHost &) const = default;
};

enum class HostKeyAnswer { Refuse, AcceptForThisRun, AcceptForGood };

/// Someone who can answer questions: the window, the terminal, or nobody. Questions come from any thread, one
/// at a time; the answer may come later, from any thread, exactly once. A changed or revoked key is never
/// asked about.
class Prompter
{
public:
    virtual ~Prompter() = default;

    /// One question for all of these; `answer` takes one answer a host, in the same order. Must return soon:
    /// the verifier's end waits for it.
    virtual void askAboutHostKeys(QList<UnknownHost> hosts,
                                  std::function<void(QList<HostKeyAnswer>)> answer) = 0;
};

} // namespace regatta::trust
