#include "core/engine/connection_format.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace regatta::engine {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(trust::HostKeyPolicy policy)
{
    switch (policy) {
    case trust::HostKeyPolicy::Ask:
        return u"ask"_s;
    case trust::HostKeyPolicy::Strict:
        return u"strict"_s;
    case trust::HostKeyPolicy::AcceptNew:
        return u"accept-new"_s;
    }
    Q_UNREACHABLE();
}

/// Of unknown words the most careful one.
trust::HostKeyPolicy policyFrom(const QString &name)
{
    for (const auto policy : {trust::HostKeyPolicy::Ask, trust::HostKeyPolicy::AcceptNew}) {
        if (nameOf(policy) == name)
            return policy;
    }
    return trust::HostKeyPolicy::Strict;
}

QStringList listFrom(const QJsonValue &json)
{
    QStringList list;
    for (const QJsonValue &value : json.toArray())
        list << value.toString();
    return list;
}

} // namespace

QByteArray serialize(const ConnectionSettings &settings)
{
    const QJsonObject json{
        {u"user"_s, settings.user},
        {u"port"_s, int(settings.port)},
        {u"identity_files"_s, QJsonArray::fromStringList(settings.identityFiles)},
        {u"host_keys"_s, settings.hostKeyPolicy ? QJsonValue(nameOf(*settings.hostKeyPolicy)) : QJsonValue()},
        {u"known_hosts_files"_s, QJsonArray::fromStringList(settings.knownHostsFiles)},
        {u"ssh_config_file"_s, settings.sshConfigFile},
        {u"profile_folder"_s, settings.profileFolder}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

ConnectionSettings connectionFrom(const QByteArray &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    ConnectionSettings settings = defaultConnectionSettings();
    settings.user = json.value(u"user"_s).toString();
    settings.port = quint16(json.value(u"port"_s).toInt());
    settings.identityFiles = listFrom(json.value(u"identity_files"_s));
    if (json.value(u"host_keys"_s).isString())
        settings.hostKeyPolicy = policyFrom(json.value(u"host_keys"_s).toString());
    settings.knownHostsFiles = listFrom(json.value(u"known_hosts_files"_s));
    settings.sshConfigFile = json.value(u"ssh_config_file"_s).toString();
    settings.profileFolder = json.value(u"profile_folder"_s).toString();
    return settings;
}

} // namespace regatta::engine
