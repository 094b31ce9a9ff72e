#include "ui/editor/host_lines.h"

#include <QStringList>

#include <algorithm>

namespace regatta::ui {

QString hostLines(const QList<model::TargetEntry> &entries)
{
    QStringList lines;
    for (const model::TargetEntry &entry : entries)
        lines << entry.nodeSet;
    return lines.join(u'\n');
}

QList<model::TargetEntry> entriesOf(const QString &lines, const QList<model::TargetEntry> &before)
{
    QList<model::TargetEntry> unused = before;
    QList<model::TargetEntry> entries;
    for (const QString &line : lines.split(u'\n')) {
        const QString nodeSet = line.trimmed();
        if (nodeSet.isEmpty())
            continue;
        const auto known = std::find_if(unused.begin(), unused.end(), [&](const model::TargetEntry &entry) {
            return entry.nodeSet == nodeSet;
        });
        if (known == unused.end()) {
            model::TargetEntry entry;
            entry.nodeSet = nodeSet;
            entries << entry;
        } else {
            entries << *known;
            unused.erase(known);
        }
    }
    return entries;
}

QString linesFromPaste(const QString &pasted)
{
    QString lines;
    int depth = 0;
    bool isComment = false;
    for (const QChar c : pasted) {
        if (c == u'\n' || c == u'\r')
            isComment = false;
        else if (c == u'#')
            isComment = true;
        if (isComment)
            continue;
        depth += c == u'[' ? 1 : c == u']' ? -1 : 0;
        const bool separates = c.isSpace() || c == u';' || (c == u',' && depth <= 0);
        if (!separates)
            lines += c;
        else if (!lines.isEmpty() && !lines.endsWith(u'\n'))
            lines += u'\n';
    }
    return lines;
}

} // namespace regatta::ui
