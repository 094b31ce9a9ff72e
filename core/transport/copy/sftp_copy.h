#pragma once

#include "core/transport/copy/copy_job.h"
#include "core/transport/copy/local_files.h"
#include "core/transport/copy/sftp_files.h"

namespace regatta::transport::copy {

/// A copy between this machine and a host that is reached in some way: bytes go in, bytes come out, and so do
/// commands for checksums. It knows of no connection and of no time. Of one thread.
class SftpCopy
{
public:
    SftpCopy(CopyOrder order, Checksums::Method method, OpenFiles openFiles);

    /// What the server sent.
    void feed(QByteArrayView bytes);
    /// Does what this machine can do without the host, but no more than a turn's worth. To be called after
    /// anything else here. True: there is more to do.
    bool work();

    bool hasToSend() const { return m_far.hasToSend(); }
    QByteArrayView toSend() const { return m_far.toSend(); }
    void sent(qsizetype length) { m_far.sent(length); }

    Checksums &checksums() { return m_job.checksums(); }

    /// Ends as soon as what was begun is removed.
    void stop(const base::Error &error) { m_job.stop(error); }
    /// Nothing more can be said to the host: ends as soon as what was begun on this machine is removed.
    void serverEnded(const base::Error &error);
    /// The server has closed the channel by itself.
    void serverClosed();

    bool hasBegun() const { return m_far.isReady(); }
    bool hasEnded() const { return m_job.hasEnded(); }
    const base::Expected<void> &result() const { return m_job.result(); }
    const CopyProgress &progress() const { return m_job.progress(); }
    /// It isn't the host that is waited for.
    bool awaitsPlace() const { return m_job.awaitsPlace(); }
    /// What is left on the host if it ends now.
    QString leftOver() const;

private:
    base::Error whatCameInstead() const;

    const bool m_isPush;
    LocalFiles m_near;
    SftpFiles m_far;
    CopyJob m_job;
};

} // namespace regatta::transport::copy
