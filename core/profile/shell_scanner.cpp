#include "core/profile/shell_scanner.h"

#include <utility>

namespace regatta::profile {

namespace {

bool isShellNameCharacter(QChar c)
{
    return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'_');
}

bool endsWord(QChar c)
{
    return QStringView(u" \t\n;&|()<>").contains(c);
}

} // namespace

void ShellScanner::scan(QStringView text)
{
    for (const QChar c : text)
        step(c);
}

void ShellScanner::skipValue()
{
    m_escaped = m_dollar = m_dollarBracket = m_inVariable = m_atWordStart = false;
    m_previous = QChar();
    lengthenWord(u'?');
}

ShellScanner::Place ShellScanner::place() const
{
    if (m_escaped || m_dollar)
        return Place::Joined;
    if (m_unsure)
        return unsurePlace();
    switch (m_frames.last().kind) {
    case FrameKind::Command:
        return Place::Bare;
    case FrameKind::Single:
        return Place::SingleQuoted;
    case FrameKind::Double:
        return Place::DoubleQuoted;
    case FrameKind::Parameter:
    case FrameKind::Arithmetic:
    case FrameKind::Backquote:
    case FrameKind::Comment:
    case FrameKind::AnsiC:
        return unsurePlace();
    }
    Q_UNREACHABLE();
}

ShellScanner::Place ShellScanner::unsurePlace() const
{
    return m_previous == u'$' || m_previous == u'\\' ? Place::Joined : Place::Unsure;
}

void ShellScanner::step(QChar c)
{
    if (!stepPending(c)) {
        switch (m_frames.last().kind) {
        case FrameKind::Command:
            stepCommand(c);
            break;
        case FrameKind::Double:
            stepDouble(c);
            break;
        case FrameKind::Single:
            if (c == u'\'')
                pop();
            break;
        case FrameKind::Comment:
            if (c == u'\n') {
                pop();
                stepCommand(c);
            }
            break;
        case FrameKind::Backquote:
            if (c == u'\\')
                m_escaped = true;
            else if (c == u'`')
                pop();
            break;
        case FrameKind::AnsiC:
            // Only some shells know $'...', and only for them \' doesn't end it.
            if (c == u'\'') {
                if (m_previous == u'\\')
                    m_unsure = true;
                pop();
            }
            break;
        case FrameKind::Parameter:
            stepOpaque(c, u'{', u'}', u"'\"\\`(");
            break;
        case FrameKind::Arithmetic:
            stepOpaque(c, u'(', u')', u"'\"\\`#");
            break;
        }
    }
    m_previous = c;
}

/// What the characters before have promised. True: c is used up.
bool ShellScanner::stepPending(QChar c)
{
    if (m_escaped) {
        m_escaped = false;
        m_atWordStart = m_atWordStart && c == u'\n';
        lengthenWord(u'\\');
        return true;
    }
    if (m_dollarBracket) {
        m_dollarBracket = false;
        if (c == u'(') {
            m_frames.last() = Frame{FrameKind::Arithmetic, 1};
            return true;
        }
    }
    if (m_dollar) {
        m_dollar = false;
        return stepAfterDollar(c);
    }
    if (m_inVariable)
        m_inVariable = isShellNameCharacter(c);
    return false;
}

bool ShellScanner::stepAfterDollar(QChar c)
{
    if (isShellNameCharacter(c)) {
        m_inVariable = !c.isDigit();
        lengthenWord(c);
        return true;
    }
    if (c == u'(') {
        push(FrameKind::Command);
        m_dollarBracket = true;
        return true;
    }
    if (c == u'{') {
        push(FrameKind::Parameter);
        return true;
    }
    if (c == u'\'' && m_frames.last().kind == FrameKind::Command) {
        push(FrameKind::AnsiC);
        return true;
    }
    if (c == u'[' || c == u'\\')
        m_unsure = true;
    return QStringView(u"#?$!@*-").contains(c);
}

void ShellScanner::stepCommand(QChar c)
{
    if (endsWord(c)) {
        endWord(c);
        return;
    }
    const bool atWordStart = std::exchange(m_atWordStart, false);
    switch (c.unicode()) {
    case u'\'':
        push(FrameKind::Single);
        break;
    case u'"':
        push(FrameKind::Double);
        break;
    case u'`':
        push(FrameKind::Backquote);
        break;
    case u'\\':
        m_escaped = true;
        m_atWordStart = atWordStart;
        break;
    case u'$':
        m_dollar = true;
        break;
    case u'{':
    case u'[':
        m_frames.last().wordHasBracket = true;
        break;
    case u'#':
        if (atWordStart)
            push(FrameKind::Comment);
        break;
    default:
        break;
    }
    lengthenWord(c);
}

void ShellScanner::lengthenWord(QChar c)
{
    if (m_word.size() < 8)
        m_word += c;
}

void ShellScanner::endWord(QChar c)
{
    // Its patterns end in brackets that close nothing.
    if (isInSubstitution() && m_word == u"case")
        m_unsure = true;
    m_word.clear();
    m_frames.last().wordHasBracket = false;
    m_atWordStart = true;

    if (c == u'<' && m_previous == u'<')
        m_hereDocument = true;
    else if (c == u'\n' && m_hereDocument)
        m_unsure = true;
    else if (c == u'(' && isInSubstitution())
        ++m_frames.last().depth;
    else if (c == u')' && isInSubstitution() && m_frames.last().depth-- == 0)
        pop();
}

void ShellScanner::stepDouble(QChar c)
{
    switch (c.unicode()) {
    case u'"':
        pop();
        break;
    case u'\\':
        m_escaped = true;
        break;
    case u'$':
        m_dollar = true;
        break;
    case u'`':
        push(FrameKind::Backquote);
        break;
    default:
        break;
    }
}

/// A place whose end is found by counting brackets, as long as it holds nothing that could hide one.
void ShellScanner::stepOpaque(QChar c, QChar open, QChar close, QStringView unclear)
{
    if (unclear.contains(c) && !(c == u'#' && (m_previous.isDigit() || m_previous == u'{')))
        m_unsure = true;
    else if (c == open)
        ++m_frames.last().depth;
    else if (c == close && m_frames.last().depth-- == 0)
        pop();
}

void ShellScanner::push(FrameKind kind)
{
    m_frames.append(Frame{kind});
    m_inVariable = false;
    m_atWordStart = kind == FrameKind::Command;
    m_word.clear();
}

void ShellScanner::pop()
{
    m_frames.removeLast();
    m_atWordStart = false;
    m_inVariable = false;
    m_word = QStringLiteral("?");
}

} // namespace regatta::profile
