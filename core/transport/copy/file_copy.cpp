#include "core/transport/copy/file_copy.h"

#include "core/transport/copy/paths.h"

#include <QRandomGenerator>

namespace regatta::transport::copy {

namespace {

/// Beside the destination, so that it can take its place in one step; hidden, and of a name that nobody has.
QByteArray temporaryFor(const QByteArray &destination)
{
    const auto [folder, name] = splitPath(destination);
    const QByteArray ending =
        ".regatta-" +
        QByteArray::number(QRandomGenerator::system()->generate64(), 36).rightJustified(13, '0');
    return folder + '.' + name.left(longestName - 1 - ending.size()) + ending;
}

} // namespace

FileCopy::FileCopy(const CopyEnds &ends, Paths paths, FilePlace place, Listener listener)
    : m_ends(ends)
    , m_paths(std::move(paths))
    , m_temporary(temporaryFor(m_paths.destination))
    , m_place(std::move(place))
    , m_listener(std::move(listener))
{}

template <typename Function>
auto FileCopy::then(Function function)
{
    return m_asker.heard([this, function = std::move(function)](auto answer) {
        if (!answer)
            return fail(answer.error());
        if constexpr (std::is_void_v<typename decltype(answer)::value_type>)
            function();
        else
            function(std::move(*answer));
    });
}

/// Holds the place for as long as the file isn't closed.
auto FileCopy::closed() const
{
    return [place = m_place](const auto &) {};
}

void FileCopy::start()
{
    m_ends.source.openToRead(m_paths.source, then([this](const Handle &handle) { create(handle); }));
}

void FileCopy::create(const Handle &source)
{
    if (hasEnded())
        return m_ends.source.close(source, closed());
    m_source = source;
    m_stage = Stage::Creating;
    m_ends.destination.create(m_temporary, m_asker.heard([this](const base::Expected<Handle> &handle) {
        if (handle)
            return copy(*handle);
        m_error = handle.error();
        end();
    }));
}

void FileCopy::copy(const Handle &destination)
{
    m_new = destination;
    if (m_error)
        return removeNew();
    m_stage = Stage::Copying;
    FileReader::Listener listener;
    listener.took = [this](qint64 offset, const QByteArray &bytes) { write(offset, bytes); };
    listener.ended = then([this](qint64 size) {
        m_size = size;
        closeIfWritten();
    });
    m_reader = std::make_unique<FileReader>(m_ends.source, *m_source, m_paths.size, noLimit, m_ends.room,
                                            std::move(listener));
    m_reader->fill();
}

void FileCopy::fill()
{
    if (m_stage == Stage::Copying)
        m_reader->fill();
}

void FileCopy::write(qint64 offset, const QByteArray &bytes)
{
    if (m_stage != Stage::Copying)
        return m_ends.room.giveBack();
    m_sum.add(bytes);
    ++m_writes;
    const qint64 length = bytes.size();
    m_ends.destination.write(*m_new, offset, bytes,
                             m_asker.heard([this, length](const base::Expected<void> &written) {
                                 m_ends.room.giveBack();
                                 --m_writes;
                                 if (!written)
                                     return fail(written.error());
                                 if (m_stage != Stage::Copying)
                                     return;
                                 m_listener.progressed(length);
                                 m_reader->fill();
                                 closeIfWritten();
                             }));
}

void FileCopy::closeIfWritten()
{
    if (m_stage != Stage::Copying || !m_size || m_writes > 0)
        return;
    m_stage = Stage::Closing;
    m_ends.source.close(*std::exchange(m_source, std::nullopt), closed());
    m_ends.destination.close(*std::exchange(m_new, std::nullopt), then([this, place = m_place] { check(); }));
    m_place.reset();
}

void FileCopy::check()
{
    if (m_stage != Stage::Closing)
        return;
    m_stage = Stage::Checking;
    m_ends.checksums.check(m_ends.checksSource ? m_paths.source : m_temporary, *m_size, m_sum.result(),
                           then([this] { setMode(); }));
}

void FileCopy::setMode()
{
    if (m_stage != Stage::Checking)
        return;
    m_stage = Stage::SettingMode;
    m_ends.destination.setMode(m_temporary, m_paths.mode, then([this] { replace(); }));
}

void FileCopy::replace()
{
    if (m_stage != Stage::SettingMode)
        return;
    m_stage = Stage::Replacing;
    m_ends.destination.replace(m_paths.destination, m_temporary, then([this] { end(); }));
}

void FileCopy::stop(const base::Error &error)
{
    // What is about to be in its place can't be taken back.
    if (m_stage != Stage::Replacing)
        fail(error);
    else if (!m_error)
        m_error = error;
}

void FileCopy::fail(const base::Error &error)
{
    if (!m_error)
        m_error = error;
    switch (m_stage) {
    case Stage::Opening:
        return end();
    case Stage::Creating: // to be removed as soon as it is there
        return;
    case Stage::Copying:
    case Stage::Closing:
    case Stage::Checking:
    case Stage::SettingMode:
    case Stage::Replacing:
        return removeNew();
    case Stage::Removing:
    case Stage::Ended:
        return;
    }
}

void FileCopy::removeNew()
{
    m_stage = Stage::Removing;
    if (m_new)
        m_ends.destination.close(*std::exchange(m_new, std::nullopt), closed());
    m_ends.destination.remove(m_temporary, m_asker.heard([this](const base::Expected<void> &) { end(); }));
}

void FileCopy::end()
{
    if (m_source)
        m_ends.source.close(*std::exchange(m_source, std::nullopt), closed());
    m_place.reset();
    m_stage = Stage::Ended;
    m_listener.ended(m_error ? base::Expected<void>(tl::unexpected(*m_error)) : base::Expected<void>());
}

} // namespace regatta::transport::copy
