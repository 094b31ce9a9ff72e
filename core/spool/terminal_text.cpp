#include "core/spool/terminal_text.h"

#include "core/base/utf8.h"
#include "core/spool/escape_sequence.h"
#include "core/spool/sgr.h"

#include <QChar>

#include <algorithm>
#include <array>

namespace regatta::spool {

namespace {

constexpr char32_t replacement = 0xfffd;
constexpr int tabWidth = 8;
constexpr char32_t escape = 0x1b;

struct Character
{
    char32_t code = 0;
    qsizetype size = 0; ///< in bytes; at least 1
    bool isValid = true;
};

/// The character at `at`; a byte that begins no UTF-8 sequence (RFC 3629) is invalid, and is taken alone.
Character characterAt(QByteArrayView bytes, qsizetype at)
{
    const auto lead = static_cast<quint8>(bytes[at]);
    if (lead < 0x80)
        return {lead, 1};
    const int length = lead >= 0xf0 && lead <= 0xf4 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.size())
        return {replacement, 1, false};
    auto code = char32_t(lead & (0xff >> (length + 1)));
    for (int i = 1; i < length; ++i) {
        if (!base::isUtf8Continuation(bytes[at + i]))
            return {replacement, 1, false};
        code = code << 6 | (static_cast<quint8>(bytes[at + i]) & 0x3f);
    }
    constexpr std::array<char32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
    const bool isSurrogate = code >= 0xd800 && code <= 0xdfff;
    if (code < smallest.at(size_t(length)) || code > 0x10ffff || isSurrogate)
        return {replacement, 1, false};
    return {code, length};
}

/// Characters that change how others look or take no room: shown by their number.
bool isDeceptive(char32_t code)
{
    switch (QChar::category(code)) {
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        // Hangul fillers and the combining grapheme joiner look like nothing as well.
        return code == 0x115f || code == 0x1160 || code == 0x3164 || code == 0xffa0 || code == 0x34f;
    }
}

bool isCombining(char32_t code)
{
    if (code < 0x300)
        return false;
    const QChar::Category category = QChar::category(code);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

/// One column of the line.
struct Cell
{
    static constexpr size_t mostMarks = 2; ///< what stands on it; more marks get columns of their own

    char32_t code = ' ';
    std::array<char32_t, mostMarks> marks{};
    quint32 style = 0;
};

/// A line as it is being written, like a terminal's.
class Canvas
{
public:
    explicit Canvas(const TextStyle &style)
        : m_styles{style}
    {}

    void setStyle(const TextStyle &style)
    {
        if (!(m_styles.back() == style))
            m_styles.push_back(style);
    }

    void put(char32_t code)
    {
        if (isCombining(code) && m_column > 0 && m_column <= m_cells.size()) {
            for (char32_t &mark : m_cells[m_column - 1].marks) {
                if (mark == 0) {
                    mark = code;
                    return;
                }
            }
        }
        if (m_column >= m_cells.size())
            m_cells.resize(m_column + 1);
        m_cells[m_column++] = {code, {}, quint32(m_styles.size() - 1)};
    }

    void put(QStringView ascii)
    {
        for (const QChar c : ascii)
            put(char32_t(c.unicode()));
    }

    void goToStart() { m_column = 0; }
    void goBack() { m_column -= m_column > 0 ? 1 : 0; }

    void goToTab()
    {
        m_column = (m_column / tabWidth + 1) * tabWidth;
        if (m_cells.size() < m_column)
            m_cells.resize(m_column, {' ', {}, quint32(m_styles.size() - 1)});
    }

    /// ECMA-48's EL: to the end (0), to the beginning (1), the whole line (2).
    void erase(QByteArrayView parameter)
    {
        const size_t here = std::min(m_column, m_cells.size());
        if (parameter.isEmpty() || parameter == "0") {
            m_cells.resize(here);
        } else if (parameter == "1") {
            const size_t end = std::min(here + 1, m_cells.size());
            std::fill(m_cells.begin(), m_cells.begin() + std::ptrdiff_t(end), Cell());
        } else if (parameter == "2") {
            m_cells.clear();
        }
    }

    StyledText take() const
    {
        StyledText line;
        line.text.reserve(qsizetype(m_cells.size()));
        for (const Cell &cell : m_cells) {
            const qsizetype before = line.text.size();
            append(line.text, cell.code);
            for (const char32_t mark : cell.marks) {
                if (mark != 0)
                    append(line.text, mark);
            }
            const TextStyle &style = m_styles[cell.style];
            if (line.runs.empty() || !(line.runs.back().style == style))
                line.runs.push_back({0, style});
            line.runs.back().length += line.text.size() - before;
        }
        if (line.runs.size() == 1 && line.runs.front().style == TextStyle())
            line.runs.clear();
        return line;
    }

private:
    static void append(QString &text, char32_t code) { text += QChar::fromUcs4(code); }

    std::vector<Cell> m_cells;
    size_t m_column = 0;
    std::vector<TextStyle> m_styles; // those used so far; the last one is the present one
};

void putControl(char32_t code, Canvas &canvas)
{
    constexpr char32_t pictures = 0x2400; // Unicode's "control pictures"
    constexpr char32_t deletePicture = 0x2421;
    switch (code) {
    case '\r':
        canvas.goToStart();
        break;
    case '\b':
        canvas.goBack();
        break;
    case '\t':
        canvas.goToTab();
        break;
    default:
        canvas.put(code == 0x7f ? deletePicture : pictures + code);
    }
}

void putNumber(char32_t code, Canvas &canvas)
{
    canvas.put(QStringLiteral("<U+%1>").arg(QString::number(code, 16).toUpper(), 4, u'0'));
}

} // namespace

bool isPlainAscii(QByteArrayView line)
{
    return std::all_of(line.begin(), line.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

StyledText TerminalText::show(QByteArrayView line)
{
    if (isPlainAscii(line)) {
        StyledText plain{QString::fromLatin1(line), {}};
        if (!(m_style == TextStyle()) && !line.isEmpty())
            plain.runs.push_back({line.size(), m_style});
        return plain;
    }
    Canvas canvas(m_style);
    for (qsizetype at = 0; at < line.size();) {
        const Character character = characterAt(line, at);
        const char32_t code = character.code;
        const bool isEightBit = character.isValid && code >= 0x80 && code <= 0x9f;
        if (code == escape || isEightBit) {
            const EscapeSequence sequence = escapeSequenceAt(line, at);
            if (sequence.kind == 'm') {
                applySgr(sequence.parameters, m_style);
                canvas.setStyle(m_style);
            } else if (sequence.kind == 'K') {
                canvas.erase(sequence.parameters);
            }
            if (sequence.end > 0) {
                at = sequence.end;
                continue;
            }
        }
        at += character.size;
        if (isEightBit || isDeceptive(code))
            putNumber(code, canvas);
        else if (code < 0x20 || code == 0x7f)
            putControl(code, canvas);
        else
            canvas.put(code);
    }
    return canvas.take();
}

QString plainTerminalText(QByteArrayView line)
{
    return isPlainAscii(line) ? QString::fromLatin1(line) : TerminalText().show(line).text;
}

} // namespace regatta::spool
