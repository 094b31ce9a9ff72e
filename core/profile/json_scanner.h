#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace regatta::profile {

/// "parent.key", or `parent["a b"]` for a key that is no plain word.
QString keyPath(const QString &parent, const QString &key);

/// "parent[3]".
QString itemPath(const QString &parent, qsizetype index);

/// Line and column of a byte, both from 1; columns count Unicode characters.
struct TextPosition
{
    int line = 1;
    int column = 1;
};
TextPosition textPosition(const QByteArray &text, qsizetype offset);

/// The same JSON, each byte order mark inside its strings written as an escape: Qt's reader drops one that
/// begins a string, and then a key it doesn't know would be another key when it is written back.
QByteArray withEscapedMarks(const QByteArray &json);

/// Walks through JSON (RFC 8259) and says where everything stands, which QJsonDocument doesn't tell. It also
/// is the stricter of the two: control characters in strings and unknown escapes are errors. Values are left
/// to QJsonDocument, and so is checking that strings are UTF-8.
class JsonScanner
{
public:
    /// A member of an object, or an item of an array. The views are valid during the visit only.
    struct Entry
    {
        QStringView path;
        QStringView parent;
        QString key;               ///< of a member; empty for items
        qsizetype keyOffset = -1;  ///< of a member, in bytes; -1 for items
        qsizetype valueOffset = 0; ///< in bytes
        bool isDuplicate = false;  ///< the same object has had this key before
    };
    using Visitor = std::function<void(const Entry &)>;

    struct Failure
    {
        base::ErrorCode code = base::ErrorCode::SyntaxError; ///< or NestedTooDeeply
        qsizetype offset = 0;
        QString expected;
    };

    /// Visits the entries in the order of the file, parents first. Unset: the text is sound.
    std::optional<Failure> scan(const QByteArray &text, const Visitor &visitor);

private:
    bool value(int level);
    bool object(int level);
    bool member(int level, class SeenKeys &seen);
    bool array(int level);
    bool string();
    bool escape();
    bool number();
    bool digits();
    bool word(const char *text);

    void skipSpace();
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool take(char c);
    bool expect(char c, const char *expected);
    bool fail(const char *expected, base::ErrorCode code = base::ErrorCode::SyntaxError);
    QString decoded(qsizetype start, qsizetype end) const;

    QByteArray m_text;
    Visitor m_visitor;
    qsizetype m_at = 0;
    QString m_path;
    std::optional<Failure> m_failure;
};

} // namespace regatta::profile
