#pragma once

#include "core/model/profile.h"
#include "core/profile/problem.h"
#include "core/profile/profile_reader.h"

#include <QByteArray>

#include <string>

namespace regatta::profile {

inline QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// "code line:column key found expected", with "warning " before the code; one problem a line. Positions are
/// left out where a problem has none.
std::string described(const QList<Problem> &problems);

/// What reading says: described warnings or problems.
std::string problemsOf(const QByteArray &json);

/// A file that is sound but for the member that is added, on line 2.
QByteArray fileWith(const QByteArray &member);

/// The same with steps or targets left to the caller.
QByteArray fileOf(const QByteArray &members);

/// A profile that check() finds nothing in.
model::Profile soundProfile();

} // namespace regatta::profile
