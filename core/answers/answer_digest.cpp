#include "core/answers/answer_digest.h"

namespace regatta::answers {

namespace {

constexpr auto algorithm = QCryptographicHash::Blake2b_256;
constexpr qsizetype digestSize = 32;

} // namespace

void StreamDigest::feed(QByteArrayView bytes, const AnswerOptions &options, const LineNormaliser &normaliser)
{
    m_isSilent = m_isSilent && bytes.isEmpty();
    if (options.ignoresNothing()) {
        if (!m_bytes)
            m_bytes = std::make_shared<QCryptographicHash>(algorithm);
        m_bytes->addData(bytes);
        return;
    }
    m_splitter.feed(bytes,
                    [&](QByteArrayView line, bool isWhole) { addLine(line, isWhole, options, normaliser); });
}

void StreamDigest::addLine(QByteArrayView line, bool isWhole, const AnswerOptions &options,
                           const LineNormaliser &normaliser)
{
    const QByteArray text = normaliser.normalised(line);
    if (options.ignoreTrailingLines && text.isEmpty() && !m_isInLine) {
        ++m_emptyLines;
        return;
    }
    for (; m_emptyLines > 0; --m_emptyLines)
        chain({}, true);
    // Whether its newline has come makes no difference to the last line, and goes without saying for others.
    chain(text, isWhole || options.ignoreTrailingLines);
    m_isInLine = !isWhole;
}

void StreamDigest::chain(QByteArrayView text, bool isWhole)
{
    QCryptographicHash hash(algorithm);
    hash.addData(m_lines);
    hash.addData(text);
    hash.addData(QByteArrayView(isWhole ? "\n" : ""));
    m_lines = hash.result();
}

void StreamDigest::appendResult(QByteArray &to, const AnswerOptions &options,
                                const LineNormaliser &normaliser) const
{
    if (m_isSilent)
        return;
    if (options.ignoresNothing()) {
        to.append(m_bytes->resultView());
        return;
    }
    if (m_splitter.isEmpty()) {
        to.append(m_lines);
        return;
    }
    StreamDigest whole = *this;
    whole.m_splitter.finish(
        [&](QByteArrayView line, bool) { whole.addLine(line, false, options, normaliser); });
    to.append(whole.m_lines);
}

void AnswerDigest::feed(int attempt, model::OutputStream stream, QByteArrayView bytes,
                        const AnswerOptions &options, const LineNormaliser &normaliser)
{
    if (attempt < m_attempt)
        return;
    if (attempt > m_attempt)
        m_streams = {};
    m_attempt = attempt;
    m_streams.at(stream == model::OutputStream::Stderr ? 1 : 0).feed(bytes, options, normaliser);
}

QByteArray AnswerDigest::result(const AnswerOptions &options, const LineNormaliser &normaliser) const
{
    QByteArray result;
    result.reserve(2 * digestSize + 1);
    m_streams[0].appendResult(result, options, normaliser);
    result.append('/');
    m_streams[1].appendResult(result, options, normaliser);
    return result;
}

} // namespace regatta::answers
