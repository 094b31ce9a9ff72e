#pragma once

#include "core/base/output_budget.h"

#include <QByteArray>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace regatta::cli {

/// Standard output and standard error, written by a thread of its own in the order of the calls, so that
/// neither a reactor nor the event loop ever waits for a slow reader. What waits to be written counts in the
/// budget.
class OutputChannel
{
public:
    enum class Sink { Stdout, Stderr };

    /// `onBroken` is called once, from the writing thread, if nobody reads standard output any more (or the
    /// disk is full); from then on what is meant for it is thrown away. `onWritten` is called from there,
    /// too, whenever something has left the program.
    OutputChannel(std::shared_ptr<base::OutputBudget> budget, std::function<void()> onBroken,
                  std::function<void()> onWritten = {});

    /// Writes what is left.
    ~OutputChannel();

    /// Any thread.
    void write(Sink sink, QByteArray bytes);

    /// Waits until everything written so far has left the program. Not for threads that others wait for.
    void flush();

    /// Whether something that was meant for standard output is lost. Any thread.
    bool isBroken() const { return m_isBroken; }

private:
    static constexpr qsizetype portion = 64 * 1024;

    struct Chunk
    {
        Sink sink;
        QByteArray bytes;
    };

    bool hasToWriteNow() const { return m_isClosing || m_flushes > 0 || m_waitingBytes >= portion; }
    void writeLoop();
    void writeOut(const std::vector<Chunk> &chunks);
    void writeBytes(Sink sink, const QByteArray &bytes);

    const std::shared_ptr<base::OutputBudget> m_budget;
    const std::function<void()> m_onBroken;
    const std::function<void()> m_onWritten;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    // Guarded by m_mutex:
    std::vector<Chunk> m_waiting;
    qsizetype m_waitingBytes = 0;
    int m_flushes = 0; ///< threads that wait in flush()
    bool m_isWriting = false;
    bool m_isClosing = false;
    std::atomic<bool> m_isBroken = false; // set by the writing thread
    std::thread m_thread;
};

} // namespace regatta::cli
