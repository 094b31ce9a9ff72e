#pragma once

#include "core/targets/range_set.h"

#include <functional>
#include <vector>

namespace regatta::targets {

/// A name with ranges in it, "rack[1-3]-web[01-10].example.org": the product of all of its range sets.
class NodePattern
{
public:
    void appendText(QStringView text) { m_tail += text; }
    void appendRanges(RangeSet ranges);

    bool isEmpty() const { return m_parts.empty() && m_tail.isEmpty(); }
    bool endsWith(QChar c) const { return m_tail.endsWith(c); }

    /// How many names it stands for; the largest quint64 if there are more. Costs nothing: nothing is
    /// expanded.
    quint64 count() const;
    /// Characters of the longest of them.
    qsizetype longest() const;

    /// Calls `visit` with each name, the last range running fastest, until it returns false.
    /// Ask count() and longest() first: this recurses once a range.
    void forEach(const std::function<bool(const QString &)> &visit) const;

private:
    struct Part
    {
        QString text; ///< before the ranges
        RangeSet ranges;
    };
    bool visitFrom(size_t part, QString &name, const std::function<bool(const QString &)> &visit) const;

    std::vector<Part> m_parts;
    QString m_tail;
};

} // namespace regatta::targets
