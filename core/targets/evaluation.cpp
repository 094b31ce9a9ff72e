#include "core/targets/evaluation.h"

namespace regatta::targets {

using base::ErrorCode;

Parsed<NameSet> Evaluation::evaluate(QStringView expression)
{
    NameSet result;
    NodeSetParser parser(expression);
    do {
        const auto term = parser.next();
        if (!term)
            return tl::unexpected(term.error());
        const auto names = term->isGroup ? membersOfGroups(*term) : namesOf(*term);
        if (!names)
            return tl::unexpected(names.error());
        combine(result, *names, term->operation);
    } while (!parser.atEnd());
    return result;
}

Parsed<NameSet> Evaluation::namesOf(const Term &term)
{
    if (!charge(term.pattern.count()))
        return nodeSetFailure(ErrorCode::TooManyTargets, term.text, term.position);
    if (term.pattern.longest() > longestNode)
        return nodeSetFailure(ErrorCode::SyntaxError, term.text, term.position);

    NameSet names;
    names.reserve(qsizetype(term.pattern.count()));
    std::optional<NodeSetError> error;
    term.pattern.forEach([&](const QString &text) {
        if (const auto key = m_keyOf(text)) {
            if (!names.add(*key))
                m_duplicates.add(*key);
        } else {
            error = nodeSetFailure(ErrorCode::SyntaxError, text, term.position).value();
        }
        return !error;
    });
    if (error)
        return tl::unexpected(*error);
    return names;
}

Parsed<NameSet> Evaluation::membersOfGroups(const Term &term)
{
    if (!charge(term.pattern.count()))
        return nodeSetFailure(ErrorCode::TooManyTargets, term.text, term.position);
    if (term.pattern.longest() > longestNode)
        return nodeSetFailure(ErrorCode::SyntaxError, term.text, term.position);

    NameSet all;
    std::optional<NodeSetError> error;
    term.pattern.forEach([&](const QString &group) {
        const auto members = membersOf(group, term);
        if (!members)
            error = members.error();
        else if (!charge(quint64(members->size())))
            error = nodeSetFailure(ErrorCode::TooManyTargets, term.text, term.position).value();
        else
            all.unite(*members, m_duplicates);
        return !error;
    });
    if (error)
        return tl::unexpected(*error);
    return all;
}

Parsed<NameSet> Evaluation::membersOf(const QString &group, const Term &term)
{
    if (const auto known = m_members.constFind(group); known != m_members.cend())
        return *known;
    if (m_openGroups.contains(group) || m_openGroups.size() >= deepestGroup) {
        const QStringList path = m_openGroups.mid(m_openGroups.indexOf(group)) << group;
        return nodeSetFailure(ErrorCode::GroupCycle, QString(u'@' + path.join(u" @")), term.position);
    }
    const auto expressions = m_groups ? m_groups(group) : std::nullopt;
    if (!expressions)
        return nodeSetFailure(ErrorCode::UnknownGroup, QString(u'@' + group), term.position);
    return evaluateGroup(group, *expressions);
}

Parsed<NameSet> Evaluation::evaluateGroup(const QString &group, const QStringList &expressions)
{
    NameSet members;
    m_openGroups.append(group);
    for (const QString &expression : expressions) {
        auto names = evaluate(expression);
        if (!names) {
            NodeSetError error = names.error();
            if (error.group.isEmpty())
                error.group = group;
            return tl::unexpected(error);
        }
        members.unite(*names, m_duplicates);
    }
    m_openGroups.removeLast();
    m_members.insert(group, members);
    return members;
}

void Evaluation::combine(NameSet &left, const NameSet &right, SetOperator operation)
{
    switch (operation) {
    case SetOperator::Union:
        left.unite(right, m_duplicates);
        return;
    case SetOperator::Difference:
        left.subtract(right);
        return;
    case SetOperator::Intersection:
        left.intersect(right);
        return;
    case SetOperator::SymmetricDifference:
        left.toggle(right);
        return;
    }
    Q_UNREACHABLE();
}

bool Evaluation::charge(quint64 nodes)
{
    if (nodes > m_most - m_charged)
        return false;
    m_charged += nodes;
    return true;
}

} // namespace regatta::targets
