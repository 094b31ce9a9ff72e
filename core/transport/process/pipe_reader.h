#pragma once

#include <QByteArray>
#include <QObject>

#include <memory>

class QSocketNotifier;

namespace regatta::transport::process {

/// Reads what a child writes into a pipe, a chunk a turn of the event loop, so that no pipe starves the
/// others. QProcess's own channels lose what is left in the pipe when the child dies while a read buffer is
/// full; with these, nobody reads means nobody loses. Of the transport's thread.
class PipeReader final : public QObject
{
    Q_OBJECT

public:
    /// Begins paused, without a pipe.
    explicit PipeReader(QObject *parent = nullptr);
    ~PipeReader() override;

    /// Makes the pipe. Returns the end to write to, which the caller closes; -1 if there are no descriptors
    /// left.
    [[nodiscard]] int open();

    /// Takes over an end that is there already, of a terminal.
    void adopt(int descriptor);

    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }

    /// True once all writers have closed their end, or there never was a pipe.
    bool isAtEnd() const { return m_descriptor < 0; }

    /// Reads, now and paused or not, what the pipe holds, at most `limit` bytes.
    void drain(qint64 limit);
    /// More than a pipe holds: all that a dead child left in it.
    static constexpr qint64 wholePipe = 1024 * 1024;

    void close();

Q_SIGNALS:
    void read(const QByteArray &bytes);
    void ended();

private:
    bool readChunk(qint64 limit);
    void watch();

    int m_descriptor = -1;
    bool m_paused = true;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace regatta::transport::process
