#include "core/transport/copy/paths.h"

namespace regatta::transport::copy {

std::pair<QByteArray, QByteArray> splitPath(const QByteArray &path)
{
    const qsizetype name = path.lastIndexOf('/') + 1;
    return {path.first(name), path.sliced(name)};
}

QByteArray withoutSlash(QByteArray path)
{
    while (path.size() > 1 && path.endsWith('/'))
        path.chop(1);
    return path;
}

} // namespace regatta::transport::copy
