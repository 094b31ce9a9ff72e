#include "core/targets/node_pattern.h"

namespace regatta::targets {

void NodePattern::appendRanges(RangeSet ranges)
{
    m_parts.push_back({std::exchange(m_tail, {}), std::move(ranges)});
}

quint64 NodePattern::count() const
{
    quint64 product = 1;
    for (const Part &part : m_parts)
        product = saturatingProduct(product, part.ranges.count());
    return product;
}

qsizetype NodePattern::longest() const
{
    qsizetype length = m_tail.size();
    for (const Part &part : m_parts)
        length += part.text.size() + part.ranges.longest();
    return length;
}

void NodePattern::forEach(const std::function<bool(const QString &)> &visit) const
{
    QString name;
    visitFrom(0, name, visit);
}

bool NodePattern::visitFrom(size_t part, QString &name,
                            const std::function<bool(const QString &)> &visit) const
{
    const qsizetype start = name.size();
    if (part == m_parts.size()) {
        name += m_tail;
        const bool goOn = visit(name);
        name.truncate(start);
        return goOn;
    }
    name += m_parts[part].text;
    const qsizetype beforeIndex = name.size();
    for (const IndexRange &range : m_parts[part].ranges.ranges) {
        for (quint64 index = range.first; index <= range.last; index += range.step) {
            appendIndex(name, index, range.width);
            if (!visitFrom(part + 1, name, visit))
                return false;
            name.truncate(beforeIndex);
        }
    }
    name.truncate(start);
    return true;
}

} // namespace regatta::targets
