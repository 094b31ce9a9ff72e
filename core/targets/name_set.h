#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace regatta::targets {

/// Names, each once. Every operation takes time in proportion to its operand alone, so that no sequence of
/// operators makes an expression slow.
class NameSet
{
public:
    void reserve(qsizetype names) { m_places.reserve(names); }
    /// False if it was there already.
    bool add(const QString &name);
    bool contains(const QString &name) const { return m_places.contains(name); }
    qsizetype size() const { return m_places.size(); }

    /// What was in both goes to `duplicates` as well.
    void unite(const NameSet &other, NameSet &duplicates);
    void subtract(const NameSet &other);
    void intersect(const NameSet &other);
    void toggle(const NameSet &other); ///< symmetric difference

    /// In ClusterShell's order (see nodeLess).
    QStringList sorted() const;

private:
    void remove(const QString &name);
    template <typename Visitor>
    void forEach(Visitor visit) const;

    QStringList m_names; ///< in the order of their coming, mostly sorted; null: removed
    QHash<QString, qsizetype> m_places;
};

} // namespace regatta::targets
