#pragma once

#include "core/trust/prompter.h"

#include <QString>

namespace regatta::text {

/// Whose key a person is asked about: "n06 (127.7.0.6:2222)", "n[06-08] (127.7.0.6)" where several names lead
/// to one address, "web1" where it is its own name. Who is trusted is what stands last, as known_hosts files
/// it: it is always there in full, whatever the names are. Neutralised.
QString hostKeyOwner(const trust::UnknownHost &host);

/// The order in which people look for hosts: by the name they know, web2 before web10.
bool hostKeyLess(const trust::UnknownHost &left, const trust::UnknownHost &right);

} // namespace regatta::text
