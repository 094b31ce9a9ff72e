#include "core/base/json_line.h"

#include "core/base/json_text.h"

#include <cmath>

namespace regatta::base {

void JsonLine::addKey(const char *key)
{
    if (!m_text.isEmpty())
        m_text += ',';
    m_text.append('"').append(key).append("\":");
}

JsonLine &JsonLine::add(const char *key, QStringView value)
{
    return addUtf8(key, value.toUtf8());
}

JsonLine &JsonLine::addUtf8(const char *key, const QByteArray &value)
{
    addKey(key);
    m_text += '"';
    appendJsonEscaped(m_text, value);
    m_text += '"';
    return *this;
}

JsonLine &JsonLine::add(const char *key, qint64 value)
{
    addKey(key);
    m_text += QByteArray::number(value);
    return *this;
}

JsonLine &JsonLine::add(const char *key, double value)
{
    addKey(key);
    m_text += QByteArray::number(std::round(value * 1000.0) / 1000.0, 'g', 15);
    return *this;
}

JsonLine &JsonLine::addLiteral(const char *key, const char *literal)
{
    addKey(key);
    m_text += literal;
    return *this;
}

JsonLine &JsonLine::addObject(const char *key, const JsonLine &object)
{
    addKey(key);
    m_text += object.text();
    return *this;
}

} // namespace regatta::base
