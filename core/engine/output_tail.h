#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace regatta::engine {

/// The end of a stream, in which its last line stands. A value.
class OutputTail
{
public:
    static constexpr qsizetype limit = 512; ///< bytes; what stands before them is forgotten

    void append(QByteArrayView bytes);

    /// The last line with something in it, finished or not; empty if there is none. Begins with "…" if its
    /// front has been forgotten.
    QByteArray lastLine() const;

private:
    QByteArray m_bytes;
    bool m_isCut = false; // the line that they begin with began before them
};

} // namespace regatta::engine
