#include "core/transport/openssh/host_key_log.h"

#include "core/trust/changed_key.h"

#include <QRegularExpression>

namespace regatta::transport::openssh {

std::optional<base::Error> changedKeyIn(const QList<QByteArray> &words)
{
    static const QRegularExpression shownKey(
        QStringLiteral("^The fingerprint for the (\\S+) key sent by the remote host is\\n(\\S+)\\.$"),
        QRegularExpression::MultilineOption);
    static const QRegularExpression knownKey(QStringLiteral("^Offending (\\S+) key in (.+):(\\d+)$"),
                                             QRegularExpression::MultilineOption);
    static const QRegularExpression hostName(QStringLiteral("^Host key for (\\S+) has changed and you have "),
                                             QRegularExpression::MultilineOption);
    const QString text = QString::fromUtf8(words.join('\n'));
    const auto shown = shownKey.match(text);
    const auto known = knownKey.match(text);
    const auto host = hostName.match(text);
    if (!shown.hasMatch() || !known.hasMatch() || !host.hasMatch())
        return std::nullopt;
    const QString file = known.captured(2);
    if (file.contains(u'\\'))
        return std::nullopt; // ssh writes what is unusual in octal: such a name is of no file
    return trust::changedKeyError({known.captured(1), file, known.captured(3).toInt(),
                                   shown.captured(1) + u' ' + shown.captured(2), host.captured(1)});
}

} // namespace regatta::transport::openssh
