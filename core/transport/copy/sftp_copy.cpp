#include "core/transport/copy/sftp_copy.h"

namespace regatta::transport::copy {

using base::ErrorCode;

namespace {

/// 16 chunks are read, or written, in less time than a session's turn takes.
constexpr int deedsPerTurn = 16;
constexpr qsizetype longestWords = 200;

} // namespace

SftpCopy::SftpCopy(CopyOrder order, Checksums::Method method, OpenFiles openFiles)
    : m_isPush(order.direction == model::FileCopy::Direction::Push)
    , m_far([this] { m_job.start(); })
    , m_job(std::move(order), m_near, m_far, method, std::move(openFiles))
{}

void SftpCopy::feed(QByteArrayView bytes)
{
    if (!m_far.feed(bytes))
        serverEnded(whatCameInstead());
}

bool SftpCopy::work()
{
    m_near.work(deedsPerTurn);
    m_far.failWaiting();
    m_job.goOn();
    return m_near.hasWork();
}

void SftpCopy::serverEnded(const base::Error &error)
{
    m_job.stop(error);
    m_far.end(error);
}

void SftpCopy::serverClosed()
{
    serverEnded(m_far.isReady()
                    ? base::Error{ErrorCode::CopyFailed, QStringLiteral("the SFTP server has ended")}
                    : whatCameInstead());
}

base::Error SftpCopy::whatCameInstead() const
{
    if (m_far.isReady())
        return {ErrorCode::CopyFailed, QStringLiteral("not an SFTP answer")};
    // What a log-in shell's start-up file prints, or a server that has no SFTP.
    return {ErrorCode::SftpRefused, QString::fromUtf8(m_far.unexpected().left(longestWords)).trimmed()};
}

QString SftpCopy::leftOver() const
{
    QStringList paths;
    if (m_isPush) {
        for (const QByteArray &path : m_job.temporaries())
            paths << QString::fromUtf8(path);
    }
    return paths.join(QStringLiteral(", "));
}

} // namespace regatta::transport::copy
