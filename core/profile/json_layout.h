#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace regatta::profile {

/// JSON whose members keep the order in which they were added, and whose text is laid out for people: two
/// blanks a level, and on one line whatever is short enough. QJsonObject sorts its keys and QJsonDocument
/// gives every value a line.
class JsonLayout
{
public:
    /// A scalar, or, with its keys in QJsonObject's order, anything else.
    explicit JsonLayout(const QJsonValue &value);
    explicit JsonLayout(const QStringList &texts);

    static JsonLayout object();
    static JsonLayout array();

    /// Of objects only.
    void add(const QString &key, JsonLayout value);
    void addAll(const QJsonObject &members);

    /// Of arrays only.
    void append(JsonLayout item);

    /// The text, without a new line at its end. The outermost object is never put on one line.
    QString text() const;

private:
    enum class Kind { Scalar, Object, Array };
    explicit JsonLayout(Kind kind)
        : m_kind(kind)
    {}

    void write(QString &text, int indent, qsizetype column, bool mayFitOnOneLine) const;
    bool writeOneLine(QString &text, qsizetype most) const;
    bool isListOfObjects() const;

    Kind m_kind = Kind::Scalar;
    QString m_scalar;                                ///< its JSON text
    QList<std::pair<QString, JsonLayout>> m_members; ///< of an array, the keys are empty
};

} // namespace regatta::profile
