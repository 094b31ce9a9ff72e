#pragma once

#include "core/base/error.h"
#include "core/profile/shell_scanner.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace regatta::profile {

/// The names that every command may use: host, user, port, index, run, attempt, slot.
const QStringList &builtInPlaceholders();

/// A name that a placeholder, a variable, a matrix axis or a question may have: an ASCII letter or "_", then
/// letters, digits, "_" and "-".
bool isPlaceholderName(QStringView text);

/// A command with {{placeholders}}, as a profile's step writes it.
///
/// {{name}} and {{name|raw}} are placeholders, with or without blanks inside the braces. Braces around
/// anything else stay as they are, so that `docker ps --format '{{.Names}}'` and `{{json .}}` need no care.
/// What would be a placeholder and isn't meant as one, such as Go's `{{end}}`, is written with four opening
/// braces:
/// "{{{{" stands for "{{", so `{{{{end}}` becomes `{{end}}`.
///
/// {{name}} becomes one word, or part of one, for the remote POSIX shell, whatever the value holds: the
/// template knows whether it stands bare, in '...' or in "...", also within $(...), and quotes for that
/// place. Where quotes don't help (backquotes, here-documents, comments, ${...}, $((...))) a value of
/// harmless characters (see base::isHarmlessForPosixShell) is inserted as it is, and any other value is an
/// error. Right after a backslash or a dollar sign, which would change the value, no value is accepted.
/// {{name|raw}} is inserted as it is, anywhere.
class CommandTemplate
{
public:
    struct Placeholder
    {
        QString name;
        bool raw = false;
        qsizetype position = 0; ///< of its first brace in the text, in UTF-16 units

        bool operator==(const Placeholder &) const = default;
    };

    using Lookup = std::function<std::optional<QString>(const QString &name)>;

    enum class Values {
        Quoted,    ///< for the shell
        AsTheyAre, ///< all of them, as if they were raw: it is no command, but a path, or one word to be
                   ///< quoted as a whole
    };

    /// Errors: InvalidPlaceholder (anything but "raw" after the bar), UnquotablePlaceholder (after a
    /// backslash or a dollar sign). Their detail is the placeholder as it is written.
    static base::Expected<CommandTemplate> parse(const QString &text, Values values = Values::Quoted);

    const QString &text() const { return m_text; }
    const QList<Placeholder> &placeholders() const { return m_placeholders; }

    /// The command line. Errors: UnknownPlaceholder (the look-up knows no such name), UnquotablePlaceholder
    /// (this value can't be made safe in that place). Their detail is the placeholder as it is written.
    base::Expected<QString> render(const Lookup &lookup) const;

    bool operator==(const CommandTemplate &other) const { return m_text == other.m_text; }

private:
    /// Literal text, and the placeholder that follows it, except after the last piece.
    struct Piece
    {
        QString literal;
        QString placeholderText; ///< as written, for errors; empty: none
        Placeholder placeholder;
    };

    base::Expected<QString> quoted(const QString &value, const ShellScanner &scanner, const Piece &piece,
                                   QStringView next) const;
    QStringView textAfter(qsizetype piece) const;

    QString m_text;
    QList<Piece> m_pieces;
    QList<Placeholder> m_placeholders;
};

} // namespace regatta::profile
