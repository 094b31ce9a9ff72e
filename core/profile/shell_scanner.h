#pragma once

#include <QList>
#include <QString>

namespace regatta::profile {

/// Follows the quoting of a POSIX shell through a command, piece by piece, and says what stands where the
/// last piece ended. It knows what people write in commands: quotes, backslashes, variables, $(...), ${...},
/// $((...)), backquotes, comments. Where shells disagree, or where following them would mean to rebuild one
/// (here-documents, quotes within ${...}, case within $(...)), it says so and stays unsure to the end, rather
/// than guess.
class ShellScanner
{
public:
    enum class Place {
        Bare,         ///< a word may stand here
        SingleQuoted, ///< inside '...'
        DoubleQuoted, ///< inside "..."
        Unsure,       ///< quotes might not work here; harmless characters do
        Joined,       ///< after a backslash or a dollar sign, which would take the next character
    };

    void scan(QStringView text);

    /// Something was inserted that is quoted by itself: it is part of a word and changes no state.
    void skipValue();

    Place place() const;

    /// The next character would lengthen "$name", or stands in a word with brackets that may be expanded.
    bool joinsExpansion() const { return m_inVariable || m_frames.last().wordHasBracket; }

private:
    enum class FrameKind { Command, Single, Double, Parameter, Arithmetic, Backquote, Comment, AnsiC };
    struct Frame
    {
        FrameKind kind;
        int depth = 0;               ///< brackets of its own kind that are open within it
        bool wordHasBracket = false; ///< the word so far has { or [
    };

    Place unsurePlace() const;
    void step(QChar c);
    bool stepPending(QChar c);
    bool stepAfterDollar(QChar c);
    void stepCommand(QChar c);
    void stepDouble(QChar c);
    void stepOpaque(QChar c, QChar open, QChar close, QStringView unclear);
    void endWord(QChar c);
    void lengthenWord(QChar c);
    void push(FrameKind kind);
    void pop();
    bool isInSubstitution() const { return m_frames.size() > 1; }

    QList<Frame> m_frames = {Frame{FrameKind::Command}};
    bool m_unsure = false;
    bool m_escaped = false;       ///< the next character stands for itself
    bool m_dollar = false;        ///< the last character was a $ that may begin an expansion
    bool m_dollarBracket = false; ///< the last characters were $(
    bool m_inVariable = false;    ///< within the name of $name
    bool m_atWordStart = true;
    bool m_hereDocument = false; ///< its text begins after this line
    QString m_word;              ///< the first characters of the word so far: "case" matters
    QChar m_previous;
};

} // namespace regatta::profile
