#pragma once

#include "core/transport/copy/file_reader.h"
#include "core/transport/copy/sha256.h"

#include <deque>
#include <memory>

namespace regatta::transport::copy {

/// Whether files of the far end are what they should be. Asks its sha256sum, for many files at a time; short
/// files, and all of them where there is none or no command can be run, it reads.
class Checksums
{
public:
    enum class Method { Command, Reading };

    /// To read that much is quicker than to start a program.
    static constexpr qint64 shortFile = 64 * 1024;

    /// `mayGrow`: others may write to the files, such as logs; then what was copied must be their beginning.
    Checksums(Files &far, Room &room, Method method, bool mayGrow);
    ~Checksums();

    /// Errors: ChecksumMismatch, and those of Files.
    void check(const QByteArray &path, qint64 size, const QByteArray &sha256, Done<void> done);

    /// What is to be run on the far end now, if anything is; commandEnded() follows.
    std::optional<QByteArray> takeCommand();
    /// With what it wrote to standard output. Nothing: it could not be run.
    void commandEnded(const std::optional<QByteArray> &output);
    /// There is room again, for what is read.
    void fill();

private:
    struct Question
    {
        QByteArray path;
        qint64 size = 0;
        QByteArray sha256;
        Done<void> done;
    };
    class Reading;

    void readNow(Question question);
    void takeSum(Question question, const QByteArray &sha256);

    Files &m_far;
    Room &m_room;
    Method m_method;
    const bool m_mayGrow;
    std::deque<Question> m_waiting;
    std::vector<Question> m_asked; ///< of the command at work
    std::vector<std::unique_ptr<Reading>> m_readings;
    Asker m_asker;
};

/// The sums that sha256sum wrote, one for each of `count` files in their order; or nothing.
std::optional<std::vector<QByteArray>> parseSums(const QByteArray &output, size_t count);

/// One command line for the sums of these files, which may be named in any way.
QByteArray sumCommand(const std::vector<QByteArray> &paths);

} // namespace regatta::transport::copy
