#include "core/targets/node_order.h"

#include <algorithm>
#include <compare>

namespace regatta::targets {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// Where the names begin to differ, or where the number begins within which they do.
qsizetype firstDifference(QStringView a, QStringView b)
{
    const qsizetype shorter = std::min(a.size(), b.size());
    qsizetype i = std::mismatch(a.begin(), a.begin() + shorter, b.begin()).first - a.begin();
    while (i > 0 && isDigit(a[i - 1]))
        --i;
    return i;
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
    qsizetype i = firstDifference(a, b);
    qsizetype j = i;
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

void sortNodes(QStringList &names)
{
    // Most lists come from ranges or from a fold, and are sorted already.
    if (!std::is_sorted(names.cbegin(), names.cend(), nodeLess))
        std::sort(names.begin(), names.end(), nodeLess);
}

} // namespace regatta::targets
