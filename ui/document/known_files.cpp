#include "ui/document/known_files.h"

#include <QCryptographicHash>
#include <QSettings>
#include <QStringList>

namespace regatta::ui {

namespace {

constexpr int most = 1000;

const QString key = QStringLiteral("files/known");

QString digestOf(const QString &path, const QByteArray &content)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(path.toUtf8());
    hash.addData(QByteArrayView("\0", 1));
    hash.addData(content);
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace

bool KnownFiles::contains(const QString &path, const QByteArray &content) const
{
    return QSettings().value(key).toStringList().contains(digestOf(path, content));
}

void KnownFiles::add(const QString &path, const QByteArray &content)
{
    QStringList digests = QSettings().value(key).toStringList();
    const QString digest = digestOf(path, content);
    digests.removeAll(digest);
    digests.prepend(digest);
    QSettings().setValue(key, digests.mid(0, most));
}

} // namespace regatta::ui
