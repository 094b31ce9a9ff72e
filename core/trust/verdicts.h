#pragma once

#include "core/base/error.h"
#include "core/trust/host_key_verifier.h"
#include "core/trust/known_hosts.h"

#include <optional>

namespace regatta::trust {

/// How the refusals of HostKeyVerifier::verify() are worded, and what the files alone decide.
base::Expected<void> refusedAsUnknown(const HostKey &key);
base::Expected<void> refusedAsShowingTwoKeys(const HostKey &first, const HostKey &second);

/// No value: the files don't know the host. DescriptorsExhausted, with the file: it can't be said now.
std::optional<base::Expected<void>> verdictOf(const KnownHosts &known, const HostKeyRequest &request);

} // namespace regatta::trust
