#pragma once

#include "core/targets/name_set.h"
#include "core/targets/node_set.h"
#include "core/targets/node_set_parser.h"

#include <QHash>
#include <QStringList>

namespace regatta::targets {

/// A name as it is compared: two texts with the same key are the same node. Empty if the text is no node.
using KeyOf = std::optional<QString> (*)(const QString &text);

/// Works out expressions and the groups that they name, each group once. `most` nodes may be named, by all of
/// them together.
class Evaluation
{
public:
    Evaluation(GroupLookup groups, KeyOf keyOf, quint64 most = mostNodes)
        : m_groups(std::move(groups))
        , m_keyOf(keyOf)
        , m_most(most)
    {}

    Parsed<NameSet> evaluate(QStringView expression);
    /// What was named more than once since the last call.
    NameSet takeDuplicates() { return std::exchange(m_duplicates, {}); }

private:
    Parsed<NameSet> namesOf(const Term &term);
    Parsed<NameSet> membersOfGroups(const Term &term);
    Parsed<NameSet> membersOf(const QString &group, const Term &term);
    Parsed<NameSet> evaluateGroup(const QString &group, const QStringList &expressions);
    void combine(NameSet &left, const NameSet &right, SetOperator operation);
    /// False if that is more than an expression may name.
    bool charge(quint64 nodes);

    const GroupLookup m_groups;
    const KeyOf m_keyOf;
    const quint64 m_most;
    quint64 m_charged = 0;
    NameSet m_duplicates;
    QHash<QString, NameSet> m_members; ///< of groups that have been worked out
    QStringList m_openGroups;          ///< those being worked out, the outermost first
};

} // namespace regatta::targets
