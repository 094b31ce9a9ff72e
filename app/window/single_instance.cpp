#include "app/window/single_instance.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>

#include <algorithm>
#include <optional>
#include <utility>

namespace regatta::app {

namespace {

constexpr qint64 longestRequest = 1024 * 1024;
constexpr int version = 1;

const QByteArray yes = "ok\n";

QByteArray requestFor(const QStringList &files)
{
    QJsonArray paths;
    for (const QString &file : files)
        paths.append(QFileInfo(file).absoluteFilePath());
    const QJsonObject request{{QStringLiteral("v"), version}, {QStringLiteral("open"), paths}};
    return QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n';
}

/// Unset if it isn't a request.
std::optional<QStringList> filesOf(const QByteArray &line)
{
    const QJsonObject request = QJsonDocument::fromJson(line).object();
    if (request.value(QStringLiteral("v")).toInt() != version)
        return std::nullopt;
    QStringList files;
    for (const QJsonValue &path : request.value(QStringLiteral("open")).toArray())
        files << path.toString();
    const bool areAbsolute = std::all_of(files.begin(), files.end(), &QDir::isAbsolutePath);
    return areAbsolute ? std::optional(files) : std::nullopt;
}

} // namespace

QString SingleInstance::usualSocket()
{
    const QString folder = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (!QDir::isAbsolutePath(folder) || !QFileInfo(folder).isWritable())
        return {};
    QString display = qEnvironmentVariable("WAYLAND_DISPLAY", qEnvironmentVariable("DISPLAY"));
    for (QChar &c : display) {
        if (!c.isLetterOrNumber())
            c = u'_';
    }
    return QStringLiteral("%1/regatta-window-%2.socket").arg(folder, display);
}

SingleInstance::SingleInstance(QString socket, std::chrono::milliseconds patience)
    : m_socket(std::move(socket))
    , m_patience(int(patience.count()))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::welcome);
}

bool SingleInstance::handOver(const QStringList &files) const
{
    if (m_socket.isEmpty())
        return false;
    QLocalSocket host;
    host.connectToServer(m_socket);
    if (!host.waitForConnected(m_patience))
        return false;
    host.write(requestFor(files));
    while (!host.canReadLine()) {
        if (!host.waitForReadyRead(m_patience))
            return false;
    }
    return host.readLine() == yes;
}

bool SingleInstance::isAnybodyThere() const
{
    QLocalSocket host;
    host.connectToServer(m_socket);
    return host.waitForConnected(m_patience);
}

bool SingleInstance::listen()
{
    if (m_socket.isEmpty() || isAnybodyThere())
        return false;
    QLocalServer::removeServer(m_socket); // what a crash has left behind
    return m_server.listen(m_socket);
}

void SingleInstance::welcome()
{
    while (QLocalSocket *guest = m_server.nextPendingConnection()) {
        guest->setReadBufferSize(longestRequest);
        connect(guest, &QLocalSocket::disconnected, guest, &QObject::deleteLater);
        connect(guest, &QLocalSocket::readyRead, this, [this, guest] { take(*guest); });
        take(*guest); // it may have come with the connection
    }
}

void SingleInstance::take(QLocalSocket &guest)
{
    if (guest.canReadLine()) {
        if (const auto files = filesOf(guest.readLine())) {
            guest.write(yes);
            Q_EMIT filesHandedOver(*files);
        }
        guest.disconnectFromServer();
    } else if (guest.bytesAvailable() >= longestRequest) {
        guest.abort();
    }
}

} // namespace regatta::app
