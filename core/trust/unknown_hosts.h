#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/trust/host_key_verifier.h"
#include "core/trust/prompter.h"

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace regatta::trust {

using Verdict = std::function<void(base::Expected<void>)>;

/// What makes two requests be about the same host: its name with the port, and the files that may know it.
struct HostIdentity
{
    QByteArray name;
    QStringList files;

    bool operator==(const HostIdentity &) const = default;
};

size_t qHash(const HostIdentity &identity, size_t seed = 0) noexcept;
HostIdentity identityOf(const HostKeyRequest &request);

/// A host that a person is asked about, and all who wait for the answer.
struct UnknownHostRow
{
    HostIdentity identity;
    HostKeyRequest request;
    std::vector<Verdict> verdicts;
    QStringList names = {}; ///< UnknownHost::names

    void noteName(const HostKeyRequest &of);
};

/// Gathers unknown hosts into questions, one open at a time. Bookkeeping only: no lock, no clock, no file.
class UnknownHosts
{
public:
    /// A question is due once no host has come for this long ...
    static constexpr base::Duration quiet = std::chrono::milliseconds(300);
    /// ... or since its first host came.
    static constexpr base::Duration longestGathering = std::chrono::seconds(10);

    /// The row of this host, open or gathering; null if nobody asks about it.
    UnknownHostRow *find(const HostIdentity &identity);
    void add(UnknownHostRow row, base::Instant now);
    /// Takes back what waits for this host. A row of an open question stays in its place, without verdicts.
    std::vector<Verdict> withdraw(const HostIdentity &identity);

    /// When the next question is due; no value while one is open or nobody waits.
    std::optional<base::Instant> dueAt() const;
    /// Makes all that was gathered the open question.
    const std::vector<UnknownHostRow> &open();
    /// The open question's rows; empty if none is open.
    const std::vector<UnknownHostRow> &opened() const { return m_open; }
    /// Ends the question; rows that still need an answer may be put back.
    std::vector<UnknownHostRow> close();
    void putBack(UnknownHostRow row) { m_open.push_back(std::move(row)); }
    /// Everything, when nobody will answer any more.
    std::vector<Verdict> withdrawAll();

private:
    std::vector<UnknownHostRow> m_open;
    std::vector<UnknownHostRow> m_gathering;
    base::Instant m_first;
    base::Instant m_last;
};

} // namespace regatta::trust
