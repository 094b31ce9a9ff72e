#include "core/profile/permissions.h"

#include <QRegularExpression>

namespace regatta::profile {

std::optional<quint32> permissionsFrom(const QString &text)
{
    static const QRegularExpression octal(QStringLiteral("\\A0?[0-7]{3}\\z"));
    return octal.match(text).hasMatch() ? std::optional(text.toUInt(nullptr, 8)) : std::nullopt;
}

} // namespace regatta::profile
