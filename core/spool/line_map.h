#pragma once

#include <QtGlobal>

#include <vector>

namespace regatta::spool {

/// Where the lines of some records of a spool stand. Sparse: it keeps a mark for the first of every so many
/// records, and the more records there are, the more a mark stands for, so that it never takes more than 16
/// MB. What lies between two marks is found by walking the heads of the records (see HeadWalker). A value.
class LineMap
{
public:
    /// The first of the records from a mark to the next.
    struct Mark
    {
        quint64 offset = 0;   ///< of its head in the file
        qint64 firstLine = 0; ///< what number its first line has

        bool operator==(const Mark &) const = default;
    };

    explicit LineMap(size_t mostMarks = 1024 * 1024)
        : m_mostMarks(mostMarks)
    {}

    /// The next record, in the order of the file.
    void add(quint64 offset, quint32 lines);

    qint64 lineCount() const { return m_lines; }
    quint64 recordCount() const { return m_records; }

    /// The last mark at or before a line; `line` is from 0 and below lineCount().
    Mark markBefore(qint64 line) const;

    /// How many records a mark stands for.
    quint64 stride() const { return m_stride; }
    const std::vector<Mark> &marks() const { return m_marks; }

    /// What marks(), stride() and the two counts were of another map.
    static LineMap restored(std::vector<Mark> marks, quint64 stride, quint64 records, qint64 lines);

private:
    void thinOut();

    size_t m_mostMarks;
    std::vector<Mark> m_marks;
    quint64 m_stride = 1;
    quint64 m_records = 0;
    qint64 m_lines = 0;
};

} // namespace regatta::spool
