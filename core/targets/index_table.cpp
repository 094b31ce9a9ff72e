#include "core/targets/index_table.h"

#include <QHashFunctions>

#include <algorithm>
#include <numeric>

namespace regatta::targets {

namespace {

// A merge may make room for others, so passes are repeated. Real fleets are done after two; made-up ones
// could go on for as long as they have names, one merge a pass.
constexpr int mostPasses = 8;

quint64 pointsIn(const std::vector<IndexTable::IndexSet> &product)
{
    quint64 points = 1;
    for (const auto &set : product)
        points *= set.size();
    return points;
}

bool comesFirst(const std::vector<IndexTable::IndexSet> &a, const std::vector<IndexTable::IndexSet> &b)
{
    if (const quint64 pointsA = pointsIn(a), pointsB = pointsIn(b); pointsA != pointsB)
        return pointsA > pointsB;
    for (size_t i = 0; i < a.size(); ++i) {
        if (a[i].size() != b[i].size())
            return a[i].size() > b[i].size();
        if (a[i] != b[i])
            return a[i] < b[i];
    }
    return false;
}

} // namespace

size_t IndexTable::SetHash::operator()(const IndexSet &set) const
{
    return qHashRange(set.begin(), set.end());
}

IndexTable::IndexTable(size_t dimensions)
    : m_dimensions(dimensions)
{}

void IndexTable::add(const Index *point)
{
    for (size_t i = 0; i < m_dimensions; ++i) {
        m_single.front() = point[i];
        m_cells.push_back(idOf(m_single));
    }
}

void IndexTable::merge()
{
    bool hasChanged = true;
    for (int pass = 0; hasChanged && pass < mostPasses; ++pass) {
        hasChanged = false;
        for (size_t dimension = m_dimensions; dimension-- > 0;)
            hasChanged |= mergeDimension(dimension);
    }
}

std::vector<std::vector<IndexTable::IndexSet>> IndexTable::products() const
{
    std::vector<std::vector<IndexSet>> all(rowCount());
    for (size_t i = 0; i < all.size(); ++i) {
        for (size_t dimension = 0; dimension < m_dimensions; ++dimension)
            all[i].push_back(*m_sets[row(i)[dimension]]);
    }
    std::sort(all.begin(), all.end(), comesFirst);
    return all;
}

IndexTable::SetId IndexTable::idOf(const IndexSet &set)
{
    const auto [place, isNew] = m_ids.try_emplace(set, SetId(m_sets.size()));
    if (isNew)
        m_sets.push_back(&place->first);
    return place->second;
}

bool IndexTable::mergeDimension(size_t dimension)
{
    const auto differOnlyThere = [&](const SetId *a, const SetId *b) {
        return std::equal(a, a + dimension, b) &&
               std::equal(a + dimension + 1, a + m_dimensions, b + dimension + 1);
    };
    const std::vector<size_t> order = rowsSortedForMerge(dimension);
    std::vector<SetId> merged;
    for (size_t i = 0, next = 0; i < order.size(); i = next) {
        IndexSet set;
        for (next = i; next < order.size() && differOnlyThere(row(order[i]), row(order[next])); ++next) {
            const IndexSet &part = *m_sets[row(order[next])[dimension]];
            set.insert(set.end(), part.begin(), part.end());
        }
        std::sort(set.begin(), set.end());
        merged.insert(merged.end(), row(order[i]), row(order[i]) + m_dimensions);
        merged[merged.size() - m_dimensions + dimension] = idOf(set);
    }
    const bool hasChanged = merged.size() < m_cells.size();
    m_cells = std::move(merged);
    return hasChanged;
}

std::vector<size_t> IndexTable::rowsSortedForMerge(size_t dimension) const
{
    std::vector<size_t> order(rowCount());
    std::iota(order.begin(), order.end(), size_t(0));
    const auto less = [&](size_t a, size_t b) {
        for (size_t i = 0; i < m_dimensions; ++i) {
            if (i != dimension && row(a)[i] != row(b)[i])
                return row(a)[i] < row(b)[i];
        }
        return false;
    };
    std::stable_sort(order.begin(), order.end(), less);
    return order;
}

} // namespace regatta::targets
