#include "core/base/json_line.h"

#include <cmath>

namespace regatta::base {

namespace {

void appendEscaped(QByteArray &out, const QByteArray &utf8)
{
    static constexpr char hex[] = "0123456789abcdef";
    out += '"';
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            // DEL isn't required to be escaped, but a terminal that shows the line should not obey it.
            if (byte < 0x20 || byte == 0x7f)
                out.append("\\u00").append(hex[byte >> 4]).append(hex[byte & 0xf]);
            else
                out += c;
        }
    }
    out += '"';
}

} // namespace

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
    appendEscaped(m_text, value);
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
