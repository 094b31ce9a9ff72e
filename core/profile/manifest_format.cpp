#include "core/profile/manifest_format.h"

#include "core/profile/profile_reader.h"
#include "core/profile/profile_writer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace regatta::profile {

using namespace Qt::StringLiterals;

namespace {

constexpr int version = 1;

bool areAllTasks(const model::Manifest &manifest)
{
    const size_t items = size_t(manifest.items.size());
    if (manifest.tasks.size() != size_t(manifest.targets.size()) * items)
        return false;
    for (size_t i = 0; i < manifest.tasks.size(); ++i) {
        if (manifest.tasks[i].target.value != i / items || manifest.tasks[i].item.value != i % items)
            return false;
    }
    return true;
}

QJsonObject toJson(const model::Target &target)
{
    QJsonObject json{{u"name"_s, target.name}};
    if (!target.user.isEmpty())
        json.insert(u"user"_s, target.user);
    if (target.port != 0)
        json.insert(u"port"_s, int(target.port));
    QJsonObject variables;
    for (auto variable = target.variables.begin(); variable != target.variables.end(); ++variable)
        variables.insert(variable.key(), variable.value());
    if (!variables.isEmpty())
        json.insert(u"vars"_s, variables);
    return json;
}

QJsonArray toJson(const model::Item &item)
{
    QJsonArray values;
    for (const auto &[axis, value] : item.values)
        values.append(QJsonArray{axis, value});
    return values;
}

model::Target targetFrom(const QJsonObject &json)
{
    model::Target target;
    target.name = json.value(u"name"_s).toString();
    target.user = json.value(u"user"_s).toString();
    target.port = quint16(json.value(u"port"_s).toInt());
    const QJsonObject variables = json.value(u"vars"_s).toObject();
    for (auto variable = variables.begin(); variable != variables.end(); ++variable)
        target.variables.insert(variable.key(), variable.value().toString());
    return target;
}

model::Item itemFrom(const QJsonArray &json)
{
    model::Item item;
    for (const QJsonValue &value : json)
        item.values.emplace_back(value.toArray().at(0).toString(), value.toArray().at(1).toString());
    return item;
}

/// False: a task names a target or an item that isn't there.
bool readTasks(const QJsonObject &json, model::Manifest &manifest)
{
    if (!json.contains(u"tasks"_s)) {
        for (qsizetype target = 0; target < manifest.targets.size(); ++target) {
            for (qsizetype item = 0; item < manifest.items.size(); ++item)
                manifest.tasks.push_back({{std::uint32_t(target)}, {std::uint32_t(item)}});
        }
        return true;
    }
    for (const QJsonValue &task : json.value(u"tasks"_s).toArray()) {
        const int target = task.toArray().at(0).toInt(-1);
        const int item = task.toArray().at(1).toInt(-1);
        if (target < 0 || target >= manifest.targets.size() || item < 0 || item >= manifest.items.size())
            return false;
        manifest.tasks.push_back({{std::uint32_t(target)}, {std::uint32_t(item)}});
    }
    return true;
}

} // namespace

QByteArray serialize(const model::Manifest &manifest)
{
    QJsonArray targets;
    for (const model::Target &target : manifest.targets)
        targets.append(toJson(target));
    QJsonArray items;
    for (const model::Item &item : manifest.items)
        items.append(toJson(item));
    QJsonObject json{{u"manifest"_s, version},
                     {u"run"_s, manifest.identity.run},
                     {u"parent"_s, manifest.identity.parent},
                     {u"version"_s, manifest.identity.version},
                     {u"started_at"_s, manifest.identity.startedAt.toString(Qt::ISODateWithMs)},
                     {u"profile"_s, QJsonDocument::fromJson(serialize(manifest.profile)).object()},
                     {u"targets"_s, targets},
                     {u"items"_s, items}};
    // A JSON object of Qt's forgets the order of its keys, which is the order of the matrix.
    QJsonArray axes;
    for (const model::MatrixAxis &axis : manifest.profile.matrix)
        axes.append(axis.name);
    json.insert(u"axes"_s, axes);
    if (!areAllTasks(manifest)) {
        QJsonArray tasks;
        for (const model::Task &task : manifest.tasks)
            tasks.append(QJsonArray{int(task.target.value), int(task.item.value)});
        json.insert(u"tasks"_s, tasks);
    }
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

base::Expected<model::Manifest> manifestFrom(const QByteArray &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    if (json.value(u"manifest"_s).toInt() > version)
        return base::failure(base::ErrorCode::NewerSchema);
    const auto profile =
        parse(QJsonDocument(json.value(u"profile"_s).toObject()).toJson(QJsonDocument::Compact));
    if (json.value(u"manifest"_s).toInt() < 1 || !profile)
        return base::failure(base::ErrorCode::SyntaxError);

    model::Manifest manifest;
    manifest.identity = {json.value(u"run"_s).toString(), json.value(u"parent"_s).toString(),
                         json.value(u"version"_s).toString(),
                         QDateTime::fromString(json.value(u"started_at"_s).toString(), Qt::ISODateWithMs)};
    manifest.profile = profile->profile;
    const QJsonArray axes = json.value(u"axes"_s).toArray();
    std::stable_sort(manifest.profile.matrix.begin(), manifest.profile.matrix.end(),
                     [&axes](const model::MatrixAxis &left, const model::MatrixAxis &right) {
                         const auto place = [&axes](const QString &name) {
                             return std::find(axes.begin(), axes.end(), QJsonValue(name)) - axes.begin();
                         };
                         return place(left.name) < place(right.name);
                     });
    for (const QJsonValue &target : json.value(u"targets"_s).toArray())
        manifest.targets.append(targetFrom(target.toObject()));
    for (const QJsonValue &item : json.value(u"items"_s).toArray())
        manifest.items.append(itemFrom(item.toArray()));
    if (!readTasks(json, manifest))
        return base::failure(base::ErrorCode::SyntaxError);
    return manifest;
}

} // namespace regatta::profile
