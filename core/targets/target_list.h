#pragma once

#include "core/targets/node_set.h"

#include <QSet>

namespace regatta::targets {

/// Joins the targets of several expressions: in the order of their coming, each address once.
class TargetList
{
public:
    void add(const model::Target &target);
    /// Its targets and its duplicates.
    void add(const Expansion &expansion);

    const Expansion &expansion() const { return m_expansion; }

private:
    void addDuplicate(const QString &address);

    Expansion m_expansion;
    QSet<QString> m_addresses;
    QSet<QString> m_duplicates;
};

} // namespace regatta::targets
