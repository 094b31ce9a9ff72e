#pragma once

#include "core/targets/node_pattern.h"
#include "core/targets/node_set_error.h"

namespace regatta::targets {

enum class SetOperator { Union, Difference, Intersection, SymmetricDifference };

/// One operand of an expression, and how it is combined with everything to its left.
struct Term
{
    SetOperator operation = SetOperator::Union;
    bool isGroup = false; ///< "@name": the pattern is that of the group names
    NodePattern pattern;
    QStringView text;       ///< as written
    qsizetype position = 0; ///< of the text, in UTF-16 units from 0
};

/// Reads an expression term by term:
///
///     expression = term { operator term } ;  operator = "," | "!" | "&" | "^" ;
///     term       = [ "@" ] part { part } ;   part = text | "[" ranges "]" | "[" address "]" ;
///
/// White space around terms and within brackets means nothing. A bracket where a host begins whose content
/// has a colon (or a bracket of its own) holds an IPv6 address, not ranges: "ops@[2001:db8::[1-8]]:22".
class NodeSetParser
{
public:
    /// `expression` must outlive the parser and its terms.
    explicit NodeSetParser(QStringView expression);

    bool atEnd() const { return m_position >= m_text.size(); }
    /// Must not be called at the end.
    Parsed<Term> next();

private:
    Parsed<void> readPart(Term &term);
    Parsed<void> readBracket(Term &term);
    void readText(Term &term);
    void skipSpace();
    bool isAddressAhead(const Term &term) const;
    tl::unexpected<NodeSetError> errorAt(qsizetype position, qsizetype length) const;

    QStringView m_text;
    qsizetype m_position = 0;
    qsizetype m_addressStart = -1; ///< of the address bracket that is open
};

} // namespace regatta::targets
