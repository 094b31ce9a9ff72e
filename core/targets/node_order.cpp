#include "core/targets/node_order.h"

#include <compare>

namespace regatta::targets {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

std::strong_ordering compareIndexes(QStringView a, QStringView b)
{
    if (a.size() != b.size())
        return a.size() <=> b.size();
    return a.compare(b) <=> 0;
}

} // namespace

qsizetype endOfDigits(QStringView text, qsizetype from)
{
    while (from < text.size() && isDigit(text[from]))
        ++from;
    return from;
}

bool nodeLess(QStringView a, QStringView b)
{
    auto indexes = std::strong_ordering::equal; // of the first numbers that differ
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() && j < b.size()) {
        const qsizetype endA = endOfDigits(a, i);
        const qsizetype endB = endOfDigits(b, j);
        if (endA > i && endB > j) {
            if (indexes == 0)
                indexes = compareIndexes(a.sliced(i, endA - i), b.sliced(j, endB - j));
            i = endA;
            j = endB;
            continue;
        }
        // ClusterShell compares names in which "%s" stands for each number.
        const QChar charA = endA > i ? QChar(u'%') : a[i];
        const QChar charB = endB > j ? QChar(u'%') : b[j];
        if (charA != charB)
            return charA < charB;
        if (endA > i || endB > j)
            return endB > j; // a real percent sign is "%%" there, and less than "%s"
        ++i;
        ++j;
    }
    if (i < a.size() || j < b.size())
        return j < b.size();
    return indexes < 0;
}

} // namespace regatta::targets
