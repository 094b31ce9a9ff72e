#pragma once

#include "core/base/error.h"
#include "core/transport/ssh_config/host_options.h"

#include <functional>
#include <memory>
#include <vector>

namespace regatta::transport {

/// A host that is asked about. An empty user and a port of 0 leave it to the configuration.
struct HostQuery
{
    QString host;
    QString user;
    quint16 port = 0;
    QString jump = {}; ///< ProxyJump in place of the configuration's; empty: that one

    bool operator==(const HostQuery &) const = default;
};

/// Null: ssh isn't installed, so that nothing is configured.
using HostAnswer = base::Expected<std::shared_ptr<const HostOptions>>;

/// Asks the ssh program what the person's configuration says (`ssh -G`), once for all hosts that no Host or
/// Match line tells apart, and likewise about the jump hosts that it names. All functions may be called from
/// any thread.
class SshConfig
{
public:
    struct Settings
    {
        QString program = QStringLiteral("ssh");
        QString home; ///< whose .ssh/config it is
        QString systemFile = QStringLiteral("/etc/ssh/ssh_config");
        bool hasKerberosTicket = false;          ///< else GSSAPI is no reason to use the ssh program
        std::chrono::milliseconds limit{20'000}; ///< for one question; a Match exec may hang
    };
    /// As this user's environment has it.
    static Settings defaultSettings();

    explicit SshConfig(Settings settings = defaultSettings());
    /// Breaks off what is under way; its callers hear of it (Cancelled) before the destructor returns.
    ~SshConfig();

    using Done = std::function<void(std::vector<HostAnswer>)>;

    /// Calls `done` exactly once, from a thread of its own, with an answer for each query in order. Errors:
    /// SshConfigUnusable with the words of ssh. `configFile` as ssh -F has it: empty is the default, "none"
    /// is no configuration.
    void lookUp(const QString &configFile, std::vector<HostQuery> queries, Done done);

    /// The same, in the caller's thread.
    std::vector<HostAnswer> lookUpNow(const QString &configFile, const std::vector<HostQuery> &queries);

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace regatta::transport
