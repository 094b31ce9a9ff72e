#pragma once

#include "core/trust/secret.h"

#include <QString>

#include <functional>
#include <optional>

namespace regatta::trust {

/// Where a person lets passwords and passphrases outlive the program: the desktop's secret store. All
/// functions may be called from any thread and return at once; what was asked first is done first.
class SecretStore
{
public:
    virtual ~SecretStore() = default;

    struct Found
    {
        bool isThere = false; ///< the store: otherwise nothing can be kept either
        std::optional<Secret> secret;
    };

    /// Calls `done` once, later, from any thread. `name` says whose secret it is, and is none itself.
    virtual void read(const QString &name, std::function<void(Found)> done) = 0;
    virtual void write(const QString &name, const Secret &secret) = 0;
    virtual void remove(const QString &name) = 0;
};

} // namespace regatta::trust
