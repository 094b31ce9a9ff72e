#pragma once

#include "core/history/error.h"
#include "core/history/interruption.h"
#include "core/history/records.h"

#include <QList>
#include <QString>

namespace regatta::history {

/// Which runs to list.
struct RunFilter
{
    QString words; ///< all of them stand in name, command, profile, id or a host; empty: all runs
    int most = -1; ///< -1: all
};

/// Reads the history, also while processes write it. Each call opens the file anew and blocks on the disk:
/// call it on a thread that may wait. Any thread, also several at the same time.
///
/// Errors: Locked, Corrupt, Unwritable; RunUnknown and RunAmbiguous with what was asked
/// for.
class HistoryReader
{
public:
    /// `measure` tells of interrupted runs what only their spools know; without it that is missing.
    explicit HistoryReader(QString path, SpoolMeasure measure = {});

    /// The newest first. A file that isn't there is an empty history.
    Expected<QList<RunOverview>> runs(const RunFilter &filter = {}) const;

    /// The id that a person means: "last", an id, or the beginning of exactly one.
    Expected<QString> resolve(const QString &word) const;

    Expected<RunRecord> run(const QString &id) const;

private:
    Expected<QList<RunOverview>> overviews(const Database &database, const QString &condition,
                                           const QVariantList &values) const;

    const QString m_path;
    const SpoolMeasure m_measure;
};

} // namespace regatta::history
