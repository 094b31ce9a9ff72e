#pragma once

#include "core/spool/spool_reader.h"

#include <QCache>
#include <QObject>
#include <QSet>
#include <QStringList>
#include <QThreadPool>

#include <memory>

namespace regatta::ui {

/// Fetches records of a spool as lines of text, on a thread of its own, and keeps the latest ones. GUI
/// thread: linesOf() never waits for the disk.
class LogReader : public QObject
{
    Q_OBJECT

public:
    explicit LogReader(QObject *parent = nullptr);
    ~LogReader() override;

    /// Another spool; null: none. What was kept of the last one is forgotten.
    void setSpool(std::shared_ptr<spool::SpoolReader> spool);

    /// The lines of a record, or null: they are being fetched, and fetched() will say when they are there. A
    /// line of a record that the disk has spoilt says so.
    const QStringList *linesOf(size_t record, const spool::IndexEntry &entry);

Q_SIGNALS:
    void fetched();

private:
    void keep(int generation, size_t record, const QStringList &lines);

    std::shared_ptr<spool::SpoolReader> m_spool;
    QCache<size_t, QStringList> m_kept; // costs are bytes of the record
    QSet<size_t> m_underWay;
    QThreadPool m_pool;
    int m_generation = 0; // of m_spool: answers about an earlier one come too late
};

/// What a terminal would show of a record's lines.
QStringList linesOfRecord(QByteArrayView bytes);

} // namespace regatta::ui
