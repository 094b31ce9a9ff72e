#include "core/profile/problem_locator.h"

#include "core/profile/json_scanner.h"
#include "core/profile/object_reader.h"

#include <QHash>

#include <algorithm>
#include <tuple>

namespace regatta::profile {

using base::ErrorCode;

namespace {

/// "steps[0]" of "steps[0].run". Keys with dots of their own lead to steps that don't exist, and on to ones
/// that do.
QString parentPath(const QString &path)
{
    return path.left(std::max<qsizetype>(0, std::max(path.lastIndexOf(u'.'), path.lastIndexOf(u'['))));
}

bool isAtOrBelow(const QString &path, const QString &ancestor)
{
    return path == ancestor || path.startsWith(ancestor + u'.') || path.startsWith(ancestor + u'[');
}

struct Place
{
    qsizetype keyOffset = -1;
    qsizetype valueOffset = -1;
};
using Places = QHash<QString, Place>;

Places placesOf(const QList<Problem> &problems, const QByteArray &json)
{
    Places places;
    for (const Problem &problem : problems) {
        for (QString path = problem.key; !path.isEmpty() && !places.contains(path); path = parentPath(path))
            places.insert(path, Place());
    }
    if (places.isEmpty())
        return places;
    JsonScanner scanner;
    scanner.scan(json, [&](const JsonScanner::Entry &entry) {
        const auto place = places.find(entry.path.toString());
        if (place != places.end())
            *place = {entry.keyOffset, entry.valueOffset}; // of a duplicate key the last one counts
    });
    return places;
}

qsizetype offsetOf(const Problem &problem, const Places &places)
{
    for (QString path = problem.key; !path.isEmpty(); path = parentPath(path)) {
        const Place place = places.value(path);
        if (place.valueOffset >= 0)
            return problem.code == ErrorCode::UnknownKey && path == problem.key ? place.keyOffset
                                                                                : place.valueOffset;
    }
    return 0;
}

} // namespace

QList<Problem> located(const QList<Problem> &valueProblems, const QList<Problem> &ruleProblems,
                       const QByteArray &json)
{
    QList<Problem> problems = valueProblems;
    for (const Problem &rule : ruleProblems) {
        const auto isCause = [&](const Problem &value) {
            return !value.isWarning && isAtOrBelow(rule.key, value.key);
        };
        if (std::none_of(valueProblems.begin(), valueProblems.end(), isCause))
            problems.append(rule);
    }
    const Places places = placesOf(problems, json);
    for (Problem &problem : problems) {
        const TextPosition at = textPosition(json, offsetOf(problem, places));
        problem.line = at.line;
        problem.column = at.column;
    }
    return problems;
}

Problem syntaxProblem(const QByteArray &json, qsizetype offset, ErrorCode code, const QString &expected)
{
    const TextPosition at = textPosition(json, offset);
    const QString rest = QString::fromUtf8(json.mid(offset, 40)).section(u'\n', 0, 0);
    return {code, at.line, at.column, QString(), rest.trimmed().left(20), expected, false};
}

void sortByPosition(QList<Problem> &problems)
{
    std::stable_sort(problems.begin(), problems.end(), [](const Problem &a, const Problem &b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
}

} // namespace regatta::profile
