#pragma once

#include <QMap>
#include <QString>

namespace regatta::model {

/// A host as it is addressed. `name` is what the person wrote, without user and port, and what everything
/// shows; an IPv6 address stands in it without brackets.
struct Target
{
    QString name;
    QString user;                     ///< empty: the profile's, then the configuration's
    quint16 port = 0;                 ///< 0: the profile's, then the configuration's
    QMap<QString, QString> variables; ///< for placeholders, waves and caps

    bool operator==(const Target &) const = default;
};

/// "user@name:port" with only the parts that are set, IPv6 in brackets if a port follows. Two targets with
/// the same address are the same target.
QString address(const Target &target);

} // namespace regatta::model
