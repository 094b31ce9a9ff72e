#pragma once

#include <QtGlobal>

#include <unordered_map>
#include <vector>

namespace regatta::targets {

/// A set of points in several dimensions, merged into few products of index sets: the part of folding that
/// knows nothing of names.
class IndexTable
{
public:
    using Index = quint64;
    using IndexSet = std::vector<Index>; ///< ascending, each once

    explicit IndexTable(size_t dimensions);

    /// Adds one point: an index for each dimension. Points must be distinct.
    void add(const Index *point);

    /// Joins products that differ in one dimension only, beginning with the last dimension.
    void merge();

    /// The products, each with one set a dimension: larger ones first, then by their indexes.
    std::vector<std::vector<IndexSet>> products() const;

private:
    using SetId = int; ///< equal ids: equal sets
    struct SetHash
    {
        size_t operator()(const IndexSet &set) const;
    };
    SetId idOf(const IndexSet &set);
    const SetId *row(size_t number) const { return m_cells.data() + number * m_dimensions; }
    size_t rowCount() const { return m_cells.size() / m_dimensions; }
    bool mergeDimension(size_t dimension);
    std::vector<size_t> rowsSortedForMerge(size_t dimension) const;

    const size_t m_dimensions;
    std::vector<SetId> m_cells; ///< row after row
    std::unordered_map<IndexSet, SetId, SetHash> m_ids;
    std::vector<const IndexSet *> m_sets; ///< by id; they live in m_ids
    IndexSet m_single = {0};              ///< add() asks millions of times, mostly for what is there
};

} // namespace regatta::targets
