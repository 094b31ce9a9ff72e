#pragma once

#include "core/transport/copy/checksums.h"
#include "core/transport/copy/file_reader.h"
#include "core/transport/copy/open_files.h"

namespace regatta::transport::copy {

/// What the files of one copy share; outlives them.
struct CopyEnds
{
    Files &source;
    Files &destination;
    Checksums &checksums; ///< of the end that is not this machine
    Room &room;
    bool checksSource = false; ///< the source is that end
};

/// One file: into a new one beside its destination, which is checked, given its mode, and put in the
/// destination's place. Until then nothing of the destination has changed; if it fails or is stopped, the new
/// one is removed.
class FileCopy
{
public:
    struct Paths
    {
        QByteArray source;
        QByteArray destination;
        qint64 size = 0; ///< as the source said; it may have changed since
        quint32 mode = 0;
    };
    struct Listener
    {
        std::function<void(qint64 bytes)> progressed;                  ///< that have arrived
        std::function<void(const base::Expected<void> &result)> ended; ///< once, and nothing after it
    };

    FileCopy(const CopyEnds &ends, Paths paths, FilePlace place, Listener listener);

    void start();
    /// There is room again.
    void fill();
    /// Ends as soon as the new file is removed, with this error.
    void stop(const base::Error &error);

    bool hasEnded() const { return m_stage == Stage::Ended; }
    /// What stays if the host can't be told to remove it.
    const QByteArray &temporary() const { return m_temporary; }

private:
    enum class Stage {
        Opening,
        Creating,
        Copying,
        Closing,
        Checking,
        SettingMode,
        Replacing,
        Removing,
        Ended
    };

    /// What follows if all is well; otherwise it fails.
    template <typename Function>
    auto then(Function function);
    auto closed() const;
    void create(const Handle &source);
    void copy(const Handle &destination);
    void write(qint64 offset, const QByteArray &bytes);
    void closeIfWritten();
    void check();
    void setMode();
    void replace();
    void fail(const base::Error &error);
    void removeNew();
    void end();

    const CopyEnds &m_ends;
    const Paths m_paths;
    const QByteArray m_temporary;
    FilePlace m_place;
    const Listener m_listener;
    Stage m_stage = Stage::Opening;
    std::optional<Handle> m_source;
    std::optional<Handle> m_new;
    std::unique_ptr<FileReader> m_reader;
    Sha256 m_sum;
    std::optional<qint64> m_size; ///< once all has been read
    int m_writes = 0;             ///< that have not been answered
    std::optional<base::Error> m_error;
    Asker m_asker;
};

} // namespace regatta::transport::copy
