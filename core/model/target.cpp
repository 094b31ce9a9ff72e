#include "core/model/target.h"

namespace regatta::model {

QString address(const Target &target)
{
    QString text;
    if (!target.user.isEmpty())
        text += target.user + u'@';
    const bool needsBrackets = target.port != 0 && target.name.contains(u':');
    text += needsBrackets ? u'[' + target.name + u']' : target.name;
    if (target.port != 0)
        text += u':' + QString::number(target.port);
    return text;
}

} // namespace regatta::model
