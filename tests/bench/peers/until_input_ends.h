#pragma once

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace regatta::bench {

/// Says on stdout, in a line of JSON, where we are to be found; then waits until whoever started us closes
/// our stdin, or ends.
inline void serveUntilInputEnds(const QJsonObject &whereabouts)
{
    const QByteArray line = QJsonDocument(whereabouts).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
}

} // namespace regatta::bench
