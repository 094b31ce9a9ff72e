#include "core/targets/node_set_parser.h"

#include <algorithm>
#include <optional>

namespace regatta::targets {

using base::ErrorCode;

namespace {

std::optional<SetOperator> operatorFrom(QChar c)
{
    switch (c.unicode()) {
    case u',':
        return SetOperator::Union;
    case u'!':
        return SetOperator::Difference;
    case u'&':
        return SetOperator::Intersection;
    case u'^':
        return SetOperator::SymmetricDifference;
    default:
        return std::nullopt;
    }
}

bool endsText(QChar c)
{
    return c == u'[' || c == u']' || operatorFrom(c).has_value();
}

} // namespace

NodeSetParser::NodeSetParser(QStringView expression)
    : m_text(expression)
{}

Parsed<Term> NodeSetParser::next()
{
    Term term;
    if (m_position > 0) {
        term.operation = *operatorFrom(m_text[m_position]);
        ++m_position;
    }
    skipSpace();
    term.position = m_position;
    term.isGroup = !atEnd() && m_text[m_position] == u'@';
    if (term.isGroup)
        ++m_position;

    while (!atEnd() && !operatorFrom(m_text[m_position])) {
        if (auto part = readPart(term); !part)
            return tl::unexpected(part.error());
    }
    if (m_addressStart >= 0)
        return errorAt(m_addressStart, m_position - m_addressStart);
    if (term.pattern.isEmpty())
        return errorAt(m_position, 1);
    term.text = m_text.sliced(term.position, m_position - term.position).trimmed();
    return term;
}

Parsed<void> NodeSetParser::readPart(Term &term)
{
    const QChar c = m_text[m_position];
    if (c == u']' && m_addressStart < 0)
        return errorAt(m_position, 1);
    if (c == u'[' && !isAddressAhead(term))
        return readBracket(term);
    if (c != u'[' && c != u']') {
        readText(term);
        return {};
    }
    m_addressStart = c == u'[' ? m_position : -1;
    term.pattern.appendText(m_text.sliced(m_position, 1));
    ++m_position;
    return {};
}

Parsed<void> NodeSetParser::readBracket(Term &term)
{
    const qsizetype start = m_position + 1;
    const qsizetype end = m_text.indexOf(u']', start);
    if (end < 0)
        return errorAt(m_position, m_text.size() - m_position);
    auto ranges = parseRangeSet(m_text.sliced(start, end - start), start);
    if (!ranges)
        return tl::unexpected(ranges.error());
    term.pattern.appendRanges(std::move(*ranges));
    m_position = end + 1;
    return {};
}

void NodeSetParser::readText(Term &term)
{
    const qsizetype start = m_position;
    while (!atEnd() && !endsText(m_text[m_position]))
        ++m_position;
    QStringView text = m_text.sliced(start, m_position - start);
    if (atEnd() || operatorFrom(m_text[m_position])) {
        while (!text.isEmpty() && text.back().isSpace())
            text.chop(1);
    }
    term.pattern.appendText(text);
}

void NodeSetParser::skipSpace()
{
    while (!atEnd() && m_text[m_position].isSpace())
        ++m_position;
}

bool NodeSetParser::isAddressAhead(const Term &term) const
{
    const bool beginsHost = term.pattern.isEmpty() || term.pattern.endsWith(u'@');
    if (!beginsHost || term.isGroup || m_addressStart >= 0)
        return false;
    for (qsizetype i = m_position + 1; i < m_text.size() && m_text[i] != u']'; ++i) {
        if (m_text[i] == u':' || m_text[i] == u'[')
            return true;
    }
    return false;
}

tl::unexpected<NodeSetError> NodeSetParser::errorAt(qsizetype position, qsizetype length) const
{
    const qsizetype start = std::min(position, m_text.size());
    return nodeSetFailure(ErrorCode::SyntaxError,
                          m_text.sliced(start, std::min(length, m_text.size() - start)), start);
}

} // namespace regatta::targets
