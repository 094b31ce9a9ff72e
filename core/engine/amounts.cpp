#include "core/engine/amounts.h"

#include <algorithm>

namespace regatta::engine {

std::optional<int> amount(const QString &text, int whole)
{
    const bool isShare = text.endsWith(u'%');
    bool isNumber = false;
    const int number = (isShare ? text.chopped(1) : text).toInt(&isNumber);
    if (!isNumber || number < 1 || (isShare && number > 100))
        return std::nullopt;
    if (!isShare)
        return number;
    return std::max(1, int((qint64(whole) * number + 99) / 100));
}

} // namespace regatta::engine
