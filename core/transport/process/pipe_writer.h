#pragma once

#include <QByteArrayView>
#include <QObject>

#include <memory>

class QSocketNotifier;

namespace regatta::transport::process {

/// Writes into a pipe that a child reads, as much as it takes at the time. Of the transport's thread.
class PipeWriter final : public QObject
{
    Q_OBJECT

public:
    /// Begins without a pipe.
    explicit PipeWriter(QObject *parent = nullptr);
    ~PipeWriter() override;

    /// Makes the pipe. Returns the end to read from, which the caller closes; -1 if there are no descriptors
    /// left.
    [[nodiscard]] int open();

    /// How many of these bytes were taken. Less than all of them: writable() follows, unless nobody reads any
    /// more.
    qsizetype write(QByteArrayView bytes);

    void close();

Q_SIGNALS:
    void writable();

private:
    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace regatta::transport::process
