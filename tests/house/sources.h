#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace house {

struct SourceFile
{
    QString path; ///< from the root of the checkout, for example "core/base/error.h"
    QString text;

    /// The first folder, and the second: "core" and "base".
    QString part() const { return path.section(u'/', 0, 0); }
    QString room() const { return path.count(u'/') > 1 ? path.section(u'/', 1, 1) : QString(); }
};

/// All C++ files below these folders of the checkout.
std::vector<SourceFile> sourcesIn(const QStringList &folders);

/// What a file includes, without the quotes or brackets.
QStringList includesOf(const QString &text);

/// Why a file at this path must not have this include; empty if it may.
QString includeTrouble(const SourceFile &file, const QString &include);

/// "path:line: the line" of each line that matches; lines marked `house: allowed (why)` are passed over.
QStringList linesMatching(const SourceFile &file, const QString &pattern);

} // namespace house
