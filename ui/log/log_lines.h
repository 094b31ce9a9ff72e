#pragma once

#include "core/spool/spool_reader.h"

#include <QSet>

#include <optional>
#include <vector>

namespace regatta::ui {

/// Which lines a log shows, and where they stand in the spool: the records of some tasks (or of all, merged),
/// in the order of arrival. Grows with the index; finding a line takes a binary search. Pure; GUI thread.
class LogLines
{
public:
    /// Forgets everything and shows these tasks; empty: all.
    void showTasks(QSet<model::TaskId> tasks);

    /// Takes in what the index has that was not seen yet. True if lines were added.
    bool follow(const spool::SpoolIndex &index, const spool::SpoolReader &reader);

    qint64 count() const { return m_count; }

    struct Place
    {
        size_t record = 0;                        ///< number of the record in the spool's index
        int line = 0;                             ///< within the record
        const spool::IndexEntry *entry = nullptr; ///< valid until the next change
    };
    /// `line` is from 0 and below count().
    Place placeOf(qint64 line) const;

private:
    struct Shown
    {
        size_t record = 0;
        qint64 firstLine = 0;
        spool::IndexEntry entry;
    };

    QSet<model::TaskId> m_tasks;
    std::vector<Shown> m_shown;
    size_t m_seen = 0; ///< records of the index
    quint64 m_end = spool::fileHeadSize;
    qint64 m_count = 0;
};

} // namespace regatta::ui
