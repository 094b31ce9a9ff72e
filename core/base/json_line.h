#pragma once

#include <QByteArray>
#include <QString>

#include <concepts>

namespace regatta::base {

/// Builds one JSON object on one line, with its keys in the order in which they are added: Qt's own JSON
/// classes sort them, which reads badly in an event stream. Keys are plain ASCII literals.
class JsonLine
{
public:
    JsonLine() { m_text.reserve(256); }

    JsonLine &add(const char *key, QStringView value);
    JsonLine &add(const char *key, qint64 value);
    JsonLine &add(const char *key, double value); ///< at most three decimals
    JsonLine &add(const char *key,
                  std::same_as<bool> auto value) ///< nothing else turns into a bool: u"x" would
    {
        return addLiteral(key, value ? "true" : "false");
    }
    JsonLine &addNull(const char *key) { return addLiteral(key, "null"); }
    JsonLine &addObject(const char *key, const JsonLine &object);
    JsonLine &addUtf8(const char *key, const QByteArray &value); ///< must be valid UTF-8

    /// "{...}" without a newline.
    QByteArray text() const { return '{' + m_text + '}'; }

private:
    JsonLine &addLiteral(const char *key, const char *literal);
    void addKey(const char *key);

    QByteArray m_text;
};

} // namespace regatta::base
