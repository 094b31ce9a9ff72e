#pragma once

#include "core/transport/input_source.h"

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace regatta::transport::process {

/// Writes what a child reads: nothing is held that the pipe doesn't take, and a child that stops reading is
/// no error. Its thread must block SIGPIPE. Of the transport's thread.
class PipeWriter final : public QObject
{
    Q_OBJECT

public:
    /// Begins without a pipe.
    explicit PipeWriter(QObject *parent = nullptr);
    ~PipeWriter() override;

    /// Makes the pipe. Returns the end to read from, which the caller closes; -1 if there are no descriptors
    /// left. `isTyped`: it goes to a terminal, whose input ends with a key.
    [[nodiscard]] int open(bool isTyped);
    /// Takes over our end of a terminal.
    void adoptTerminal(int descriptor);

    /// How many of these bytes were taken. Less than all of them: writable() follows, unless nobody reads any
    /// more. Not after feed().
    qsizetype write(QByteArrayView bytes);

    /// From now on, as fast as it is read, and then the end.
    void feed(std::unique_ptr<InputSource> source);

    void close();

Q_SIGNALS:
    /// There is room again for what write() has not taken.
    void writable();
    /// The source can't be read. The child has not been told that its input is over.
    void failed(const base::Error &error);

private:
    void setDescriptor(int descriptor, bool isTyped);
    void waitForRoom();
    void roomCame();
    void writeOn();
    void end();

    int m_descriptor = -1;
    bool m_isTyped = false;
    std::unique_ptr<InputSource> m_source; ///< null: write() is used
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace regatta::transport::process
