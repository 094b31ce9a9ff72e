#include "core/profile/json_layout.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace regatta::profile {

namespace {

constexpr qsizetype widestLine = 110;
constexpr int blanksPerLevel = 2;

QString scalarText(const QJsonValue &value)
{
    // QJsonDocument writes arrays and objects only.
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact))
        .mid(1)
        .chopped(1)
        .replace(QChar(QChar::ByteOrderMark),
                 QStringLiteral("\\ufeff")); // Qt's reader drops one that begins a text
}

QString keyText(const QString &key)
{
    return scalarText(QJsonValue(key)) + QStringLiteral(": ");
}

} // namespace

JsonLayout::JsonLayout(const QJsonValue &value)
{
    if (value.isObject()) {
        m_kind = Kind::Object;
        addAll(value.toObject());
    } else if (value.isArray()) {
        m_kind = Kind::Array;
        for (const QJsonValue &item : value.toArray())
            append(JsonLayout(item));
    } else {
        m_scalar = scalarText(value);
    }
}

JsonLayout::JsonLayout(const QStringList &texts)
    : m_kind(Kind::Array)
{
    for (const QString &text : texts)
        append(JsonLayout(QJsonValue(text)));
}

JsonLayout JsonLayout::object()
{
    return JsonLayout(Kind::Object);
}

JsonLayout JsonLayout::array()
{
    return JsonLayout(Kind::Array);
}

void JsonLayout::add(const QString &key, JsonLayout value)
{
    m_members.append({key, std::move(value)});
}

void JsonLayout::addAll(const QJsonObject &members)
{
    for (auto member = members.begin(); member != members.end(); ++member)
        add(member.key(), JsonLayout(QJsonValue(member.value())));
}

void JsonLayout::append(JsonLayout item)
{
    m_members.append({QString(), std::move(item)});
}

QString JsonLayout::text() const
{
    QString text;
    write(text, 0, 0, false);
    return text;
}

void JsonLayout::write(QString &text, int indent, qsizetype column, bool mayFitOnOneLine) const
{
    const qsizetype before = text.size();
    if (m_members.isEmpty() || (mayFitOnOneLine && !isListOfObjects())) {
        const qsizetype most = m_members.isEmpty() ? text.size() + widestLine : before + widestLine - column;
        if (writeOneLine(text, most) || m_members.isEmpty())
            return;
        text.truncate(before);
    }
    const QString lineStart = u'\n' + QString((indent + 1) * blanksPerLevel, u' ');
    text += m_kind == Kind::Object ? u'{' : u'[';
    for (qsizetype i = 0; i < m_members.size(); ++i) {
        const QString key = m_kind == Kind::Object ? keyText(m_members[i].first) : QString();
        text += (i == 0 ? QString() : QStringLiteral(",")) + lineStart + key;
        m_members[i].second.write(text, indent + 1, lineStart.size() + key.size(), true);
    }
    text += u'\n' + QString(indent * blanksPerLevel, u' ');
    text += m_kind == Kind::Object ? u'}' : u']';
}

/// False as soon as the text is longer than `most`.
bool JsonLayout::writeOneLine(QString &text, qsizetype most) const
{
    if (m_kind == Kind::Scalar) {
        text += m_scalar;
        return text.size() <= most;
    }
    text += m_kind == Kind::Object ? u'{' : u'[';
    for (qsizetype i = 0; i < m_members.size(); ++i) {
        if (i > 0)
            text += QStringLiteral(", ");
        if (m_kind == Kind::Object)
            text += keyText(m_members[i].first);
        if (!m_members[i].second.writeOneLine(text, most))
            return false;
    }
    text += m_kind == Kind::Object ? u'}' : u']';
    return text.size() <= most;
}

/// Several objects in a row are easier to read and to compare on lines of their own.
bool JsonLayout::isListOfObjects() const
{
    return m_kind == Kind::Array && m_members.size() > 1 && m_members.first().second.m_kind == Kind::Object;
}

} // namespace regatta::profile
