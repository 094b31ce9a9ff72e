#pragma once

#include "core/answers/line_normaliser.h"
#include "core/spool/line_splitter.h"

#include <QCryptographicHash>

#include <array>
#include <memory>

namespace regatta::answers {

/// What one stream of one task has said so far, as a number that can't be forged: no host may look like the
/// others without being like them. Takes the bytes as they come, in any chunks; memory is bounded whatever
/// the host prints. One thread.
class StreamDigest
{
public:
    void feed(QByteArrayView bytes, const AnswerOptions &options, const LineNormaliser &normaliser);

    /// May be asked in between; appends nothing if the stream said nothing (that counts).
    void appendResult(QByteArray &to, const AnswerOptions &options, const LineNormaliser &normaliser) const;

private:
    void addLine(QByteArrayView line, bool isWhole, const AnswerOptions &options,
                 const LineNormaliser &normaliser);
    void chain(QByteArrayView text, bool isWhole);

    bool m_isSilent = true;
    std::shared_ptr<QCryptographicHash> m_bytes; // of all bytes, if nothing is ignored
    // If something is: each line is hashed together with the hash of those before it, so that the last line,
    // which may still grow, can be added to a copy.
    QByteArray m_lines;
    spool::LineSplitter m_splitter;
    qint64 m_emptyLines = 0; // at the end, held back if trailing lines make no difference
    bool m_isInLine = false; // a piece of a long line came last
};

/// Both streams of one task's latest attempt. One thread.
class AnswerDigest
{
public:
    /// Output of an attempt before the latest one does not count.
    void feed(int attempt, model::OutputStream stream, QByteArrayView bytes, const AnswerOptions &options,
              const LineNormaliser &normaliser);

    QByteArray result(const AnswerOptions &options, const LineNormaliser &normaliser) const;

    int attempt() const { return m_attempt; }

private:
    std::array<StreamDigest, 2> m_streams;
    int m_attempt = 0;
};

} // namespace regatta::answers
