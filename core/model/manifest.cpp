#include "core/model/manifest.h"

#include <QStringList>

namespace regatta::model {

QString Item::label() const
{
    QStringList words;
    for (const auto &[axis, value] : values)
        words << value;
    return words.join(QStringLiteral(", "));
}

} // namespace regatta::model
