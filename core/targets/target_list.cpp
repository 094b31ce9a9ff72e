#include "core/targets/target_list.h"

namespace regatta::targets {

void TargetList::add(const model::Target &target)
{
    const QString address = model::address(target);
    const qsizetype before = m_addresses.size();
    m_addresses.insert(address);
    if (m_addresses.size() > before)
        m_expansion.targets.append(target);
    else
        addDuplicate(address);
}

void TargetList::add(const Expansion &expansion)
{
    for (const model::Target &target : expansion.targets)
        add(target);
    for (const QString &address : expansion.duplicates)
        addDuplicate(address);
}

void TargetList::addDuplicate(const QString &address)
{
    if (m_duplicates.contains(address))
        return;
    m_duplicates.insert(address);
    m_expansion.duplicates.append(address);
}

} // namespace regatta::targets
