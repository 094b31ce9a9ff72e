#include "core/targets/folding.h"

#include "core/targets/index_table.h"
#include "core/targets/node_order.h"
#include "core/targets/range_set.h"

#include <QMap>

#include <algorithm>

namespace regatta::targets {

namespace {

using Index = IndexTable::Index;
using IndexSet = IndexTable::IndexSet;

/// A number as it is written is one Index, its length above its value: in this way indexes sort as
/// ClusterShell sorts them, and 9, 09 and 009 are three. Longer numbers are text.
constexpr qsizetype longestIndex = 17;
constexpr int valueBits = 57; // 10 ^ 17 < 2 ^ 57

Index indexFrom(QStringView digits)
{
    return (Index(digits.size()) << valueBits) | digits.toULongLong();
}

qsizetype lengthOf(Index index)
{
    return qsizetype(index >> valueBits);
}

quint64 valueOf(Index index)
{
    return index & ((Index(1) << valueBits) - 1);
}

QString textOf(Index index)
{
    QString text;
    appendIndex(text, valueOf(index), lengthOf(index));
    return text;
}

bool isPadded(Index index)
{
    return lengthOf(index) > 1 && textOf(index).startsWith(u'0');
}

/// Whether "first-next" may be written: with a padded first index, all have its length.
bool continues(Index first, Index last, Index next)
{
    if (valueOf(next) != valueOf(last) + 1)
        return false;
    return isPadded(first) ? lengthOf(next) == lengthOf(first) : !isPadded(next);
}

/// "1-3,07", in brackets if it is more than one index.
QString textOf(const IndexSet &set)
{
    QString text;
    for (size_t i = 0; i < set.size();) {
        const size_t first = i++;
        while (i < set.size() && continues(set[first], set[i - 1], set[i]))
            ++i;
        if (first > 0)
            text += u',';
        text += textOf(set[first]);
        if (i - first > 1)
            text += u'-' + textOf(set[i - 1]);
    }
    return set.size() > 1 ? u'[' + text + u']' : text;
}

/// Names that differ in their numbers only.
struct Kind
{
    QStringList texts;         ///< around the numbers: one more than there are
    std::vector<Index> points; ///< the numbers of name after name
};

/// A name taken apart. `key` is the name with "%s" for each number, as ClusterShell sorts kinds of names.
struct Split
{
    QString key;
    QStringList texts = {QString()};
    std::vector<Index> point;

    explicit Split(QStringView name)
    {
        for (qsizetype i = 0; i < name.size();) {
            const qsizetype end = std::max(i + 1, endOfDigits(name, i));
            addPart(name.sliced(i, end - i));
            i = end;
        }
    }

    void addPart(QStringView part)
    {
        const bool isNumber = endOfDigits(part, 0) > 0 && part.size() <= longestIndex;
        if (isNumber) {
            key += u"%s";
            texts.append(QString());
            point.push_back(indexFrom(part));
        } else {
            key += part == u"%" ? QStringView(u"%%") : part;
            texts.last() += part;
        }
    }
};

QMap<QString, Kind> kindsOf(const QStringList &distinctNames)
{
    QMap<QString, Kind> kinds;
    for (const QString &name : distinctNames) {
        Split split(name);
        Kind &kind = kinds[split.key];
        if (kind.texts.isEmpty())
            kind.texts = std::move(split.texts);
        kind.points.insert(kind.points.end(), split.point.begin(), split.point.end());
    }
    return kinds;
}

/// One expression a product.
QStringList foldKind(const Kind &kind)
{
    const size_t dimensions = size_t(kind.texts.size()) - 1;
    if (dimensions == 0)
        return kind.texts;

    IndexTable table(dimensions);
    for (size_t i = 0; i < kind.points.size(); i += dimensions)
        table.add(kind.points.data() + i);
    table.merge();

    QStringList expressions;
    for (const auto &product : table.products()) {
        QString expression = kind.texts.first();
        for (size_t i = 0; i < dimensions; ++i)
            expression += textOf(product[i]) + kind.texts[qsizetype(i) + 1];
        expressions.append(expression);
    }
    return expressions;
}

} // namespace

QString fold(const QStringList &names)
{
    // Ids of sets, and with them what merges first, follow the order of their coming.
    QStringList sorted = names;
    sortNodes(sorted);
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());

    QStringList expressions;
    const QMap<QString, Kind> kinds = kindsOf(sorted);
    for (const Kind &kind : kinds)
        expressions += foldKind(kind);
    return expressions.join(u',');
}

QString fold(const QList<model::Target> &targets)
{
    QStringList addresses;
    addresses.reserve(targets.size());
    for (const model::Target &target : targets)
        addresses.append(model::address(target));
    return fold(addresses);
}

} // namespace regatta::targets
