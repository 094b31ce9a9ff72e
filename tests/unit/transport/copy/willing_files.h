#pragma once

#include "core/transport/copy/local_files.h"

namespace regatta::tests {

/// The files of this machine, as a host would have them: with what a test wants to go wrong.
class WillingFiles final : public transport::copy::Files
{
public:
    template <typename Value>
    using Done = transport::copy::Done<Value>;
    using Handle = transport::copy::Handle;
    using Attributes = transport::copy::Attributes;
    using Entry = transport::copy::Entry;

    std::optional<base::Error> writeError;       ///< of all but the first write
    qint64 longestRead = 1'000'000;              ///< what one answer holds
    std::optional<std::vector<Entry>> entries;   ///< of every folder
    std::function<void(int writes)> whenWritten; ///< after so many

    bool hasWork() const { return m_files.hasWork(); }
    void work(int most) { m_files.work(most); }

    void look(const QByteArray &path, bool throughLinks, Done<std::optional<Attributes>> done) override
    {
        m_files.look(path, throughLinks, std::move(done));
    }
    void list(const QByteArray &path, Done<std::vector<Entry>> done) override
    {
        if (entries)
            return done(*entries);
        m_files.list(path, std::move(done));
    }
    void resolve(const QByteArray &path, Done<QByteArray> done) override
    {
        m_files.resolve(path, std::move(done));
    }
    void openToRead(const QByteArray &path, Done<Handle> done) override
    {
        m_files.openToRead(path, std::move(done));
    }
    void create(const QByteArray &path, Done<Handle> done) override { m_files.create(path, std::move(done)); }
    void read(const Handle &handle, qint64 offset, qint64 length, Done<QByteArray> done) override
    {
        m_files.read(handle, offset, std::min(length, longestRead), std::move(done));
    }
    void write(const Handle &handle, qint64 offset, const QByteArray &bytes, Done<void> done) override
    {
        ++m_writes;
        if (whenWritten)
            whenWritten(m_writes);
        const bool isRefused = writeError && m_writes > 1;
        m_files.write(handle, offset, bytes,
                      [error = isRefused ? writeError : std::nullopt, done](const auto &result) {
                          done(error ? base::Expected<void>(tl::unexpected(*error)) : result);
                      });
    }
    void close(const Handle &handle, Done<void> done) override { m_files.close(handle, std::move(done)); }
    void setMode(const QByteArray &path, quint32 mode, Done<void> done) override
    {
        m_files.setMode(path, mode, std::move(done));
    }
    void makeFolder(const QByteArray &path, quint32 mode, Done<void> done) override
    {
        m_files.makeFolder(path, mode, std::move(done));
    }
    void replace(const QByteArray &path, const QByteArray &by, Done<void> done) override
    {
        m_files.replace(path, by, std::move(done));
    }
    void remove(const QByteArray &path, Done<void> done) override { m_files.remove(path, std::move(done)); }

private:
    transport::copy::LocalFiles m_files;
    int m_writes = 0;
};

} // namespace regatta::tests
