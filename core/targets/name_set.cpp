#include "core/targets/name_set.h"

#include "core/targets/node_order.h"

namespace regatta::targets {

bool NameSet::add(const QString &name)
{
    const qsizetype before = m_places.size();
    qsizetype &place = m_places[name];
    if (m_places.size() == before)
        return false;
    place = m_names.size();
    m_names.append(name);
    return true;
}

void NameSet::remove(const QString &name)
{
    const auto found = m_places.constFind(name);
    if (found == m_places.cend())
        return;
    m_names[*found] = QString();
    m_places.erase(found);
}

template <typename Visitor>
void NameSet::forEach(Visitor visit) const
{
    for (const QString &name : m_names) {
        if (!name.isNull())
            visit(name);
    }
}

void NameSet::unite(const NameSet &other, NameSet &duplicates)
{
    if (m_places.isEmpty()) {
        *this = other;
        return;
    }
    other.forEach([&](const QString &name) {
        if (!add(name))
            duplicates.add(name);
    });
}

void NameSet::subtract(const NameSet &other)
{
    other.forEach([this](const QString &name) { remove(name); });
}

void NameSet::intersect(const NameSet &other)
{
    NameSet common;
    other.forEach([&](const QString &name) {
        if (contains(name))
            common.add(name);
    });
    *this = std::move(common);
}

void NameSet::toggle(const NameSet &other)
{
    other.forEach([this](const QString &name) {
        if (contains(name))
            remove(name);
        else
            add(name);
    });
}

QStringList NameSet::sorted() const
{
    QStringList names;
    names.reserve(m_places.size());
    forEach([&](const QString &name) { names.append(name); });
    sortNodes(names);
    return names;
}

} // namespace regatta::targets
